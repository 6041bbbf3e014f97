// Writes what Node's built-in modules export, for src/main/resources/dev/commonjs/builtins/builtin-exports.txt.
//
//   node tools/builtin-exports.mjs FILE
//
// adds what this Node has to what FILE lists already. Run it once with each Node version that shall be known
// (20, 22, 24 so far): a name stays listed as long as one of them has it, and is marked with `?` when one of them has
// it not. The format is in Builtins.java.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire, isBuiltin } from 'node:module';
import { types } from 'node:util';

const require = createRequire(import.meta.url);
const PREFIX_ONLY = ['sea', 'sqlite', 'test', 'test/reporters', 'ffi', 'quic', 'vfs'];
const DEPTH = 3; // module, namespace or class, member
// Their members say something about the machine that this runs on, not about Node.
const OPAQUE = new Set(['env', 'config', 'mainModule', 'cache', '_cache', '_pathCache', 'sourceMapCache', 'release', 'versions']);
const OWN_OF_FUNCTION = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);
const OF_OBJECT = Object.prototype;

process.removeAllListeners('warning');
process.on('warning', () => {});

const file = process.argv[2];
const isFirst = !existsSync(file);
const modules = isFirst ? new Map() : parse(readFileSync(file, 'utf8'));
for (const name of [...builtinModules, ...PREFIX_ONLY]) {
  const bare = name.replace(/^node:/, '');
  const specifier = `node:${bare}`;
  if (!isBuiltin(specifier)) continue;
  let value;
  try {
    value = require(specifier);
  } catch {
    continue; // behind a flag in this version
  }
  merge(modules, bare, describe(value, 1, new Set()));
}
writeFileSync(file, print(modules, ''));

// ---- looking

function describe(value, depth, above) {
  const entry = { kind: kindOf(value), members: new Map() };
  if (depth > DEPTH || !isHolder(value)) return entry;
  const inside = new Set(above).add(value);
  for (const [name, descriptor] of properties(value)) {
    // `path.posix` is `path` itself: list its names, but do not start over.
    const deeper = above.has(value) || OPAQUE.has(name) || name.startsWith('_') ? DEPTH + 1 : depth + 1;
    entry.members.set(`.${name}`, describe(valueOf(value, name, descriptor), deeper, inside));
  }
  return entry;
}

function isHolder(value) {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Array.isArray(value));
}

function valueOf(owner, name, descriptor) {
  if ('value' in descriptor) return descriptor.value;
  try {
    return owner[name];
  } catch {
    return undefined;
  }
}

function properties(value) {
  const descriptors = { ...proto(value), ...Object.getOwnPropertyDescriptors(value) };
  return Object.entries(descriptors).filter(([name, descriptor]) =>
    !isInternal(name) && !(typeof value === 'function' && OWN_OF_FUNCTION.has(name)) && keeps(descriptor));
}

// Modules such as `process` and `crypto.webcrypto` inherit what they offer.
function proto(value) {
  const prototype = Object.getPrototypeOf(value);
  if (typeof value === 'function' || prototype === null || prototype === OF_OBJECT) return {};
  return Object.fromEntries(inherited(prototype));
}

function inherited(prototype) {
  const found = new Map();
  for (let p = prototype; p && p !== OF_OBJECT && p !== Function.prototype; p = Object.getPrototypeOf(p)) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(p))) {
      if (name !== 'constructor' && !isInternal(name) && !name.startsWith('_') && !found.has(name)) found.set(name, descriptor);
    }
  }
  return found;
}

function isInternal(name) {
  return /[^\w$]/.test(name);
}

function keeps(descriptor) {
  return 'value' in descriptor || descriptor.get !== undefined;
}

function kindOf(value) {
  if (typeof value === 'function') return isClass(value) ? 'class' : 'function';
  return typeof value === 'object' && value !== null && !types.isRegExp(value) ? 'object' : 'constant';
}

// A class, or an old-style constructor: a function that has put something on its prototype or inherits from another one.
function isClass(f) {
  if (/^class\b/.test(Function.prototype.toString.call(f))) return true;
  const { prototype } = f;
  return typeof prototype === 'object' && prototype !== null
    && (Object.getOwnPropertyNames(prototype).some((name) => name !== 'constructor')
      || Object.getPrototypeOf(prototype) !== OF_OBJECT);
}

// ---- reading, joining and writing

function merge(into, name, entry) {
  const known = into.get(name);
  if (!known) {
    into.set(name, { ...entry, partial: !isFirst });
    return;
  }
  for (const [member, description] of known.members) description.partial ||= !entry.members.has(member);
  for (const [member, description] of entry.members) merge(known.members, member, description);
}

function parse(text) {
  const root = new Map();
  const open = [root];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('//')) continue;
    const depth = line.search(/\S/);
    const [name, kind, mark] = line.trim().split(' ');
    const entry = { kind, partial: mark === '?', members: new Map() };
    open[depth].set(name, entry);
    open[depth + 1] = entry.members;
    open.length = depth + 2;
  }
  return root;
}

function print(entries, indent) {
  const head = indent === '' ? '// Made by tools/builtin-exports.mjs; the format is in Builtins.java.\n' : '';
  return head + [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { kind, partial, members }]) => `${indent}${name} ${kind}${partial ? ' ?' : ''}\n${print(members, `${indent} `)}`).join('');
}
