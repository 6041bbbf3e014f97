// What ECMAScript has and Rhino lacks, and the other way round.
(function (exports, require, module, host) {
  const global = host.global;
  const { define } = require('internal/errors');
  const { defineProperty, getPrototypeOf, setPrototypeOf, getOwnPropertyNames } = Object;

  // (CallSite, InternalError and JavaException stay: Rhino looks them up by name.)
  for (let name of ['isXMLName', 'uneval', 'With', 'Call', 'Script', 'Iterator',
    'StopIteration', 'Continuation']) delete global[name];
  for (let name of ['Object', 'Function', 'Array', 'String', 'Boolean', 'Number', 'Date', 'RegExp', 'BigInt', 'Error']) {
    delete global[name].prototype.toSource;
  }
  delete Math.toSource;
  delete JSON.toSource;
  delete String.prototype.equals;
  delete String.prototype.equalsIgnoreCase;
  const statics = {
    Array: ['isArray', 'from', 'of', 'fromAsync'], String: ['fromCharCode', 'fromCodePoint', 'raw'],
  };
  const ofAll = ['length', 'name', 'prototype'];
  for (let owner in statics) {
    for (let name of getOwnPropertyNames(global[owner])) {
      if (statics[owner].indexOf(name) < 0 && ofAll.indexOf(name) < 0) delete global[owner][name];
    }
  }

  for (let name of ['asyncIterator', 'dispose', 'asyncDispose']) {
    if (!(name in Symbol)) {
      defineProperty(Symbol, name, { value: Symbol('Symbol.' + name), writable: false, enumerable: false, configurable: false });
    }
  }
  delete Symbol.isRegExp;

  function getter(object, name, get) {
    if (!(name in object)) defineProperty(object, name, { get: get, set: undefined, enumerable: false, configurable: true });
  }
  function method(object, name, value) {
    if (name in object) return;
    if (typeof name === 'symbol') defineProperty(value, 'name', { value: '[' + name.description + ']', configurable: true });
    define(object, name, value);
  }

  // Iterators have a prototype in common.
  const iterators = {};
  define(iterators, Symbol.iterator, function () { return this; });
  for (let iterator of [[].values(), new Map().entries(), new Set().values(), ''[Symbol.iterator](), 'a'.matchAll(/a/g)]) {
    let prototype = getPrototypeOf(iterator);
    if (getPrototypeOf(prototype) === Object.prototype) setPrototypeOf(prototype, iterators);
  }
  const generators = getPrototypeOf(getPrototypeOf((function* () {})()));
  if (getPrototypeOf(generators) === Object.prototype) setPrototypeOf(generators, iterators);

  // Regular expressions as strings see them.
  const { match, matchAll, replace, search, split } = String.prototype;
  const flag = (letter) => function () { return this === RegExp.prototype ? undefined : this.flags.indexOf(letter) >= 0; };
  getter(RegExp.prototype, 'hasIndices', flag('d'));
  getter(RegExp.prototype, 'unicodeSets', flag('v'));
  method(RegExp.prototype, Symbol.match, function (text) { return match.call(text, this); });
  method(RegExp.prototype, Symbol.matchAll, function (text) { return matchAll.call(text, this); });
  method(RegExp.prototype, Symbol.replace, function (text, by) { return replace.call(text, this, by); });
  method(RegExp.prototype, Symbol.search, function (text) { return search.call(text, this); });
  method(RegExp.prototype, Symbol.split, function (text, limit) { return split.call(text, this, limit); });

  method(Date.prototype, 'toGMTString', Date.prototype.toUTCString);
  if (!(Symbol.toPrimitive in Date.prototype)) {
    defineProperty(Date.prototype, Symbol.toPrimitive, {
      value: function (hint) {
        const first = hint === 'number' ? this.valueOf() : this.toString();
        return first !== null && typeof first === 'object' ? (hint === 'number' ? this.toString() : this.valueOf()) : first;
      },
      writable: false, enumerable: false, configurable: true,
    });
  }

  getter(ArrayBuffer.prototype, 'maxByteLength', function () { return this.byteLength; });
  getter(ArrayBuffer.prototype, 'resizable', function () { return false; });
  method(ArrayBuffer.prototype, 'resize', function resize() { throw new TypeError('Method ArrayBuffer.prototype.resize called on incompatible receiver'); });
  for (let owner of [ArrayBuffer, getPrototypeOf(Uint8Array)]) {
    if (!(Symbol.species in owner)) {
      defineProperty(owner, Symbol.species, { get: function () { return this; }, enumerable: false, configurable: true });
    }
  }

  const low = BigInt('4294967295');
  const half = BigInt(32);
  function getBig(signed) {
    return function (offset, little) {
      const high = signed ? this.getInt32(little ? offset + 4 : offset, little) : this.getUint32(little ? offset + 4 : offset, little);
      return (BigInt(high) << half) | BigInt(this.getUint32(little ? offset : offset + 4, little));
    };
  }
  function setBig(offset, value, little) {
    const bits = BigInt.asUintN(64, value);
    this.setUint32(little ? offset : offset + 4, Number(bits & low), little);
    this.setUint32(little ? offset + 4 : offset, Number(bits >> half), little);
  }
  for (let kind of ['Int64', 'Uint64']) {
    method(DataView.prototype, 'getBig' + kind, getBig(kind === 'Int64'));
    method(DataView.prototype, 'setBig' + kind, setBig);
  }

  // Lists of the names of an unknown object are as unknown; Rhino asks such an object itself for the others.
  const { listed } = host;
  function telling(owner, name) {
    const list = owner[name];
    const wrapper = { [name](object) { listed(object); return list(object); } }[name];
    define(owner, name, wrapper);
  }
  telling(Object, 'getOwnPropertyNames');
  telling(Object, 'getOwnPropertySymbols');
  telling(Object, 'getOwnPropertyDescriptors');
  telling(Reflect, 'ownKeys');
})
