(function (exports, require, module, host) {
  const { coded, argumentType, define } = require('internal/errors');
  const { inspect } = require('internal/inspect');
  const { isDeepEqual, isDeepStrictEqual } = require('internal/equal');

  function AssertionError(options) {
    if (options === null || typeof options !== 'object') throw argumentType('options', 'of type object', options);
    const generated = !options.message;
    const message = generated ? written(options) : String(options.message);
    const error = new Error(message);
    Object.setPrototypeOf(error, this instanceof AssertionError ? Object.getPrototypeOf(this) : AssertionError.prototype);
    error.generatedMessage = generated;
    error.code = 'ERR_ASSERTION';
    error.actual = options.actual;
    error.expected = options.expected;
    error.operator = options.operator;
    define(error, 'name', 'AssertionError');
    Error.captureStackTrace(error, options.stackStartFn || options.stackStartFunction);
    define(error, 'stack', String(error.stack).replace(/^AssertionError/, 'AssertionError [ERR_ASSERTION]'));
    return error;
  }
  AssertionError.prototype = Object.create(Error.prototype, {
    constructor: { value: AssertionError, writable: true, enumerable: false, configurable: true },
    toString: { value: function () { return this.name + ' [' + this.code + ']: ' + this.message; }, writable: true, enumerable: false, configurable: true },
  });
  Object.setPrototypeOf(AssertionError, Error);

  const verbs = {
    deepStrictEqual: 'Expected values to be strictly deep-equal:', strictEqual: 'Expected values to be strictly equal:',
    deepEqual: 'Expected values to be loosely deep-equal:', notStrictEqual: 'Expected "actual" to be strictly unequal to:',
    notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:', notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  };
  function written(options) {
    const { actual, expected, operator } = options;
    if (operator === '==' || operator === '!=') return inspect(actual) + ' ' + operator + ' ' + inspect(expected);
    if (operator === 'strictEqual') return verbs.strictEqual + '\n\n' + inspect(actual) + ' !== ' + inspect(expected) + '\n';
    return (verbs[operator] || 'Failed') + '\n\n' + inspect(actual) + '\n\nshould ' + operator + '\n\n' + inspect(expected);
  }

  function raise(message, options) {
    if (message instanceof Error) throw message;
    if (message !== undefined && options.operator === 'strictEqual') {
      const shown = message + '\n\n' + inspect(options.actual) + ' !== ' + inspect(options.expected) + '\n';
      throw Object.assign(new AssertionError(Object.assign({}, options, { message: shown })), { generatedMessage: false });
    }
    throw new AssertionError(Object.assign({ message: message }, options));
  }
  function truth(value, message, count, caller) {
    if (value) return;
    const text = count === 0 ? 'No value argument passed to `assert.ok()`' : message;
    const generated = text === undefined || text === null || count === 0;
    if (message instanceof Error) throw message;
    const error = new AssertionError({
      message: generated ? text || 'The expression evaluated to a falsy value' : text, actual: value, expected: true, operator: '==', stackStartFn: caller,
    });
    error.generatedMessage = generated;
    throw error;
  }

  function ok(value, message) {
    truth(value, message, arguments.length, ok);
  }
  function make(name, holds) {
    const test = function (actual, expected, message) {
      if (arguments.length < 2) throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "actual" and "expected" arguments must be specified');
      if (!holds(actual, expected)) raise(message, { actual: actual, expected: expected, operator: name === 'equal' ? '==' : name === 'notEqual' ? '!=' : name, stackStartFn: test });
    };
    Object.defineProperty(test, 'name', { value: name, configurable: true });
    return test;
  }
  // eslint-disable-next-line eqeqeq
  const loose = (a, b) => a == b || (a !== a && b !== b);

  /** Whether a thrown error is the one that is expected. */
  function matches(error, expected, message, caller) {
    if (typeof expected === 'function') {
      if (expected.prototype !== undefined && error instanceof expected) return;
      if (Object.prototype.isPrototypeOf.call(Error, expected)) raise(message, { actual: error, expected: expected, operator: caller });
      if (expected.call({}, error) !== true) raise(message, { actual: error, expected: expected, operator: caller, message: message || 'The validation function is expected to return "true". Received ' + inspect(false) + '\n\nCaught error:\n\n' + error });
      return;
    }
    if (expected instanceof RegExp) {
      if (!expected.test(String(error))) raise(message, { actual: error, expected: expected, operator: caller, message: message || 'The input did not match the regular expression ' + inspect(expected) + '. Input:\n\n' + inspect(String(error)) + '\n' });
      return;
    }
    for (let key of Object.keys(expected)) {
      let same = expected[key] instanceof RegExp && typeof error[key] === 'string' ? expected[key].test(error[key]) : isDeepStrictEqual(error[key], expected[key]);
      if (!same) raise(message, { actual: error, expected: expected, operator: caller });
    }
  }

  const tests = {
    fail(message) {
      if (message instanceof Error) throw message;
      const error = new AssertionError({ message: message === undefined ? 'Failed' : message, operator: 'fail', stackStartFn: tests.fail });
      error.generatedMessage = message === undefined;
      throw error;
    },
    AssertionError: AssertionError,
    ok: ok,
    equal: make('equal', loose),
    notEqual: make('notEqual', (a, b) => !loose(a, b)),
    deepEqual: make('deepEqual', isDeepEqual),
    notDeepEqual: make('notDeepEqual', (a, b) => !isDeepEqual(a, b)),
    deepStrictEqual: make('deepStrictEqual', isDeepStrictEqual),
    notDeepStrictEqual: make('notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b)),
    strictEqual: make('strictEqual', Object.is),
    notStrictEqual: make('notStrictEqual', (a, b) => !Object.is(a, b)),
    throws(body, expected, message) {
      if (typeof body !== 'function') throw argumentType('fn', 'of type function', body);
      let thrown;
      let did = false;
      try {
        body();
      } catch (e) {
        thrown = e;
        did = true;
      }
      const text = typeof expected === 'string' ? expected : message;
      if (!did) raise(undefined, { message: 'Missing expected exception' + (expected && expected.name ? ' (' + expected.name + ')' : '') + (text ? ': ' + text : '.'), expected: typeof expected === 'string' ? undefined : expected, operator: 'throws' });
      if (expected !== undefined && typeof expected !== 'string') matches(thrown, expected, message, 'throws');
    },
    rejects: () => new Promise(() => {}),
    doesNotThrow(body, expected, message) {
      if (typeof body !== 'function') throw argumentType('fn', 'of type function', body);
      try {
        body();
      } catch (e) {
        const text = typeof expected === 'string' ? expected : message;
        if (typeof expected === 'function' && !(e instanceof expected)) throw e;
        raise(undefined, { message: 'Got unwanted exception' + (text ? ': ' + text : '.') + '\nActual message: "' + (e && e.message) + '"', actual: e, expected: expected, operator: 'doesNotThrow' });
      }
    },
    doesNotReject: () => new Promise(() => {}),
    ifError(value) {
      if (value !== null && value !== undefined) {
        raise(undefined, { message: 'ifError got unwanted exception: ' + (value && value.message ? value.message : inspect(value)), actual: value, expected: null, operator: 'ifError' });
      }
    },
    match(text, pattern, message) {
      if (!(pattern instanceof RegExp)) throw argumentType('regexp', 'an instance of RegExp', pattern);
      if (typeof text !== 'string' || !pattern.test(text)) {
        raise(message, { message: message || 'The input did not match the regular expression ' + inspect(pattern) + '. Input:\n\n' + inspect(text) + '\n', actual: text, expected: pattern, operator: 'match' });
      }
    },
    doesNotMatch(text, pattern, message) {
      if (typeof text !== 'string' || pattern.test(text)) {
        raise(message, { message: message || 'The input was expected to not match the regular expression ' + inspect(pattern) + '. Input:\n\n' + inspect(text) + '\n', actual: text, expected: pattern, operator: 'doesNotMatch' });
      }
    },
  };

  function assert(value, message) {
    truth(value, message, arguments.length, assert);
  }
  Object.defineProperty(assert, 'name', { value: 'ok', configurable: true });
  function strict(value, message) {
    truth(value, message, arguments.length, strict);
  }
  for (let name of Object.keys(tests)) assert[name] = strict[name] = tests[name];
  Object.assign(strict, {
    equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
  });
  assert.strict = strict.strict = strict;
  exports.assert = assert;
  exports.strict = strict;
})
