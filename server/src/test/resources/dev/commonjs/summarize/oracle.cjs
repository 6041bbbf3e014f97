// Loads programs as CommonJS modules and says what callers get. In: one JSON object per line. Out: one per line.
//   {text}            {threw} or {value, objects}
//   {probes}          a list: for each {text, name} {threw} or {atLoad, later, called}: whether a value that the text gave to `__s(…)` can
//                     be reached from module.exports when the load phase ends, after timers, and by calling what is there
//   {text, use}       the same as {text} for `use`, which gets `text` by require('./lib')
//   {text, asked}     a list: for each text that uses `text`, {threw} or {works}: whether what it gave to `__has` and `__runs` is there,
//                     and can be called; null when it never came there
'use strict';
const Module = require('module');
const readline = require('readline');

for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => {};
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

// ---------------------------------------------------------------- the same on every machine

process.env = { a: 'one', HOME: '/home', zed: '' };
const listed = { readdirSync: () => ['a.js', 'b.json'], existsSync: (path) => path === 'there', readFileSync: () => 'x\ny' };

// Timers run when they are asked to, not when time has passed.
const immediately = setImmediate;
const timers = [];
for (const name of ['setTimeout', 'setInterval', 'setImmediate']) globalThis[name] = (action) => timers.push(action);
async function soon() {
  for (let round = 0; round < 4; round++) {
    await new Promise((done) => immediately(done));
    for (const action of timers.splice(0)) attempt(action);
  }
}

// ---------------------------------------------------------------- what belongs to Node and not to the program

const own = new Set();
function claim(root) {
  const queue = [root];
  while (queue.length > 0) {
    const value = queue.pop();
    if (!isObject(value) || own.has(value)) continue;
    own.add(value);
    queue.push(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const d = Object.getOwnPropertyDescriptor(value, key);
      if (d) queue.push(d.value, d.get, d.set);
    }
  }
}
function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
for (const root of [function* () {}, async () => {}, async function* () {}, new Map().entries(), [].values(), 'a'[Symbol.iterator]()]) {
  claim(Object.getPrototypeOf(root));
}
for (const name of ['path', 'util', 'events', 'fs', 'os', 'assert', 'url', 'querystring']) claim(require(name));
claim(globalThis);
claim(Module);

// ---------------------------------------------------------------- marks

let marks = new Set();
let count = 0;
let exported = new Set();
let current;
const wrapped = new WeakMap();

function mark(value) {
  exported = reachable(current.exports);
  if (typeof value === 'number') return remember(9e9 + ++count);
  if (typeof value === 'string') return remember(value + '\u2603' + ++count);
  return isObject(value) && !own.has(value) ? proxy(value) : value;
}
function remember(value) {
  marks.add(value);
  return value;
}
// Behaves as the value does, and whatever is read from it is marked too, but what callers get anyway.
function proxy(value) {
  if (marks.has(value)) return value;
  if (!wrapped.has(value)) {
    wrapped.set(value, new Proxy(value, {
      get(target, key, receiver) {
        const got = Reflect.get(target, key, receiver);
        const d = Object.getOwnPropertyDescriptor(target, key);
        const pinned = d && !d.configurable && (!d.writable || d.set);
        return pinned || !isObject(got) || own.has(got) || exported.has(got) ? got : proxy(got);
      },
    }));
  }
  return remember(wrapped.get(value));
}
// `whole`: the value becomes module.exports. If it is that already, a proxy would be another object.
globalThis.__s = (value, meant = true, whole = false) =>
  !meant ? value : whole && isObject(value) && value === current.exports ? remember(value) : mark(value);

// `name`: the mark counts as what stands under that name, or as what a call gives.
function reaches(root, calling, name) {
  if (marks.has(root)) return true;
  const seen = new Set();
  const queue = [root];
  while (queue.length > 0) {
    const value = queue.pop();
    if (!isObject(value) || own.has(value) || seen.has(value)) continue;
    seen.add(value);
    queue.push(Object.getPrototypeOf(value));
    if (value instanceof Map || value instanceof Set) queue.push(...[...value].flat());
    for (const key of Reflect.ownKeys(value)) {
      const d = Object.getOwnPropertyDescriptor(value, key);
      const next = d && d.get && calling ? attempt(() => value[key]) : d && d.value;
      if (marks.has(next) && (name == null || key === name)) return true;
      queue.push(next);
    }
    if (calling && typeof value === 'function') {
      const results = [attempt(() => value()), attempt(() => new value())];
      if (results.some((r) => marks.has(r))) return true;
      queue.push(...results);
    }
  }
  return false;
}
function reachable(root) {
  const seen = new Set();
  const queue = [root];
  while (queue.length > 0) {
    const value = queue.pop();
    if (!isObject(value) || own.has(value) || seen.has(value)) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) queue.push(Object.getOwnPropertyDescriptor(value, key)?.value);
  }
  return seen;
}
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

