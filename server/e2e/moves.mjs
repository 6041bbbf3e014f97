// Moves of files and folders held against Node: in a copy of each of some packages that a folder has installed, one file, or one folder,
// gets another path, over the protocol; Node says whether all modules that loaded before load afterwards and export the same names.
//
//     npm install && node moves.mjs FOLDER [COUNT] [SEED] [files|folders]
//
// FOLDER has a node_modules. What moves, and where to, is drawn by SEED. Prints what broke; whoever reads files by computed names breaks.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { apply, draw, filesOf, packagesIn, withCopy } from './packages.mjs';
import { Client } from './protocol/client.mjs';
import { command } from './servers.mjs';

const installed = resolve(process.argv[2], 'node_modules');
const count = Number(process.argv[3] ?? 50);
const { below: random, shuffled } = draw(Number(process.argv[4] ?? 1));
const folders = process.argv[5] === 'folders';
const MOST_FILES = 400;

const manifestOf = (folder) => (existsSync(join(folder, 'package.json')) ? folder : manifestOf(dirname(folder)));

/** What Node finds in each of `modules`, each loaded anew: its names, or how loading fails. */
const ASK = `
  const { modules, out } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  const write = require('fs').writeFileSync, exit = process.exit, own = Object.getOwnPropertyNames, find = {};
  process.exit = process.reallyExit = process.abort = () => { throw new Error('exits'); };
  process.on('uncaughtException', () => {}).on('unhandledRejection', () => {});
  for (const file of modules) {
    for (const one of Object.keys(require.cache)) delete require.cache[one];
    try {
      const value = require(file);
      find[file] = { names: typeof value + ' ' + (value === Object(value) ? own(value).sort().join() : '') };
    } catch (e) {
      find[file] = { error: String(e && e.message || e).split('\\n')[0] };
    }
  }
  write(out, JSON.stringify(find));
  process.exit = exit;
  require('child_process').spawnSync('kill', ['-9', String(process.pid)]);
`;

function node(root, modules) {
  const out = join(root, '..', 'found.json');
  rmSync(out, { force: true });
  spawnSync(process.execPath, ['--no-warnings', '-e', ASK], { cwd: root, input: JSON.stringify({ modules, out }), timeout: 300_000, maxBuffer: 1 << 28 });
  return existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : undefined;
}

/** Another path for `from` in the same package: another name, a new folder, or one that is there. */
function destination(root, from, files) {
  const end = folders ? '' : /(\.[^.]*)?$/.exec(basename(from))[0];
  const others = [...new Set(files.map(dirname))].filter((one) => manifestOf(one) === manifestOf(dirname(from)) && !(one + sep).startsWith(from + sep));
  if (others.length === 0) others.push(dirname(from));
  const ways = [
    () => join(dirname(from), `moved${end}`),
    () => join(dirname(from), 'new', 'deep', basename(from)),
    () => join(others[random(others.length)], `moved${end}`),
    () => join(others[random(others.length)], basename(from)),
  ];
  return shuffled(ways).map((way) => way()).find((to) => !existsSync(to) && (to + sep).startsWith(root + sep));
}

const result = { tried: 0, right: 0, withEdits: 0, edits: 0, milliseconds: [], broken: [] };

async function moveIn(name, root) {
  const files = filesOf(root);
  if (files.length < 3 || files.length > MOST_FILES) return;
  const before = node(root, [root, ...files]);
  const loading = files.filter((file) => before?.[file].names !== undefined);
  const candidates = folders ? [...new Set(loading.map(dirname))].filter((one) => one !== root) : loading;
  if (candidates.length === 0) return;
  const from = candidates[random(candidates.length)];
  const to = destination(root, from, files);
  if (!to) return;
  const client = new Client(command, root);
  try {
    await client.initialize();
    const began = performance.now();
    const edit = await client.request('workspace/willRenameFiles', { files: [{ oldUri: pathToFileURL(from).href, newUri: pathToFileURL(to).href }] });
    result.milliseconds.push(Math.round(performance.now() - began));
    result.tried++;
    if (edit) {
      apply(edit);
      result.withEdits++;
      result.edits += edit.documentChanges.flatMap((one) => one.edits).length;
    }
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    const now = (file) => (file === from ? to : file.startsWith(from + sep) ? to + file.slice(from.length) : file);
    const checked = [root, ...loading].filter((file) => before[file].names !== undefined);
    const after = node(root, checked.map(now));
    const differing = checked.filter((file) => after?.[now(file)].names !== before[file].names);
    if (differing.length === 0) result.right++;
    else {
      const told = client.received.filter((message) => message.method === 'window/showMessage').map((message) => message.params.message);
      result.broken.push({
        move: `${name}: ${relative(root, from)} -> ${relative(root, to)}`, modules: differing.length,
        first: `${relative(root, differing[0])}: ${after?.[now(differing[0])].error ?? after?.[now(differing[0])].names}`.slice(0, 300), told,
      });
    }
  } finally {
    await client.kill();
  }
}

for (const name of shuffled(packagesIn(installed))) {
  if (result.tried >= count) break;
  await withCopy(installed, name, (root) => moveIn(name, root));
}
result.milliseconds.sort((a, b) => a - b);
result.milliseconds = { median: result.milliseconds[result.milliseconds.length >> 1], most: result.milliseconds.at(-1) };
console.log(JSON.stringify(result, null, 2));
