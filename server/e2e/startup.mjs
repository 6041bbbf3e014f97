// How long a user waits: from the start of the process to the answer to `initialize` and to the first hover that names the
// function below the cursor, against the peers.
//
//     npm install && node startup.mjs [ROUNDS]
//
// Each round starts every server once, in turn, so that all see the same load. Prints milliseconds: the least and the median.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Frames, frame } from './protocol/framing.mjs';
import { launcher, sample } from './servers.mjs';

const rounds = Number(process.argv[2] ?? 20);
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const distribution = path('../target/commonjs-ls');
const jar = ['-jar', join(distribution, 'lib/commonjs-ls.jar'), '--stdio'];
const options = `@${join(distribution, 'lib/jvm.options')}`;
const quiet = '-Xlog:disable'; // a virtual machine that warns on standard output would break the protocol
const runtime = join(distribution, 'runtime/bin/java');
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const node = process.execPath;

const SERVERS = {
  'installed Java, no options': [java, quiet, ...jar],
  'installed Java, jvm.options': [java, options, ...jar],
  'own runtime, jvm.options': [runtime, options, ...jar],
  'own runtime, jvm.options, cache: as it is shipped': [launcher, '--stdio'],
  'typescript-language-server': [node, path('node_modules/typescript-language-server/lib/cli.mjs'), '--stdio'],
  'TypeScript 7, tsc --lsp': [node, path('node_modules/typescript-7/bin/tsc'), '--lsp', '--stdio'],
};

const uri = pathToFileURL(sample.file).href;
const root = pathToFileURL(sample.root).href;

function measure([command, ...args]) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const server = spawn(command, args, { cwd: sample.root, stdio: ['pipe', 'pipe', 'ignore'] });
    const timer = setTimeout(() => server.kill('SIGKILL'), 60_000);
    server.on('error', reject);
    server.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${command} ended with ${code}`));
    });
    const send = (message) => server.stdin.write(frame(message));
    const hover = (id) => send({ id, method: 'textDocument/hover', params: { textDocument: { uri }, position: sample.position } });
    const frames = new Frames();
    let initialized;
    const receive = ({ id, method, params, result }) => {
      if (method && id !== undefined) {
        send({ id, result: method === 'workspace/configuration' ? params.items.map(() => null) : null });
      } else if (id === 1) {
        initialized = performance.now() - start;
        send({ method: 'initialized', params: {} });
        send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'javascript', version: 1, text: readFileSync(sample.file, 'utf8') } } });
        hover(2);
      } else if (id >= 2 && !JSON.stringify(result).includes('greet')) {
        hover(id + 1); // null or `any`: not ready yet
      } else if (id >= 2) {
        const hovered = performance.now() - start;
        server.removeAllListeners('exit').on('exit', () => resolve({ initialized, hovered }));
        server.kill('SIGKILL');
        clearTimeout(timer);
      }
    };
    server.stdout.on('data', (bytes) => {
      try {
        for (const message of frames.push(bytes)) receive(message);
      } catch (e) {
        server.kill('SIGKILL');
        reject(e);
      }
    });
    send({
      id: 1,
      method: 'initialize',
      params: { processId: process.pid, rootUri: root, workspaceFolders: [{ uri: root, name: 'sample' }], capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } } },
    });
  });
}

const results = new Map(Object.keys(SERVERS).map((name) => [name, []]));
const before = loadavg()[0];
for (let round = 0; round < rounds; round++) {
  for (const [name, command] of Object.entries(SERVERS)) results.get(name).push(await measure(command));
}

const sorted = (runs, key) => runs.map((run) => run[key]).sort((a, b) => a - b);
const cell = (number) => number.toFixed(0).padStart(8);
console.log(`${rounds} rounds, ${cpus().length} cores, load ${before.toFixed(1)} before and ${loadavg()[0].toFixed(1)} after; milliseconds`);
console.log(`${''.padEnd(52)}  initialize        first hover`);
console.log(`${''.padEnd(52)}   least  median    least  median`);
for (const [name, runs] of results) {
  const [initialized, hovered] = [sorted(runs, 'initialized'), sorted(runs, 'hovered')];
  const middle = Math.floor(runs.length / 2);
  console.log(name.padEnd(52) + [initialized[0], initialized[middle], hovered[0], hovered[middle]].map(cell).join(''));
}
