// Installed packages, drawn by a seed, to be changed in copies.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Park and Miller's generator: the same draws for the same seed. */
export function draw(seed) {
  let state = seed;
  const below = (limit) => (state = (state * 48271) % 2147483647) % limit;
  const shuffled = (list) => list.map((one) => [below(1e9), one]).sort(([a], [b]) => a - b).map(([, one]) => one);
  return { below, shuffled };
}

/** The names of the packages in a `node_modules`. */
export const packagesIn = (installed) =>
  readdirSync(installed)
    .flatMap((name) => (name.startsWith('.') ? [] : name.startsWith('@') ? readdirSync(join(installed, name)).map((one) => `${name}/${one}`) : [name]))
    .filter((name) => statSync(join(installed, name)).isDirectory());

/** The CommonJS files of a package, as far as their names say that. */
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && /\.c?js$/.test(one.name) && !relative(folder, one.parentPath).includes('node_modules'))
    .map((one) => join(one.parentPath, one.name));

/** Gives `body` a copy of a package that finds all that the package finds; nothing of it is left. */
export async function withCopy(installed, name, body) {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'packages-'));
  try {
    const root = join(copy, 'package');
    cpSync(realpathSync(join(installed, name)), root, { recursive: true, filter: (from) => !relative(installed, from).slice(name.length).includes('node_modules') });
    if (existsSync(join(installed, name, 'node_modules'))) symlinkSync(join(installed, name, 'node_modules'), join(root, 'node_modules'));
    symlinkSync(installed, join(copy, 'node_modules'));
    await body(root);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The text with LSP's `edits`, whatever their order. */
export function edited(text, edits) {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const offset = ({ line, character }) => lines.slice(0, line).join('').length + character;
  return edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

/** Writes a WorkspaceEdit; `place` says where a file of it lies. */
export function apply({ documentChanges }, place = (file) => file) {
  for (const { textDocument, edits } of documentChanges) {
    const file = place(fileURLToPath(textDocument.uri));
    writeFileSync(file, edited(readFileSync(file, 'utf8'), edits));
  }
}
