// Renames held against Node: of each package that a folder has installed, one export is renamed in a copy of it, over the protocol, and
// Node says whether the package still loads, has the new name and lacks the old one.
//
//     npm install && node renames.mjs FOLDER [COUNT] [SEED]
//
// FOLDER has a node_modules. Exports are drawn by SEED from the symbols of the package's files. Prints refusals by reason, and what broke.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from './protocol/client.mjs';
import { command } from './servers.mjs';

const installed = resolve(process.argv[2], 'node_modules');
const count = Number(process.argv[3] ?? 100);
let state = Number(process.argv[4] ?? 1);
const MOST_FILES = 400;
const NAME = 'renamedByTest';

/** Park and Miller's generator. */
const random = (below) => (state = (state * 48271) % 2147483647) % below;
const shuffled = (list) => list.map((one) => [random(1e9), one]).sort(([a], [b]) => a - b).map(([, one]) => one);

const packages = readdirSync(installed).flatMap((name) =>
  name.startsWith('.') ? [] : name.startsWith('@') ? readdirSync(join(installed, name)).map((one) => `${name}/${one}`) : [name],
);

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && /\.c?js$/.test(one.name) && !one.parentPath.includes('node_modules'))
    .map((one) => join(one.parentPath, one.name));

/** What Node sees: the names of the file, and whether the package's entry loads. */
function node(root, file, entry) {
  const ask = `const keys = (m) => m === Object(m) ? Object.getOwnPropertyNames(m) : [];
    if (process.argv[2]) require(process.argv[2]);
    console.log('\\n@@' + JSON.stringify(keys(require(process.argv[1]))));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '-e', ask, file, entry ?? ''], { cwd: root, encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) return { error: /^\w*Error.*$/m.exec(stderr)?.[0] ?? `exit ${status}` };
  const said = /^@@(.*)$/m.exec(stdout);
  return said ? { names: JSON.parse(said[1]) } : { error: 'it says nothing' };
}

function entryOf(root) {
  const { status, stdout } = spawnSync(process.execPath, ['-e', 'console.log(require.resolve(process.argv[1]))', root], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function apply({ documentChanges }) {
  for (const { textDocument, edits } of documentChanges) {
    const file = fileURLToPath(textDocument.uri);
    const lines = readFileSync(file, 'utf8').split(/(?<=\r\n|\n|\r(?!\n))/);
    const offset = ({ line, character }) => lines.slice(0, line).join('').length + character;
    let text = lines.join('');
    for (const { range, newText } of edits.toReversed()) text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
    writeFileSync(file, text);
  }
  return documentChanges.length;
}

const result = { tried: 0, offered: 0, right: 0, files: 0, refused: {}, broken: [] };

async function renameIn(name, root) {
  const files = filesOf(root);
  const entry = entryOf(root);
  if (files.length === 0 || files.length > MOST_FILES || !entry || node(root, entry).error) return false;
  const client = new Client(command, root);
  try {
    await client.initialize();
    for (const file of shuffled(files).slice(0, 10)) {
      const before = node(root, file, entry);
      if (before.error) continue;
      const uri = client.open(file, readFileSync(file, 'utf8'));
      const symbols = (await client.request('textDocument/documentSymbol', { textDocument: { uri } })).filter((s) => before.names.includes(s.name) && /^[\w$]+$/.test(s.name) && s.name !== '__esModule');
      if (symbols.length === 0) continue;
      const symbol = symbols[random(symbols.length)];
      const place = { textDocument: { uri }, position: symbol.selectionRange.start };
      result.tried++;
      let edit;
      try {
        edit = await client.request('textDocument/rename', { ...place, newName: NAME });
      } catch (e) {
        const reason = e.message.replace(/`[^`]*`/g, '`…`').replace(/\d+/g, 'N').replace(/^textDocument.rename: /, '');
        result.refused[reason] = (result.refused[reason] ?? 0) + 1;
        return true;
      }
      if (edit === null) {
        result.refused['no name of an export stands there'] = (result.refused['no name of an export stands there'] ?? 0) + 1;
        return true;
      }
      result.offered++;
      result.files += apply(edit);
      const after = node(root, file, entry);
      const right = !after.error && after.names.includes(NAME) && !after.names.includes(symbol.name);
      if (right) result.right++;
      else result.broken.push(`${name} ${relative(root, file)}: ${symbol.name}: ${after.error ?? after.names}`.slice(0, 300));
      return true;
    }
    return false;
  } finally {
    await client.kill();
  }
}

for (const name of shuffled(packages)) {
  if (result.tried >= count) break;
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'renames-'));
  try {
    const root = join(copy, 'package');
    cpSync(realpathSync(join(installed, name)), root, { recursive: true, filter: (from) => !relative(installed, from).slice(name.length).includes('node_modules') });
    if (existsSync(join(installed, name, 'node_modules'))) symlinkSync(join(installed, name, 'node_modules'), join(root, 'node_modules'));
    symlinkSync(installed, join(copy, 'node_modules'));
    await renameIn(name, root);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
console.log(JSON.stringify(result, null, 2));
