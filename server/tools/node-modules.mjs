// Writes what Node's own modules consist of, for the modules that run in the sandbox:
//   node tools/node-modules.mjs > src/main/resources/dev/commonjs/observe/node-modules.txt
// A line: the module's name, a space, a value in JSON (the format is in Skeleton.java).
import { builtinModules, createRequire } from 'node:module';
import { types } from 'node:util';

const require = createRequire(import.meta.url);
const prefixed = ['sea', 'sqlite', 'test', 'test/reporters'];
const load = (name) => {
  try {
    return require(prefixed.includes(name) ? `node:${name}` : name);
  } catch {
    return undefined;
  }
};
const rank = (name) => (['events', 'stream'].includes(name) ? 0 : name.startsWith('_') || name === 'sys' ? 2 : 1);
const modules = new Map(
  [...new Set([...builtinModules, ...prefixed])]
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((name) => [name, load(name)])
    .filter(([, value]) => value !== undefined),
);
/** Where a class or a module is found first; what is met again, or is a superclass, is written as this place. */
const places = new Map();
const isClass = (value) =>
  typeof value === 'function' &&
  value.prototype instanceof Object &&
  (Reflect.ownKeys(value.prototype).length > 1 || Object.getPrototypeOf(value.prototype) !== Object.prototype);
// What the global scope has over ECMAScript 2020, as one more module.
const before2020 = new Set(
  ('Object Function Error Array String Boolean Number Date Math JSON RegExp ArrayBuffer DataView Symbol Map Promise Set WeakMap WeakSet ' +
    'BigInt Proxy Reflect global process console Buffer').split(' '),
);
const scope = {};
for (const name of Object.getOwnPropertyNames(globalThis)) {
  const value = globalThis[name];
  const known = before2020.has(name) || /Error$|Array$|^(globalThis|navigator|parse\w+|is\w+|(de|en)code\w+|(un)?escape|eval)$/.test(name);
  if (value instanceof Object && !known) {
    const { enumerable } = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(scope, name, { value, enumerable });
  }
}
modules.set('internal/globals', scope);
const own = [...modules].filter(([name]) => rank(name) < 2);
const inner = [...modules].filter(([name]) => rank(name) === 2);
for (const [name, value] of own) {
  if (!places.has(value)) places.set(value, ['m', name]);
}
for (const [name, value] of [...own, ...inner]) {
  for (const key of Object.getOwnPropertyNames(value)) {
    const member = read(value, key);
    if (isClass(member) && !places.has(member)) places.set(member, ['m', name, key]);
  }
}

function read(object, key) {
  try {
    return object[key];
  } catch {
    return undefined;
  }
}

for (const [name, value] of inner) {
  if (!places.has(value)) places.set(value, ['m', name]);
}

const ofFunctions = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);
const isPlain = (value) => value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** `here`: the value's own place; only there is it written in full. `machine`: it tells about this machine. */
function write(value, here, depth, machine) {
  if (value === undefined) return ['u'];
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return machine || !Number.isFinite(value) ? 0 : value;
  if (typeof value === 'string') return ['s', machine ? '' : value];
  if (typeof value === 'symbol') return ['y', value.description, Symbol.keyFor(value) !== undefined];
  if (typeof value === 'bigint') return ['o'];
  const place = places.get(value);
  if (place !== undefined && (here === undefined || place.join() !== here.join())) return place;
  if (typeof value === 'function') return writeFunction(value, depth, machine, here);
  if (Array.isArray(value)) {
    const simple = value.length < 200 && value.every((v) => (typeof v === 'string' && v.length < 100) || typeof v === 'number');
    return simple ? ['a', ...value.map((v) => write(v, undefined, 0, machine))] : ['o'];
  }
  if ((!isPlain(value) && depth < 4) || types.isProxy(value) || depth === 0) return ['o'];
  return ['d', ...members(value, depth - 1, machine, here)];
}

function writeFunction(value, depth, machine, here) {
  const written = ['f', value.name, value.length];
  const statics = depth === 0 ? [] : members(value, depth - 1, machine, here);
  if (!isClass(value) && statics.length === 0) return written;
  written.push(statics);
  if (isClass(value)) {
    // The nearest superclass that has a place: those between are Node's own.
    let above = Object.getPrototypeOf(value.prototype);
    while (above !== null && above !== Object.prototype && !places.has(above.constructor)) above = Object.getPrototypeOf(above);
    const parent = above === null || above === Object.prototype ? null : places.get(above.constructor);
    written.push(members(value.prototype, 0, true), parent);
  }
  return written;
}

function members(object, depth, machine, here) {
  const list = [];
  for (const key of Object.getOwnPropertyNames(object)) {
    if ((typeof object === 'function' && ofFunctions.has(key)) || key === 'constructor' || key.includes('/')) continue;
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    const inherited = here === undefined && descriptor.get !== undefined && depth === 0;
    const at = here?.length === 2 ? [...here, key] : undefined;
    list.push(descriptor.enumerable ? key : `-${key}`);
    list.push(inherited ? ['o'] : write(read(object, key), at, depth, machine));
  }
  return list;
}

for (const [name, value] of modules) {
  const machine = ['process', 'module', 'worker_threads', 'cluster', 'domain', 'repl'].includes(name);
  const place = places.get(value);
  const same = place[1] !== name;
  console.log(`${name} ${JSON.stringify(same ? place : write(value, place, 4, machine))}`);
}
