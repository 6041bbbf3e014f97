(function (exports, require, module, host) {
  const { define } = require('internal/errors');
  const console = exports;
  const silent = (name) => ({ [name]() {} }[name]);
  const methods = Object.keys(console).filter((name) => typeof console[name] === 'function' && /^[a-z]/.test(name) && name !== 'context' && name !== 'createTask');
  for (let name of methods) console[name] = silent(name);
  function Console(options) {
    if (!(this instanceof Console)) return new Console(options);
    for (let name of methods) this[name] = silent(name);
  }
  Console.prototype = console.Console.prototype;
  define(Console.prototype, 'constructor', Console);
  for (let name of Object.keys(Console.prototype)) Console.prototype[name] = silent(name);
  console.Console = Console;
  Object.defineProperty(console, Symbol.toStringTag, { value: 'console', writable: false, enumerable: false, configurable: true });
})
