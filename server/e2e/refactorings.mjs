// Refactorings held against Node: in copies of packages that a folder has installed, what is offered at lines of their files is done, one
// at a time, and Node says whether the file and the package's entry export what they exported.
//
//     npm install && node refactorings.mjs FOLDER [COUNT] [SEED]
//
// FOLDER has a node_modules. Lines are drawn by SEED. Prints by title what was offered, refused and right, and what broke.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apply, draw, filesOf, packagesIn, withCopy } from './packages.mjs';
import { Client } from './protocol/client.mjs';
import { command } from './servers.mjs';

const installed = resolve(process.argv[2], 'node_modules');
const count = Number(process.argv[3] ?? 100);
const { shuffled } = draw(Number(process.argv[4] ?? 1));
const MOST_FILES = 400;
const MOST_LINES = 12;

/** Where something may be offered: an export, what is required, a declaration's name. */
const PLACES = [/^(?:module\.)?exports\b/, /^(?:const|let|var) (?=[^=]*= *require\()/, /^(?:function|class|const|let|var) (?=[\w$])/];

/** What Node sees: each name of the file with its type, and the names of the entry. */
function node(root, file, entry) {
  const ask = `const shown = (m) => [typeof m, m === Object(m) ? Object.getOwnPropertyNames(m).filter((k) => k !== 'name' && k !== 'length').map((k) => k + ' ' + typeof m[k]) : []];
    console.log('\\n@@' + JSON.stringify(process.argv.slice(1).map((f) => shown(require(f)))));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '-e', ask, entry, file], { cwd: root, encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? (/^@@([^\n]*)$/m.exec(stdout)?.[1] ?? 'it says nothing') : `broken: ${/^\w*Error.*$/m.exec(stderr)?.[0] ?? `exit ${status}`}`;
}

function entryOf(root) {
  const { status, stdout } = spawnSync(process.execPath, ['-e', 'console.log(require.resolve(process.argv[1]))', root], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

const result = { done: 0, right: {}, refused: {}, broken: [] };
const add = (counts, key) => (counts[key] = (counts[key] ?? 0) + 1);

/** Does `edit`, asks Node, and takes it back. */
function tried(edit, root, file, entry, before) {
  const made = edit.documentChanges.filter(({ kind }) => kind === 'create').map(({ uri }) => fileURLToPath(uri));
  const edits = edit.documentChanges.filter(({ edits }) => edits);
  const edited = edits.map(({ textDocument }) => fileURLToPath(textDocument.uri)).filter((one) => !made.includes(one));
  const texts = new Map(edited.map((one) => [one, readFileSync(one, 'utf8')]));
  made.forEach((one) => writeFileSync(one, ''));
  apply({ documentChanges: edits });
  const after = node(root, file, entry);
  const changed = edited.map((one) => readFileSync(one, 'utf8').slice(0, 400)).join('\n----\n');
  texts.forEach((text, one) => writeFileSync(one, text));
  made.filter(existsSync).forEach((one) => rmSync(one));
  return after === before ? undefined : `${after.slice(0, 200)} instead of ${before.slice(0, 200)}\n${changed}`;
}

async function refactorIn(name, root) {
  const files = filesOf(root);
  const entry = entryOf(root);
  if (files.length === 0 || files.length > MOST_FILES || !entry || node(root, entry, entry).startsWith('broken')) return;
  const client = new Client(command, root);
  try {
    await client.initialize();
    for (const file of shuffled(files).slice(0, 3)) {
      const before = node(root, file, entry);
      if (before.startsWith('broken')) continue;
      const text = readFileSync(file, 'utf8');
      const uri = client.open(file, text);
      const lines = text.split(/\r\n|\n|\r/).map((line, number) => [number, PLACES.map((place) => place.exec(line)?.[0].length).find((at) => at !== undefined)]);
      for (const [line, character] of shuffled(lines.filter(([, at]) => at !== undefined)).slice(0, MOST_LINES)) {
        const at = { line, character };
        for (const { title, edit, disabled } of await client.request('textDocument/codeAction', { textDocument: { uri }, range: { start: at, end: at }, context: { diagnostics: [], only: ['refactor'] } })) {
          const kind = title.replace(/`[\w$]+`|`\.[^`]*`/g, '`…`');
          if (disabled) {
            add(result.refused, `${kind}: ${disabled.reason.replace(/`[^`]*`/g, '`…`').replace(/\d+/g, 'N')}`);
            continue;
          }
          result.done++;
          const wrong = tried(edit, root, file, entry, before);
          if (wrong === undefined) add(result.right, kind);
          else result.broken.push(`${name} ${relative(root, file)}:${line + 1}: ${title}: ${wrong}`);
        }
      }
    }
  } finally {
    await client.kill();
  }
}

for (const name of shuffled(packagesIn(installed))) {
  if (result.done >= count) break;
  await withCopy(installed, name, (root) => refactorIn(name, root));
}
console.log(JSON.stringify(result, null, 2));
