// The global scope of Node. What costs time is made when it is first asked for.
(function (global, require, host) {
  const { define } = require('internal/errors');
  require('internal/ecmascript');
  const { defineProperty, getOwnPropertyDescriptor } = Object;

  function lazy(name, enumerable, make) {
    const set = (value) => defineProperty(global, name, { value, writable: true, enumerable, configurable: true });
    defineProperty(global, name, {
      get() {
        const value = make();
        set(value);
        return value;
      },
      set,
      enumerable,
      configurable: true,
    });
  }
  function from(module, names, enumerable) {
    for (let name of names) lazyFrom(module, name, enumerable);
  }
  function lazyFrom(module, name, enumerable) {
    lazy(name, enumerable, () => require(module)[name]);
  }

  defineProperty(global, 'global', { value: global, writable: true, enumerable: true, configurable: true });
  define(global, 'globalThis', global);
  defineProperty(global, Symbol.toStringTag, { value: 'global', writable: false, enumerable: false, configurable: true });

  from('internal/globals', host.globals.hidden, false);
  from('internal/globals', host.globals.enumerable, true);
  lazy('process', false, () => require('process'));
  lazy('console', false, () => require('console'));
  from('buffer', ['Buffer'], false);
  from('internal/url', ['URL', 'URLSearchParams'], false);
  from('internal/events', ['Event', 'EventTarget', 'CustomEvent', 'AbortController', 'AbortSignal', 'DOMException'], false);
  from('internal/text', ['TextEncoder', 'TextDecoder'], false);
  from('internal/weak', ['WeakRef', 'FinalizationRegistry'], false);
  from('buffer', ['atob', 'btoa'], true);
  from('timers', ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'], true);
  from('internal/weak', ['queueMicrotask', 'structuredClone'], true);
})
