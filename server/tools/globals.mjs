// Writes the table of Node's globals that the interpreter knows:
//   node tools/globals.mjs > src/main/resources/dev/commonjs/builtins/globals.txt
// A line: name, kind (function, object, or the typeof of a primitive), own names of it (with + behind it when a loop
// over the names sees it), own names of its prototype.
// With the argument "modules" the same for Node's own modules, where a name is followed by the typeof of its value:
//   node tools/globals.mjs modules > src/main/resources/dev/commonjs/builtins/node-modules.txt
import { builtinModules, createRequire } from 'node:module';
import vm from 'node:vm';

const require = createRequire(import.meta.url);
const source =
  '[...new Set([...Object.getOwnPropertyNames(globalThis), ...Object.getOwnPropertyNames(Object.getPrototypeOf(globalThis))])]';
const names = vm.runInThisContext(source).filter((name) => /^[\w$]+$/.test(name) && !name.startsWith('__'));
const own = (value) =>
  value === null || (typeof value !== 'object' && typeof value !== 'function')
    ? []
    : Object.getOwnPropertyNames(value).filter((name) => /^[\w$]+$/.test(name));
const skipped = new Set(['global', 'globalThis', 'require', 'module', 'exports', 'constructor']);
const line = (name, value) => {
  const statics = own(value)
    .filter((n) => !['length', 'name', 'prototype', 'arguments', 'caller'].includes(n))
    .map((n) => (Object.prototype.propertyIsEnumerable.call(value, n) ? `${n}+` : n));
  const proto = typeof value === 'function' && value.prototype ? own(value.prototype) : [];
  return `${name} ${typeof value} ${statics.join(',') || '-'} ${proto.join(',') || '-'}`;
};
if (process.argv[2] === 'modules') {
  const listed = [...builtinModules.filter((name) => !name.startsWith('_')), 'test', 'test/reporters', 'sea', 'sqlite'];
  for (const name of [...new Set(listed)].sort()) {
    let value;
    try {
      value = require(builtinModules.includes(name) ? name : `node:${name}`);
    } catch {
      value = {};
    }
    const members = own(value).filter((n) => !['length', 'name', 'prototype', 'arguments', 'caller'].includes(n));
    const typed = members.map((n) => {
      try {
        return `${n}:${typeof value[n]}`;
      } catch {
        return `${n}:undefined`;
      }
    });
    console.log(`${name} ${typeof value} ${typed.join(',') || '-'}`);
  }
  process.exit(0);
}

for (const name of names.filter((n) => !skipped.has(n)).sort()) {
  let value;
  try {
    value = globalThis[name];
  } catch {
    continue;
  }
  console.log(line(name, value));
}
console.log(line('require', Object.assign(() => {}, Object.fromEntries(Object.keys(require).map((k) => [k, 0])))));
