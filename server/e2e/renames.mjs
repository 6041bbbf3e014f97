// Renames held against Node: of each package that a folder has installed, one export is renamed in a copy of it, over the protocol, and
// Node says whether the package still loads, has the new name and lacks the old one.
//
//     npm install && node renames.mjs FOLDER [COUNT] [SEED]
//
// FOLDER has a node_modules. Exports are drawn by SEED from the symbols of the package's files, those aside whose name is not theirs. Prints the places of refusals by their reason, and what broke.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { apply, draw, filesOf, packagesIn, withCopy } from './packages.mjs';
import { Client } from './protocol/client.mjs';
import { command } from './servers.mjs';

const installed = resolve(process.argv[2], 'node_modules');
const count = Number(process.argv[3] ?? 100);
const { below: random, shuffled } = draw(Number(process.argv[4] ?? 1));
const MOST_FILES = 400;
const NAME = 'renamedByTest';

/** What Node sees: the names of the file, and whether the package's entry loads. */
function node(root, file, entry) {
  const ask = `const keys = (m) => m === Object(m) ? Object.getOwnPropertyNames(m) : [];
    if (process.argv[2]) require(process.argv[2]);
    console.log('\\n@@' + JSON.stringify(keys(require(process.argv[1]))));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '-e', ask, file, entry ?? ''], { cwd: root, encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) return { error: /^\w*Error.*$/m.exec(stderr)?.[0] ?? `exit ${status}` };
  const said = /^@@([^\n]*)$/m.exec(stdout); // A name may hold U+2028, which is no line break in JSON.
  return said ? { names: JSON.parse(said[1]) } : { error: 'it says nothing' };
}

function entryOf(root) {
  const { status, stdout } = spawnSync(process.execPath, ['-e', 'console.log(require.resolve(process.argv[1]))', root], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
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
      const symbols = (await client.request('textDocument/documentSymbol', { textDocument: { uri } })).filter((s) => before.names.includes(s.name) && /^[\w$]+$/.test(s.name) && !['__esModule', 'prototype'].includes(s.name));
      if (symbols.length === 0) continue;
      const symbol = symbols[random(symbols.length)];
      const place = { textDocument: { uri }, position: symbol.selectionRange.start };
      result.tried++;
      const refused = (reason) => (result.refused[reason] ??= []).push(`${name} ${relative(root, file)}:${place.position.line + 1}: ${symbol.name}`);
      let edit;
      try {
        edit = await client.request('textDocument/rename', { ...place, newName: NAME });
      } catch (e) {
        refused(e.message.replace(/`[^`]*`/g, '`…`').replace(/\d+/g, 'N').replace(/^textDocument.rename: /, ''));
        return true;
      }
      if (edit === null) {
        refused('no name of an export stands there');
        return true;
      }
      result.offered++;
      apply(edit);
      result.files += edit.documentChanges.length;
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

for (const name of shuffled(packagesIn(installed))) {
  if (result.tried >= count) break;
  await withCopy(installed, name, (root) => renameIn(name, root));
}
console.log(JSON.stringify(result, null, 2));
