(function (exports, require, module, host) {
  const { define } = require('internal/errors');
  function classOf(name, body, methods) {
    define(body.prototype, 'constructor', body);
    for (let key of Object.keys(methods)) define(body.prototype, key, methods[key]);
    Object.defineProperty(body, 'name', { value: name, configurable: true });
    return body;
  }
  const kStore = Symbol('store');
  exports.AsyncLocalStorage = classOf('AsyncLocalStorage', function () {
    Object.defineProperty(this, kStore, { value: undefined, writable: true, enumerable: false, configurable: true });
  }, {
    disable() { this[kStore] = undefined; },
    getStore() { return this[kStore]; },
    enterWith(store) { this[kStore] = store; },
    run(store, callback, ...args) {
      const before = this[kStore];
      this[kStore] = store;
      try {
        return callback.apply(null, args);
      } finally {
        this[kStore] = before;
      }
    },
    exit(callback, ...args) { return this.run.apply(this, [undefined, callback].concat(args)); },
  });
  exports.AsyncLocalStorage.bind = (fn) => fn;
  exports.AsyncLocalStorage.snapshot = () => function (fn, ...args) { return fn.apply(this, args); };
  exports.AsyncResource = classOf('AsyncResource', function (type) {}, {
    runInAsyncScope(fn, self, ...args) { return fn.apply(self, args); },
    emitDestroy() { return this; },
    asyncId() { return 1; },
    triggerAsyncId() { return 0; },
    bind(fn) { return fn; },
  });
  exports.AsyncResource.bind = (fn) => fn;
  exports.executionAsyncId = () => 1;
  exports.triggerAsyncId = () => 0;
  exports.executionAsyncResource = () => ({});
  exports.createHook = () => ({ enable() { return this; }, disable() { return this; } });
})