// ---------------------------------------------------------------- what callers get

function snapshot(root) {
  const ids = new Map();
  const objects = [];
  const queue = [];
  function refer(value) {
    if (!isObject(value)) return { p: value === null ? 'null' : typeof value, s: typeof value === 'symbol' ? 'symbol' : String(value) };
    if (own.has(value)) return { b: typeof value };
    if (!ids.has(value)) {
      ids.set(value, ids.size);
      queue.push(value);
    }
    return { o: ids.get(value) };
  }
  const value = refer(root);
  while (queue.length > 0 && objects.length < 200) {
    const next = queue.shift();
    const keys = Object.getOwnPropertyNames(next).map((name) => [name, Object.getOwnPropertyDescriptor(next, name)]);
    objects.push({
      kind: Array.isArray(next) ? 'array' : typeof next,
      proto: refer(Object.getPrototypeOf(next)),
      keys: keys.map(([name, d]) => ({
        name,
        enumerable: d.enumerable,
        value: 'value' in d ? refer(d.value) : undefined,
      })),
    });
  }
  return { value, objects };
}

// A copy for each program: it may write on what it gets.
function requireCopy(id) {
  if (id === './lib' && library) return library();
  const original = require(id);
  const copy = typeof original === 'function' ? class extends original {} : { ...original };
  for (const [key, d] of Object.entries(Object.getOwnPropertyDescriptors(original))) {
    if (d.enumerable && !Object.hasOwn(copy, key)) Object.defineProperty(copy, key, { ...d, configurable: true });
  }
  if (id === 'fs') Object.assign(copy, listed);
  claim(copy);
  return copy;
}

let serial = 0;
let library;
function load(text) {
  const filename = '/nowhere/program' + ++serial + '.js';
  const module = new Module(filename);
  module.filename = filename;
  module.paths = [];
  current = module;
  module.require = requireCopy;
  try {
    module._compile(text, filename);
  } catch (error) {
    return { threw: String(error) };
  }
  return { module };
}

function loadUsing(library_, text) {
  let made;
  library = () => {
    if (made === undefined) made = load(library_);
    if (made.threw !== undefined) throw new Error(made.threw);
    return made.module.exports;
  };
  try {
    return load(text);
  } finally {
    library = undefined;
  }
}

async function probe({ text, name }) {
  timers.length = 0;
  marks = new Set();
  const { threw, module } = load(text);
  if (threw !== undefined) return { threw };
  const atLoad = reaches(module.exports, false, name);
  if (/await|then|set[TI]|nextTick|queueM/.test(text)) await soon();
  const later = reaches(module.exports, false, name);
  const called = reaches(module.exports, true, name);
  return { atLoad, later, called };
}

let works;
const note = (answer) => { works = works === null ? answer : works && answer; };
globalThis.__has = (object, name) => {
  note(object !== null && object !== undefined && name in Object(object));
  return object;
};
globalThis.__runs = (value) => {
  note(typeof value === 'function');
  return value;
};
function ask(library_, text) {
  works = null;
  const { threw } = loadUsing(library_, text);
  return threw === undefined ? { works } : { threw };
}

async function answer({ text, use, probes, asked }) {
  timers.length = 0;
  if (probes) {
    const said = [];
    for (const one of probes) said.push(await probe(one));
    return said;
  }
  if (asked) return asked.map((one) => ask(text, one));
  const { threw, module } = use === undefined ? load(text) : loadUsing(text, use);
  return threw === undefined ? snapshot(module.exports) : { threw };
}

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  let said;
  try {
    said = await answer(JSON.parse(line));
  } catch (error) {
    said = { threw: 'oracle: ' + error.stack };
  }
  process.stdout.write(JSON.stringify(said) + '\n');
}).on('close', () => process.exit(0));
