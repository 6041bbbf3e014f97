// Events of the DOM, as far as code uses them while it loads.
(function (exports, require, module, host) {
  const { define, argumentType } = require('internal/errors');
  const kListeners = Symbol('kEvents');

  function give(owner, members, tag) {
    for (let name of Object.getOwnPropertyNames(members)) {
      let descriptor = Object.getOwnPropertyDescriptor(members, name);
      Object.defineProperty(owner, name, descriptor);
    }
    Object.defineProperty(owner, Symbol.toStringTag, { value: tag, configurable: true });
  }

  function Event(type, options) {
    if (arguments.length === 0) throw new TypeError('The "type" argument must be specified');
    const given = options || {};
    define(this, '_type', String(type));
    define(this, '_bubbles', Boolean(given.bubbles));
    define(this, '_cancelable', Boolean(given.cancelable));
    define(this, '_composed', Boolean(given.composed));
    define(this, '_prevented', false);
    define(this, '_stopped', false);
    define(this, '_target', null);
  }
  give(Event.prototype, {
    get type() { return this._type; },
    get bubbles() { return this._bubbles; },
    get cancelable() { return this._cancelable; },
    get composed() { return this._composed; },
    get defaultPrevented() { return this._cancelable && this._prevented; },
    get target() { return this._target; },
    get currentTarget() { return this._target; },
    get srcElement() { return this._target; },
    get returnValue() { return !this.defaultPrevented; },
    get cancelBubble() { return this._stopped; },
    get eventPhase() { return 0; },
    get isTrusted() { return false; },
    get timeStamp() { return 0; },
    composedPath() { return []; },
    preventDefault() { this._prevented = true; },
    stopPropagation() { this._stopped = true; },
    stopImmediatePropagation() { this._stopped = true; },
    initEvent() {},
  }, 'Event');
  for (let pair of [['NONE', 0], ['CAPTURING_PHASE', 1], ['AT_TARGET', 2], ['BUBBLING_PHASE', 3]]) {
    Object.defineProperty(Event, pair[0], { value: pair[1], enumerable: true });
  }

  function CustomEvent(type, options) {
    Event.call(this, type, options);
    define(this, '_detail', options && options.detail !== undefined ? options.detail : null);
  }
  inherit(CustomEvent, Event);
  give(CustomEvent.prototype, { get detail() { return this._detail; } }, 'CustomEvent');

  function inherit(one, parent) {
    Object.setPrototypeOf(one, parent);
    Object.setPrototypeOf(one.prototype, parent.prototype);
  }

  function EventTarget() {
    define(this, kListeners, new Map());
  }
  give(EventTarget.prototype, {
    addEventListener(type, listener, options) {
      if (!this[kListeners]) define(this, kListeners, new Map());
      if (listener === null || listener === undefined) return;
      const known = this[kListeners].get(String(type)) || [];
      if (known.some((k) => k.listener === listener)) return;
      this[kListeners].set(String(type), known.concat([{ listener: listener, once: Boolean(options && options.once) }]));
    },
    removeEventListener(type, listener) {
      const known = (this[kListeners] && this[kListeners].get(String(type))) || [];
      this[kListeners].set(String(type), known.filter((k) => k.listener !== listener));
    },
    dispatchEvent(event) {
      if (!(event instanceof Event)) throw argumentType('event', 'an instance of Event', event);
      event._target = this;
      const known = (this[kListeners] && this[kListeners].get(event.type)) || [];
      for (let one of known) {
        if (one.once) this.removeEventListener(event.type, one.listener);
        if (typeof one.listener === 'function') one.listener.call(this, event);
        else one.listener.handleEvent(event);
      }
      return !event.defaultPrevented;
    },
  }, 'EventTarget');

  const codes = {
    IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5, NoModificationAllowedError: 7,
    NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10, InvalidStateError: 11, SyntaxError: 12,
    InvalidModificationError: 13, NamespaceError: 14, InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18,
    NetworkError: 19, AbortError: 20, URLMismatchError: 21, QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25,
  };
  function DOMException(message = '', options = 'Error') {
    define(this, '_message', String(message));
    define(this, '_name', options !== null && typeof options === 'object' ? String(options.name || 'Error') : String(options));
    if (options !== null && typeof options === 'object' && 'cause' in options) define(this, 'cause', options.cause);
    Error.captureStackTrace(this, DOMException);
  }
  Object.setPrototypeOf(DOMException.prototype, Error.prototype);
  give(DOMException.prototype, {
    get name() { return this._name; },
    get message() { return this._message; },
    get code() { return codes[this._name] || 0; },
  }, 'DOMException');
  for (let name of ['name', 'message', 'code']) Object.defineProperty(DOMException.prototype, name, { enumerable: true });
  for (let name of Object.keys(codes)) {
    let constant = name.replace(/Error$/, '').replace(/^URL/, 'Url').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase() + '_ERR';
    for (let owner of [DOMException, DOMException.prototype]) Object.defineProperty(owner, constant, { value: codes[name], enumerable: true });
  }

  const allowed = Symbol('allowed');
  function AbortSignal(key) {
    if (key !== allowed) throw require('internal/errors').coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    EventTarget.call(this);
    define(this, '_aborted', false);
    define(this, '_reason', undefined);
    define(this, '_handler', null);
  }
  inherit(AbortSignal, EventTarget);
  give(AbortSignal.prototype, {
    get aborted() { return this._aborted; },
    get reason() { return this._reason; },
    get onabort() { return this._handler; },
    set onabort(handler) { this._handler = handler; },
    throwIfAborted() { if (this._aborted) throw this._reason; },
  }, 'AbortSignal');
  function abort(signal, reason) {
    if (signal._aborted) return;
    signal._aborted = true;
    signal._reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
    const event = new Event('abort');
    if (typeof signal._handler === 'function') signal._handler.call(signal, event);
    signal.dispatchEvent(event);
  }
  AbortSignal.abort = function (reason) {
    const signal = new AbortSignal(allowed);
    abort(signal, reason);
    return signal;
  };
  AbortSignal.timeout = () => new AbortSignal(allowed);
  AbortSignal.any = () => new AbortSignal(allowed);
  for (let name of ['abort', 'timeout', 'any']) Object.defineProperty(AbortSignal, name, { enumerable: false });

  function AbortController() {
    define(this, '_signal', new AbortSignal(allowed));
  }
  give(AbortController.prototype, {
    get signal() { return this._signal; },
    abort(reason) { abort(this._signal, reason); },
  }, 'AbortController');

  Object.assign(exports, { Event, EventTarget, CustomEvent, DOMException, AbortSignal, AbortController });
})
