// Definitions held against V8: of each exported function of a file, the place that `require('…').name` leads to is compared with the
// one that V8 knows the function by ([[FunctionLocation]] of its inspector; a class by the start of its text).
//
//     npm install && node definitions.mjs FOLDER [COUNT] [SEED]
//
// FOLDER has a node_modules; COUNT files of it are drawn by SEED. Prints how many functions are found on V8's line, and those that are not.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { draw, filesOf, packagesIn } from './packages.mjs';
import { Client } from './protocol/client.mjs';
import { command } from './servers.mjs';

const installed = realpathSync(resolve(process.argv[2], 'node_modules'));
const count = Number(process.argv[3] ?? 300);
const { below, shuffled } = draw(Number(process.argv[4] ?? 1));
const FILES_OF_A_PACKAGE = 2;

/* Runs in a process of its own. A function that Node or the engine has made has no place; a namespace of an ES module is none of ours. */
const LOCATE = `
const { Session } = require('node:inspector');
const session = new Session();
session.connect();
const ask = (method, params) => {
  let answer;
  session.post(method, params, (error, result) => (answer = error ? undefined : result));
  return answer;
};
const scripts = new Map();
session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params.url));
ask('Debugger.enable');
const place = (value) => {
  globalThis.__asked = value;
  const { objectId } = ask('Runtime.evaluate', { expression: '__asked' }).result;
  const found = ask('Runtime.getProperties', { objectId, ownProperties: true }).internalProperties?.find((p) => p.name === '[[FunctionLocation]]');
  const url = found && scripts.get(found.value.value.scriptId);
  if (!url || !(url.startsWith('file:') || url.startsWith('/'))) return undefined;
  let line = found.value.value.lineNumber;
  const text = Function.prototype.toString.call(value);
  if (/^class\\b/.test(text)) {
    const source = ask('Debugger.getScriptSource', { scriptId: found.value.value.scriptId }).scriptSource;
    const at = source.indexOf(text);
    if (at < 0 || source.indexOf(text, at + 1) >= 0) return undefined;
    line = source.slice(0, at).split('\\n').length - 1;
  }
  return { url, line };
};
const places = {};
const loaded = require(process.argv[1]);
if (loaded === Object(loaded) && !require('node:util').types.isModuleNamespaceObject(loaded)) {
  for (const name of Object.keys(loaded)) {
    let value;
    try {
      value = loaded[name];
    } catch {}
    if (typeof value === 'function') {
      const found = place(value);
      if (found) places[name] = found;
    }
  }
}
console.log('\\n@@' + JSON.stringify(places));
process.exit(0);`;

function located(file) {
  const { stdout } = spawnSync(process.execPath, ['--no-warnings', '-e', LOCATE, file], { cwd: installed, encoding: 'utf8', timeout: 20_000, maxBuffer: 1 << 26 });
  const said = /^@@([^\n]*)$/m.exec(stdout);
  return said ? JSON.parse(said[1]) : {};
}

const result = { files: 0, functions: 0, right: 0, several: 0, none: 0, otherFile: 0, otherLine: 0, missed: [] };

async function compare(client, root, file) {
  const places = Object.entries(located(file)).filter(([name]) => /^[\w$]+$/.test(name));
  if (places.length === 0) return;
  result.files++;
  const lines = [`const m = require(${JSON.stringify(file)});`, ...places.map(([name]) => `m.${name};`)];
  const uri = client.open(join(root, `use${result.files}.js`), lines.join('\n'));
  for (const [index, [name, place]] of places.entries()) {
    const answer = (await client.request('textDocument/definition', { textDocument: { uri }, position: { line: index + 1, character: 2 } })) ?? [];
    const found = (Array.isArray(answer) ? answer : [answer]).map((one) => ({
      file: realpathSync(fileURLToPath(one.targetUri ?? one.uri)),
      line: (one.targetSelectionRange ?? one.range).start.line,
    }));
    const wanted = realpathSync(place.url.startsWith('file:') ? fileURLToPath(place.url) : place.url);
    const there = found.filter((one) => one.file === wanted);
    result.functions++;
    if (found.length > 1) result.several++;
    if (there.some((one) => one.line === place.line)) {
      result.right++;
      continue;
    }
    const kind = found.length === 0 ? 'none' : there.length === 0 ? 'otherFile' : 'otherLine';
    result[kind]++;
    const shown = found.map((one) => `${relative(installed, one.file)}:${one.line + 1}`).join(', ') || 'nothing';
    result.missed.push(`${relative(installed, file)} ${name}: ${relative(installed, wanted)}:${place.line + 1}, not ${shown}`);
  }
  client.notify('textDocument/didClose', { textDocument: { uri } });
}

const root = mkdtempSync(join(realpathSync(tmpdir()), 'definitions-'));
symlinkSync(installed, join(root, 'node_modules'));
const client = new Client(command, root);
try {
  await client.initialize();
  for (const name of shuffled(packagesIn(installed))) {
    for (const file of shuffled(filesOf(join(installed, name))).slice(0, FILES_OF_A_PACKAGE)) {
      if (result.files < count) await compare(client, root, file);
    }
  }
} finally {
  await client.kill();
  rmSync(root, { recursive: true, force: true });
}
console.log(JSON.stringify(result, null, 2));
