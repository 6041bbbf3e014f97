(function (exports, require, module, host) {
  const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
  const isObject = (value) => value !== null && typeof value === 'object' && !host.isAbsorbing(value);
  const tagged = (tag) => (value) => isObject(value) && tagOf(value) === tag && !Object.prototype.hasOwnProperty.call(value, Symbol.toStringTag);
  for (let tag of ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Date', 'RegExp',
    'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Float32Array',
    'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
    exports['is' + tag] = tagged(tag);
  }
  exports.isRegExp = (value) => isObject(value) && tagOf(value) === 'RegExp';
  exports.isDate = (value) => isObject(value) && tagOf(value) === 'Date';
  exports.isNativeError = (value) => isObject(value) && tagOf(value) === 'Error' && value instanceof Error;
  exports.isArrayBufferView = (value) => ArrayBuffer.isView(value);
  exports.isTypedArray = (value) => ArrayBuffer.isView(value) && !(value instanceof DataView);
  exports.isAnyArrayBuffer = exports.isArrayBuffer;
  exports.isMapIterator = tagged('Map Iterator');
  exports.isSetIterator = tagged('Set Iterator');
  exports.isGeneratorObject = tagged('Generator');
  exports.isArgumentsObject = (value) => isObject(value) && tagOf(value) === 'Arguments';
  for (let tag of ['Number', 'String', 'Boolean', 'Symbol', 'BigInt']) {
    exports['is' + tag + 'Object'] = boxed(tag);
  }
  function boxed(tag) {
    return (value) => isObject(value) && tagOf(value) === tag && typeof value.valueOf() === tag.toLowerCase();
  }
  exports.isBoxedPrimitive = (value) => ['Number', 'String', 'Boolean', 'Symbol', 'BigInt'].some((tag) => exports['is' + tag + 'Object'](value));
  exports.isGeneratorFunction = (value) => typeof value === 'function' && /GeneratorFunction$/.test(tagOf(value));
  exports.isAsyncFunction = (value) => typeof value === 'function' && tagOf(value) === 'AsyncFunction';
  exports.isProxy = () => false;
  exports.isExternal = () => false;
  exports.isModuleNamespaceObject = () => false;
  exports.isKeyObject = () => false;
  exports.isCryptoKey = () => false;
})
