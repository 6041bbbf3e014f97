// How much memory the server keeps when a project is indexed and a file of it open, with all that it requires: resident, and,
// where there is a jcmd, of Java's heap. Linux only.
//
//     node memory.mjs FILE
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Frames, frame } from './protocol/framing.mjs';
import { launcher } from './servers.mjs';

const file = resolve(process.argv[2]);
const uri = pathToFileURL(file).href;
const root = pathToFileURL(dirname(file)).href;
const server = spawn(launcher, ['--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const send = (message) => server.stdin.write(frame(message));
const frames = new Frames();
server.stdout.on('data', (bytes) => {
  for (const { id, method, params } of frames.push(bytes)) {
    if (method && id !== undefined) send({ id, result: null });
    if (id === 1 && !method) send({ method: 'initialized', params: {} });
    if (method === '$/progress' && params.value.kind === 'end') {
      send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'javascript', version: 1, text: readFileSync(file, 'utf8') } } });
    }
    if (method === 'textDocument/publishDiagnostics') report();
  }
});
send({ id: 1, method: 'initialize', params: { processId: process.pid, workspaceFolders: [{ uri: root, name: 'project' }], capabilities: { window: { workDoneProgress: true } } } });

/** The launcher has become the server, so that its process is the one to look at. */
function report() {
  const resident = () => Math.round(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1] / 1024);
  console.log(`${resident()} MB resident`);
  try {
    const jcmd = (command) => execFileSync('jcmd', [server.pid, command], { encoding: 'utf8' });
    jcmd('GC.run');
    const used = [...jcmd('GC.heap_info').matchAll(/^(?:DefNew|Tenured|.*generation).* used (\d+)K/gm)].map(([, kilobytes]) => Number(kilobytes));
    console.log(`after a collection: ${resident()} MB resident, ${Math.round(used.reduce((a, b) => a + b, 0) / 1024)} MB of the heap in use`);
  } catch (e) {
    console.log(`no figure of the heap: ${e.message}`);
  }
  send({ id: 2, method: 'shutdown' });
  send({ method: 'exit' });
}
