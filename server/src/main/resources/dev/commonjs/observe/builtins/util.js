(function (exports, require, module, host) {
  const { argumentType, coded, setLength } = require('internal/errors');
  const { inspect, format, formatWith } = require('internal/inspect');
  const stub = exports.inspect;
  Object.defineProperty(inspect, 'defaultOptions', Object.getOwnPropertyDescriptor(stub, 'defaultOptions'));
  for (let name of ['colors', 'styles']) Object.defineProperty(inspect, name, Object.getOwnPropertyDescriptor(stub, name));
  exports.inspect = inspect;
  exports.format = format;
  exports.formatWithOptions = function formatWithOptions(options, ...args) { return formatWith(options, args); };

  exports.inherits = function inherits(ctor, superCtor) {
    if (typeof ctor !== 'function') throw argumentType('ctor', 'of type function', ctor);
    if (typeof superCtor !== 'function') throw argumentType('superCtor', 'of type function', superCtor);
    if (superCtor.prototype === undefined) throw argumentType('superCtor.prototype', 'of type object', superCtor.prototype);
    Object.defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true });
    Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
  };

  const kCustom = Symbol.for('nodejs.util.promisify.custom');
  const never = () => new Promise(() => {});
  exports.promisify = function promisify(original) {
    if (typeof original !== 'function') throw argumentType('original', 'of type function', original);
    const custom = original[kCustom];
    if (custom) {
      if (typeof custom !== 'function') throw argumentType('util.promisify.custom', 'of type function', custom);
      return Object.defineProperty(custom, kCustom, { value: custom, enumerable: false, writable: false, configurable: true });
    }
    // What it calls back never happens here.
    function fn() {
      return never();
    }
    setLength(fn, original.length);
    Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
    Object.defineProperty(fn, kCustom, { value: fn, enumerable: false, writable: false, configurable: true });
    const descriptors = Object.getOwnPropertyDescriptors(original);
    for (let key of Reflect.ownKeys(descriptors)) {
      if (key !== 'prototype' && key !== 'length' && key !== 'arity' && key !== 'arguments' && key !== 'caller') Object.defineProperty(fn, key, descriptors[key]);
    }
    return fn;
  };
  exports.promisify.custom = kCustom;

  exports.callbackify = function callbackify(original) {
    if (typeof original !== 'function') throw argumentType('original', 'of type function', original);
    function callbackified() {
      original.apply(this, Array.prototype.slice.call(arguments, 0, -1));
    }
    const descriptors = Object.getOwnPropertyDescriptors(original);
    if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
    for (let key of Reflect.ownKeys(descriptors)) {
      if (key !== 'prototype' && key !== 'length' && key !== 'arity' && key !== 'arguments' && key !== 'caller') Object.defineProperty(callbackified, key, descriptors[key]);
    }
    setLength(callbackified, original.length + 1);
    return callbackified;
  };

  exports.deprecate = function deprecate(fn, msg, code) {
    if (code !== undefined && typeof code !== 'string') throw argumentType('code', 'of type string', code);
    function deprecated() {
      // Called by `new` as well: who inherits from it gets what the function itself makes of `this`.
      return this instanceof deprecated ? Reflect.construct(fn, arguments, this.constructor === deprecated ? fn : this.constructor) : fn.apply(this, arguments);
    }
    Object.setPrototypeOf(deprecated, fn);
    if (fn.prototype) deprecated.prototype = fn.prototype;
    return deprecated;
  };

  exports.debuglog = function debuglog(set, cb) {
    const logger = () => {};
    Object.defineProperty(logger, 'enabled', { get: () => false, configurable: true, enumerable: true });
    return logger;
  };
  exports.debug = exports.debuglog;

  exports._extend = function _extend(target, source) {
    if (source === null || typeof source !== 'object') return target;
    for (let key of Object.keys(source)) target[key] = source[key];
    return target;
  };

  exports.styleText = function styleText(styles, text, options) {
    if (typeof text !== 'string') throw argumentType('text', 'of type string', text);
    let left = '';
    let right = '';
    for (let style of Array.isArray(styles) ? styles : [styles]) {
      let codes = inspect.colors[style];
      if (codes === undefined) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'format' must be one of: " + Object.keys(inspect.colors).map((c) => "'" + c + "'").join(', ') + '. Received ' + inspect(style));
      left += '\u001b[' + codes[0] + 'm';
      right = '\u001b[' + codes[1] + 'm' + right;
    }
    // Colours are for terminals.
    return options && options.validateStream === false ? left + text + right : text;
  };
  exports.stripVTControlCharacters = (text) => {
    if (typeof text !== 'string') throw argumentType('str', 'of type string', text);
    return text.replace(/[\u001B\u009B][[\]()#;?]*(?:(?:(?:[a-zA-Z\d]*(?:;[-a-zA-Z\d\/#&.:=?%@~_]*)*)?\u0007)|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]))/g, '');
  };
  exports.toUSVString = (text) => String(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

  exports.types = require('util/types');
  exports.isDeepStrictEqual = require('internal/equal').isDeepStrictEqual;

  const tagged = (tag) => (value) => Object.prototype.toString.call(value) === '[object ' + tag + ']';
  exports.isArray = Array.isArray;
  exports.isBoolean = (arg) => typeof arg === 'boolean';
  exports.isBuffer = (arg) => require('buffer').Buffer.isBuffer(arg);
  exports.isNull = (arg) => arg === null;
  exports.isNullOrUndefined = (arg) => arg === null || arg === undefined;
  exports.isNumber = (arg) => typeof arg === 'number';
  exports.isString = (arg) => typeof arg === 'string';
  exports.isSymbol = (arg) => typeof arg === 'symbol';
  exports.isUndefined = (arg) => arg === undefined;
  exports.isRegExp = tagged('RegExp');
  exports.isObject = (arg) => arg !== null && typeof arg === 'object';
  exports.isDate = tagged('Date');
  exports.isError = (arg) => tagged('Error')(arg) || arg instanceof Error;
  exports.isFunction = (arg) => typeof arg === 'function';
  exports.isPrimitive = (arg) => arg === null || (typeof arg !== 'object' && typeof arg !== 'function');
  exports.log = () => {};

  const { TextEncoder, TextDecoder } = require('internal/text');
  exports.TextEncoder = TextEncoder;
  exports.TextDecoder = TextDecoder;
  exports.aborted = () => never();
})
