// Stands between a client and the server and does one thing wrong. A client that finds nothing wrong with it checks nothing.
//
//     node faulty.mjs FAULT COMMAND…
import { spawn } from 'node:child_process';
import { Frames, frame } from './protocol/framing.mjs';

const nowhere = { start: { line: 0, character: -1 }, end: { line: 0, character: 1 } };
const isHover = (message) => message.result?.contents !== undefined;

/** For each fault: what to write instead of a message of the server, as messages or bytes. */
const FAULTS = {
  none: (message) => [message],
  dies: () => process.exit(1),
  garbage: (message) => {
    const [header, body] = frame(message).toString().split('\r\n\r\n');
    return [`${header}\r\n\r\nHello from a library that likes to print.\n${body}`];
  },
  'length in characters': (message) => {
    const body = JSON.stringify(message).replace('commonjs', 'cömmönjs');
    return [`Content-Length: ${body.length}\r\n\r\n${body}`];
  },
  'wrong type': (message) => [isHover(message) ? { ...message, result: { contents: 1 } } : message],
  'unknown property': (message) => [isHover(message) ? { ...message, result: { ...message.result, colour: 'red' } } : message],
  'negative column': (message) => [isHover(message) ? { ...message, result: { ...message.result, range: nowhere } } : message],
  'two answers': (message) => (isHover(message) ? [message, message] : [message]),
  'result and error': (message) => [isHover(message) ? { ...message, error: { code: 0, message: '' } } : message],
  'no jsonrpc': (message) => [{ ...message, jsonrpc: '1.0' }],
  'speaks first': (message) => [...(message.id === 1 && message.result ? [{ method: 'workspace/semanticTokens/refresh', id: 'x' }] : []), message],
  'request as notification': (message) => [message.method === 'textDocument/publishDiagnostics' ? { ...message, id: 'd' } : message],
  'unknown method': (message) => [message, ...(isHover(message) ? [{ method: 'commonjs/hello', params: {} }] : [])],
};

const [fault, command, ...args] = process.argv.slice(2);
const spoil = FAULTS[fault];
if (!spoil) throw new Error(`no such fault: ${fault}. There are: ${Object.keys(FAULTS).join(', ')}`);

const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], shell: command.endsWith('.cmd') });
server.stdin.on('error', () => {});
process.stdin.pipe(server.stdin);
const frames = new Frames();
server.stdout.on('data', (bytes) => {
  for (const message of frames.push(bytes)) {
    for (const part of spoil(message)) process.stdout.write(typeof part === 'string' ? part : frame(part));
  }
});
server.on('exit', (code) => process.exit(code ?? 1));
process.on('exit', () => server.kill());
