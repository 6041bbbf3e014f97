// Error constructors that any class may extend, with stacks as V8 writes them: header, frames, `prepareStackTrace`, call sites.
// (Rhino's own throw a Java exception when a stack is asked of an error whose prototype is not one of Rhino's.)
(function (exports, require, module, host) {
  const global = host.global;
  const { create, defineProperty, getPrototypeOf, setPrototypeOf, getOwnPropertyDescriptor } = Object;
  const NativeError = global.Error;
  const errorToString = NativeError.prototype.toString;
  const call = Function.prototype.call;

  function define(object, name, value) {
    defineProperty(object, name, { value: value, writable: true, enumerable: false, configurable: true });
  }

  /** (Rhino changes a function's length only when it was deleted before.) */
  function setLength(body, length) {
    delete body.length;
    defineProperty(body, 'length', { value: length, writable: false, enumerable: false, configurable: true });
  }
  exports.setLength = setLength;

  const siteAnswers = {
    getTypeName: () => null, getMethodName: () => null, getColumnNumber: () => 1, getEvalOrigin: () => undefined,
    isNative: () => false, isToplevel: () => true, isConstructor: () => false, isEval: () => false, isAsync: () => false,
    isPromiseAll: () => false, getPromiseIndex: () => null, getScriptNameOrSourceURL: function () { return this.getFileName(); },
    getThis: () => undefined, getFunction: () => undefined, getScriptHash: () => '', getPosition: () => 0,
    getEnclosingLineNumber: function () { return this.getLineNumber(); }, getEnclosingColumnNumber: () => 1,
    toString: function () { return describe(this); },
  };

  function describe(site) {
    const name = site.getFunctionName();
    const place = site.getFileName() + ':' + site.getLineNumber() + ':1';
    return name ? name + ' (' + place + ')' : place;
  }

  NativeError.prepareStackTrace = (error, sites) => sites;
  NativeError.stackTraceLimit = 60;

  /** The call sites of who called, without our own. */
  function sites(above) {
    const found = new NativeError().stack;
    const list = [];
    let wanted = true;
    if (typeof above === 'function' && above.name) {
      for (let i = 0; i < found.length; i++) if (found[i].getFunctionName() === above.name) wanted = false;
    }
    const limit = global.Error === ErrorFunction ? ErrorFunction.stackTraceLimit : 10;
    const most = typeof limit === 'number' ? limit : 0;
    for (let i = 0; found && i < found.length && list.length < most; i++) {
      if (!wanted) {
        wanted = found[i].getFunctionName() === above.name;
        continue;
      }
      let file = found[i].getFileName();
      if (typeof file === 'string' && file.slice(0, 5) === 'node:') continue;
      if (list.length === 0) complete(found[i]);
      list[list.length] = found[i];
    }
    return list;
  }

  let completed = false;
  function complete(site) {
    if (completed) return;
    completed = true;
    const prototype = getPrototypeOf(site);
    for (let name in siteAnswers) define(prototype, name, siteAnswers[name]);
  }

  function header(error) {
    try {
      return call.call(errorToString, error);
    } catch (e) {
      return 'Error';
    }
  }

  function setStack(error, list) {
    const prepare = ErrorFunction.prepareStackTrace;
    define(error, 'stack', typeof prepare === 'function' ? prepare.call(ErrorFunction, error, list) : written(error, list));
  }

  function written(error, list) {
    let stack = header(error);
    for (let i = 0; i < list.length; i++) stack += '\n    at ' + describe(list[i]);
    return stack;
  }

  /** `native`: one of Rhino's errors, which becomes one of the class that `self` was made for. */
  function made(self, native, prototype) {
    let actual = prototype;
    if (self !== null && typeof self === 'object' && self instanceof prototype.constructor) actual = getPrototypeOf(self);
    define(native, 'stack', '');
    if (actual !== prototype) setPrototypeOf(native, actual);
    setStack(native, sites());
    return native;
  }

  function replace(name, body, length) {
    const native = global[name];
    const prototype = native.prototype;
    defineProperty(body, 'name', { value: name, configurable: true });
    setLength(body, length);
    defineProperty(body, 'prototype', { value: prototype, writable: false });
    define(prototype, 'constructor', body);
    define(global, name, body);
    delete prototype.fileName;
    delete prototype.lineNumber;
    return body;
  }

  function construct(Native, count, message, options) {
    if (message === undefined) return count > 1 ? withCause(new Native(), options) : new Native();
    const text = String(message);
    return count > 1 ? withCause(new Native(text), options) : new Native(text);
  }

  function withCause(error, options) {
    if (options !== null && typeof options === 'object' && 'cause' in options) define(error, 'cause', options.cause);
    return error;
  }

  const ErrorFunction = replace('Error', function (message, options) {
    return made(this, construct(NativeError, arguments.length, message, options), NativeError.prototype);
  }, 1);
  define(ErrorFunction, 'captureStackTrace', function captureStackTrace(object, above) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) {
      throw new TypeError('Invalid argument');
    }
    const list = sites(above);
    defineProperty(object, 'stack', {
      get: () => {
        setStack(object, list);
        return object.stack;
      },
      set: (value) => define(object, 'stack', value),
      enumerable: false,
      configurable: true,
    });
  });
  define(ErrorFunction, 'prepareStackTrace', function ErrorPrepareStackTrace(error, trace) { return written(error, trace); });
  defineProperty(ErrorFunction, 'stackTraceLimit', { value: 10, writable: true, enumerable: true, configurable: true });

  for (let name of ['EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']) replaceOne(name);
  function replaceOne(name) {
    const Native = global[name];
    const prototype = Native.prototype;
    setPrototypeOf(replace(name, function (message, options) {
      return made(this, construct(Native, arguments.length, message, options), prototype);
    }, 1), ErrorFunction);
  }

  const NativeAggregate = global.AggregateError;
  setPrototypeOf(replace('AggregateError', function (errors, message, options) {
    const error = message === undefined ? new NativeAggregate(errors) : new NativeAggregate(errors, String(message));
    return made(this, arguments.length > 2 ? withCause(error, options) : error, NativeAggregate.prototype);
  }, 2), ErrorFunction);

  /** An error as Node's own modules throw it. */
  exports.coded = function (Constructor, code, message) {
    const error = new Constructor(message);
    error.code = code;
    defineProperty(error, 'name', { value: error.name, writable: true, enumerable: false, configurable: true });
    const text = error.name + ' [' + code + ']: ' + message;
    const end = typeof error.stack === 'string' ? error.stack.indexOf('\n') : -1;
    define(error, 'stack', text + (end < 0 ? '' : error.stack.slice(end)));
    delete error.name;
    return error;
  };

  exports.argumentType = function (name, expected, value) {
    const kind = /\.| argument/.test(name) && !/ argument/.test(name) ? 'property' : 'argument';
    const the = / argument$/.test(name) ? name : '"' + name + '" ' + kind;
    return exports.coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'The ' + the + ' must be ' + expected + '. Received ' + received(value));
  };

  function received(value) {
    if (value === null || value === undefined) return String(value);
    if (typeof value === 'function') return 'function ' + value.name;
    if (typeof value === 'object') {
      const maker = value.constructor;
      return maker && maker.name ? 'an instance of ' + maker.name : 'an object';
    }
    let text = typeof value === 'string' ? "'" + value + "'" : String(value) + (typeof value === 'bigint' ? 'n' : '');
    if (text.length > 28) text = text.slice(0, 25) + '...' + (typeof value === 'string' ? "'" : '');
    return 'type ' + typeof value + ' (' + text + ')';
  }
  exports.define = define;
})
