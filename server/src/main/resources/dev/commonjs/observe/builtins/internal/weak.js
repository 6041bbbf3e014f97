(function (exports, require, module, host) {
  const { define } = require('internal/errors');
  function WeakRef(target) {
    define(this, '_target', target);
  }
  define(WeakRef.prototype, 'deref', function deref() { return this._target; });
  Object.defineProperty(WeakRef.prototype, Symbol.toStringTag, { value: 'WeakRef', configurable: true });
  function FinalizationRegistry(cleanup) {}
  define(FinalizationRegistry.prototype, 'register', function register(target, value) {});
  define(FinalizationRegistry.prototype, 'unregister', function unregister(token) { return false; });
  Object.defineProperty(FinalizationRegistry.prototype, Symbol.toStringTag, { value: 'FinalizationRegistry', configurable: true });
  exports.WeakRef = WeakRef;
  exports.FinalizationRegistry = FinalizationRegistry;
  exports.queueMicrotask = function queueMicrotask(callback) {
    if (typeof callback !== 'function') throw require('internal/errors').argumentType('callback', 'of type function', callback);
  };
  exports.structuredClone = function structuredClone(value) {
    const known = new Map();
    return clone(value);

    function clone(one) {
      if (typeof one === 'function' || typeof one === 'symbol') {
        const { DOMException } = require('internal/events');
        throw new DOMException(String(one) + ' could not be cloned.', 'DataCloneError');
      }
      if (one === null || typeof one !== 'object') return one;
      if (known.has(one)) return known.get(one);
      let made;
      if (Array.isArray(one)) made = new Array(one.length);
      else if (one instanceof Date) return new Date(one.getTime());
      else if (one instanceof RegExp) return new RegExp(one.source, one.flags);
      else if (one instanceof Map) {
        made = new Map();
        known.set(one, made);
        one.forEach((v, k) => made.set(clone(k), clone(v)));
        return made;
      } else if (one instanceof Set) {
        made = new Set();
        known.set(one, made);
        one.forEach((v) => made.add(clone(v)));
        return made;
      } else if (one instanceof Error) {
        made = new Error(one.message);
        return made;
      } else if (ArrayBuffer.isView(one)) {
        return new Uint8Array([...one]);
      } else {
        made = {};
      }
      known.set(one, made);
      for (let key of Object.keys(one)) made[key] = clone(one[key]);
      return made;
    }
  };
})
