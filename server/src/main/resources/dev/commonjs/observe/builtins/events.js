(function (exports, require, module, host) {
  const { coded, argumentType, define } = require('internal/errors');
  const kCapture = Symbol('kCapture');
  let defaultMaxListeners = 10;

  function EventEmitter(options) {
    EventEmitter.init.call(this, options);
  }
  const prototype = EventEmitter.prototype;
  define(prototype, 'constructor', EventEmitter);

  const fresh = () => ({ __proto__: null });

  EventEmitter.init = function (options) {
    if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
      this._events = fresh();
      this._eventsCount = 0;
    }
    this._maxListeners = this._maxListeners || undefined;
    if (options && options.captureRejections) this[kCapture] = Boolean(options.captureRejections);
    else Object.defineProperty(this, kCapture, { value: false, writable: true, enumerable: false, configurable: true });
  };

  prototype._events = undefined;
  prototype._eventsCount = 0;
  prototype._maxListeners = undefined;

  function check(listener) {
    if (typeof listener !== 'function') throw argumentType('listener', 'of type function', listener);
  }

  prototype.setMaxListeners = function setMaxListeners(n) {
    if (typeof n !== 'number' || n < 0 || n !== n) {
      throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'The value of "n" is out of range. It must be a non-negative number. Received ' + n);
    }
    this._maxListeners = n;
    return this;
  };
  prototype.getMaxListeners = function getMaxListeners() {
    return this._maxListeners === undefined ? EventEmitter.defaultMaxListeners : this._maxListeners;
  };

  prototype.emit = function emit(type, ...args) {
    const events = this._events;
    const handler = events === undefined ? undefined : events[type];
    if (type === 'error') {
      if (events !== undefined && events[EventEmitter.errorMonitor] !== undefined) this.emit.apply(this, [EventEmitter.errorMonitor].concat(args));
      if (handler === undefined) {
        if (args[0] instanceof Error) throw args[0];
        const error = coded(Error, 'ERR_UNHANDLED_ERROR', 'Unhandled error. (' + (typeof args[0] === 'string' ? "'" + args[0] + "'" : args[0]) + ')');
        error.context = args[0];
        throw error;
      }
    }
    if (handler === undefined) return false;
    if (typeof handler === 'function') handler.apply(this, args);
    else for (let listener of handler.slice()) listener.apply(this, args);
    return true;
  };

  function add(target, type, listener, first) {
    check(listener);
    let events = target._events;
    if (events === undefined) {
      events = target._events = fresh();
      target._eventsCount = 0;
    } else if (events.newListener !== undefined) {
      target.emit('newListener', type, listener.listener ? listener.listener : listener);
      events = target._events;
    }
    const existing = events[type];
    if (existing === undefined) {
      events[type] = listener;
      target._eventsCount++;
    } else if (typeof existing === 'function') {
      events[type] = first ? [listener, existing] : [existing, listener];
    } else if (first) {
      existing.unshift(listener);
    } else {
      existing.push(listener);
    }
    return target;
  }

  function onceWrapper(target, type, listener) {
    check(listener);
    let fired = false;
    const wrapper = function () {
      if (fired) return undefined;
      target.removeListener(type, wrapper);
      fired = true;
      return listener.apply(target, arguments);
    };
    wrapper.listener = listener;
    return wrapper;
  }

  prototype.addListener = function addListener(type, listener) {
    return add(this, type, listener, false);
  };
  prototype.on = prototype.addListener;
  prototype.prependListener = function prependListener(type, listener) {
    return add(this, type, listener, true);
  };
  prototype.once = function once(type, listener) {
    return this.on(type, onceWrapper(this, type, listener));
  };
  prototype.prependOnceListener = function prependOnceListener(type, listener) {
    return this.prependListener(type, onceWrapper(this, type, listener));
  };
  prototype.removeListener = function removeListener(type, listener) {
    check(listener);
    const events = this._events;
    if (events === undefined || events[type] === undefined) return this;
    const list = typeof events[type] === 'function' ? [events[type]] : events[type];
    let at = list.length - 1;
    while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
    if (at < 0) return this;
    const rest = list.filter((_, i) => i !== at);
    if (rest.length > 0) {
      events[type] = rest.length === 1 ? rest[0] : rest;
    } else if (--this._eventsCount === 0) {
      this._events = fresh();
    } else {
      delete events[type];
    }
    if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
    return this;
  };
  prototype.off = prototype.removeListener;
  prototype.removeAllListeners = function removeAllListeners(type) {
    if (this._events === undefined) return this;
    if (arguments.length === 0) {
      this._events = fresh();
      this._eventsCount = 0;
    } else if (this._events[type] !== undefined) {
      if (--this._eventsCount === 0) this._events = fresh();
      else delete this._events[type];
    }
    return this;
  };

  function listenersOf(target, type, unwrap) {
    const found = target._events === undefined ? undefined : target._events[type];
    if (found === undefined) return [];
    const list = typeof found === 'function' ? [found] : found.slice();
    return unwrap ? list.map((listener) => listener.listener || listener) : list;
  }
  prototype.listeners = function listeners(type) {
    return listenersOf(this, type, true);
  };
  prototype.rawListeners = function rawListeners(type) {
    return listenersOf(this, type, false);
  };
  prototype.listenerCount = function listenerCount(type, listener) {
    const list = listenersOf(this, type, false);
    return listener === undefined || listener === null ? list.length : list.filter((l) => l === listener || l.listener === listener).length;
  };
  prototype.eventNames = function eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  };

  const { errorMonitor, captureRejectionSymbol } = exports;
  const never = () => new Promise(() => {});
  module.exports = EventEmitter;
  Object.assign(EventEmitter, {
    addAbortListener: exports.addAbortListener,
    once: function once(emitter, name, options) {
      const promise = never();
      if (typeof emitter.once === 'function') emitter.once(name, () => {});
      return promise;
    },
    on: exports.on,
    getEventListeners: function getEventListeners(emitter, type) {
      return typeof emitter.listeners === 'function' ? emitter.listeners(type) : [];
    },
    getMaxListeners: function getMaxListeners(emitter) {
      return typeof emitter.getMaxListeners === 'function' ? emitter.getMaxListeners() : defaultMaxListeners;
    },
    EventEmitter: EventEmitter,
    usingDomains: false,
    captureRejectionSymbol: captureRejectionSymbol,
  });
  Object.defineProperty(EventEmitter, 'captureRejections', { value: false, writable: true, enumerable: true, configurable: true });
  function EventEmitterAsyncResource(options) {
    EventEmitter.call(this, options);
  }
  Object.setPrototypeOf(EventEmitterAsyncResource, EventEmitter);
  EventEmitterAsyncResource.prototype = Object.create(prototype, {
    constructor: { value: EventEmitterAsyncResource, writable: true, enumerable: false, configurable: true },
  });
  Object.defineProperty(EventEmitter, 'EventEmitterAsyncResource', {
    enumerable: true, configurable: true, get: () => EventEmitterAsyncResource, set: undefined,
  });
  Object.defineProperty(EventEmitter, 'errorMonitor', { value: errorMonitor, writable: false, enumerable: true, configurable: true });
  Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
    enumerable: true,
    configurable: true,
    get: () => defaultMaxListeners,
    set: (n) => { defaultMaxListeners = n; },
  });
  const init = EventEmitter.init;
  delete EventEmitter.init;
  EventEmitter.setMaxListeners = function setMaxListeners(n = defaultMaxListeners, ...targets) {
    if (targets.length === 0) defaultMaxListeners = n;
    for (let target of targets) if (typeof target.setMaxListeners === 'function') target.setMaxListeners(n);
  };
  EventEmitter.init = init;
  EventEmitter.listenerCount = (emitter, type) => emitter.listenerCount(type);
})
