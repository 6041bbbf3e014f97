// A client that trusts nobody: every byte and every message of the server is checked, and every message of its own too.
// What is wrong is collected in `problems`; a test is not over before they are none.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { capabilities } from './capabilities.mjs';
import { Frames, frame } from './framing.mjs';
import { faults, kindOf } from './messages.mjs';

const PATIENCE = 60_000; // milliseconds; the machine may be busy
const BEFORE_INITIALIZED = ['window/showMessage', 'window/logMessage', 'window/showMessageRequest', 'telemetry/event', '$/progress'];

export class ResponseError extends Error {
  constructor(method, { code, message }) {
    super(`${method}: ${message} (${code})`);
    this.code = code;
  }
}

export class Client {
  problems = [];
  stderr = '';
  received = [];
  ready = false;
  #lastId = 0;
  #pending = new Map();
  #versions = new Map();
  #watchers = new Set();
  #failure;

  constructor([command, ...args], root) {
    this.root = root;
    this.process = spawn(command, args, { cwd: root, shell: process.platform === 'win32' && command.endsWith('.cmd') });
    this.process.stderr.on('data', (bytes) => (this.stderr += bytes));
    this.process.stdin.on('error', () => {}); // a server that is gone says so by its exit
    this.process.on('error', (e) => this.#problem(e.message));
    const frames = new Frames();
    this.process.stdout.on('data', (bytes) => {
      if (this.#failure) return; // where the next message begins is not known any more
      try {
        for (const message of frames.push(bytes)) this.#receive(message);
      } catch (e) {
        this.#problem(`stdout: ${e.message}`);
        this.#failAll(e);
      }
    });
    this.exited = new Promise((resolve) =>
      this.process.on('close', (code, signal) => {
        if (frames.rest && !this.#failure) this.#problem(`ended within a message, ${frames.rest} bytes of it sent`);
        this.exit = { code, signal };
        this.#failAll(new Error(`the server is gone: ${JSON.stringify(this.exit)}`));
        resolve(this.exit);
      }),
    );
  }

  async initialize(changes = {}) {
    const uri = pathToFileURL(this.root).href;
    const result = await this.request('initialize', {
      processId: process.pid, clientInfo: { name: 'strict client' }, locale: 'en', rootUri: uri, rootPath: this.root,
      workspaceFolders: [{ uri, name: basename(this.root) }], capabilities, trace: 'off', ...changes,
    });
    this.ready = true;
    this.notify('initialized', {});
    return result;
  }

  async shutdown() {
    const result = await this.request('shutdown');
    this.notify('exit');
    return result;
  }

  request(method, params) {
    this.#own(method, 'params', params);
    return this.ask(method, params);
  }

  /** A request whose parameters may be wrong. */
  ask(method, params) {
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error(`${method}: no answer`));
      }, PATIENCE).unref();
      this.#pending.set(id, { method, resolve, reject, timer });
      if (this.#failure) this.#failAll(this.#failure);
    });
    this.send({ id, method, params });
    return Object.assign(answer, { id });
  }

  notify(method, params) {
    this.#own(method, 'params', params);
    this.send({ method, params });
  }

  /** Sends a message as it is. */
  send(message) {
    this.write(frame(message));
  }

  /** Sends bytes as they are. */
  write(bytes) {
    this.process.stdin.write(bytes);
  }

  /** Opens a document and returns its URI. */
  open(file, text = readFileSync(file, 'utf8')) {
    const uri = pathToFileURL(file).href;
    this.#versions.set(uri, 1);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'javascript', version: 1, text } });
    return uri;
  }

  /** Sends changes and returns the version that they make. */
  change(uri, contentChanges) {
    const version = this.#versions.get(uri) + 1;
    this.#versions.set(uri, version);
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  /** The first message, past or future, with this method that the test accepts. */
  until(method, accepts = () => true) {
    const find = () => this.received.find((message) => message.method === method && accepts(message.params));
    return new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        settle(value);
      };
      const look = () => {
        const found = find();
        if (found) done(resolve, found.params);
        else if (this.#failure) done(reject, this.#failure);
      };
      const timer = setTimeout(() => done(reject, new Error(`no ${method} as expected; last: ${JSON.stringify(this.received.at(-1))}`)), PATIENCE);
      this.#watchers.add(look);
      look();
    });
  }

  diagnostics(uri, accepts = () => true) {
    return this.until('textDocument/publishDiagnostics', (params) => params.uri === uri && accepts(params));
  }

  kill() {
    if (!this.exit) this.process.kill('SIGKILL');
    return this.exited;
  }

  #receive(message) {
    if (message.jsonrpc !== '2.0') this.#problem(`jsonrpc is ${JSON.stringify(message.jsonrpc)}`);
    if ('method' in message) this.#ask(message);
    else this.#answer(message);
  }

  #answer(message) {
    const call = this.#pending.get(message.id);
    if (!call) {
      if (message.id === null && message.error) this.received.push(message);
      else this.#problem(`an answer that nobody waits for: ${JSON.stringify(message).slice(0, 200)}`);
      return;
    }
    this.#pending.delete(message.id);
    clearTimeout(call.timer);
    if ('result' in message === 'error' in message) this.#problem(`${call.method}: neither or both of result and error`);
    if (message.error) {
      const { code, message: text } = message.error;
      if (!Number.isInteger(code) || typeof text !== 'string') this.#problem(`${call.method}: malformed error ${JSON.stringify(message.error)}`);
      call.reject(new ResponseError(call.method, message.error));
      return;
    }
    if (kindOf(call.method)) this.problems.push(...faults(call.method, 'result', message.result ?? null));
    call.resolve(message.result ?? null);
  }

  #ask(message) {
    const { id, method, params } = message;
    const kind = id === undefined ? 'notification' : 'request';
    if (kindOf(method) !== kind) this.#problem(`the protocol has no ${kind} ${method}`);
    else this.problems.push(...faults(method, 'params', params ?? null));
    if (!this.ready && !BEFORE_INITIALIZED.includes(method)) this.#problem(`${method} before the answer to initialize`);
    this.received.push(message);
    if (id !== undefined) this.send({ id, result: this.#answerTo(method, params) });
    for (const look of this.#watchers) look();
  }

  #answerTo(method, params) {
    return method === 'workspace/configuration' ? params.items.map(() => null) : null;
  }

  /** Our own messages must be right too, or a test shows nothing; tests of wrong ones use `send`. */
  #own(method, part, value) {
    const wrong = kindOf(method) ? faults(method, part, value ?? null) : [];
    if (wrong.length) throw new Error(`the client itself is wrong: ${wrong}`);
  }

  #problem(text) {
    this.problems.push(text);
  }

  #failAll(error) {
    this.#failure ??= error;
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#pending.clear();
    for (const look of this.#watchers) look();
  }
}
