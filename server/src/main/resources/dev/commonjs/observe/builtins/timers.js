// Nothing ever fires.
(function (exports, require, module, host) {
  const { argumentType, define } = require('internal/errors');
  const kCustom = Symbol.for('nodejs.util.promisify.custom');
  let last = 0;

  function Timeout(callback, after) {
    this._idleTimeout = after >= 1 ? after : 1;
    this._idlePrev = null;
    this._idleNext = null;
    this._idleStart = null;
    this._onTimeout = callback;
    this._timerArgs = undefined;
    this._repeat = null;
    this._destroyed = false;
    define(this, '_number', ++last);
  }
  define(Timeout.prototype, Symbol.toPrimitive, function () { return this._number; });
  function Immediate(callback) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = callback;
    this._argv = undefined;
    this._destroyed = false;
  }
  for (let one of [Timeout, Immediate]) {
    define(one.prototype, 'ref', function ref() { return this; });
    define(one.prototype, 'unref', function unref() { return this; });
    define(one.prototype, 'hasRef', function hasRef() { return true; });
  }
  define(Timeout.prototype, 'refresh', function refresh() { return this; });
  define(Timeout.prototype, 'close', function close() { return this; });

  function check(callback) {
    if (typeof callback !== 'function') throw argumentType('callback', 'of type function', callback);
  }
  exports.setTimeout = function setTimeout(callback, after, arg1, arg2, arg3) {
    check(callback);
    return new Timeout(callback, after);
  };
  exports.setInterval = function setInterval(callback, repeat, arg1, arg2, arg3) {
    check(callback);
    return new Timeout(callback, repeat);
  };
  exports.setImmediate = function setImmediate(callback, arg1, arg2, arg3) {
    check(callback);
    return new Immediate(callback);
  };
  exports.clearTimeout = function clearTimeout(timer) {};
  exports.clearInterval = function clearInterval(timer) {};
  exports.clearImmediate = function clearImmediate(immediate) {};
  for (let one of [exports.setTimeout, exports.setImmediate]) {
    Object.defineProperty(one, kCustom, { get: () => () => new Promise(() => {}), enumerable: true, configurable: true });
  }
})
