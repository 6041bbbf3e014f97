// Deep equality, strict and loose.
(function (exports, require, module, host) {
  const tagOf = (value) => Object.prototype.toString.call(value);
  const isObject = (value) => value !== null && typeof value === 'object';
  const own = Object.prototype.hasOwnProperty;

  function equal(a, b, strict, seen) {
    if (a === b) return a !== 0 || !strict || Object.is(a, b);
    if (strict) {
      if (!isObject(a)) return typeof a === 'number' && a !== a && b !== b;
      if (!isObject(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    } else if (!isObject(a)) {
      // eslint-disable-next-line eqeqeq
      return !isObject(b) && (a == b || (a !== a && b !== b));
    } else if (!isObject(b)) {
      return false;
    }
    if (tagOf(a) !== tagOf(b)) return false;
    for (let pair of seen) if (pair[0] === a) return pair[1] === b;
    const below = seen.concat([[a, b]]);
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    if (a instanceof Date && b instanceof Date) {
      if (a.getTime() !== b.getTime()) return false;
    } else if (a instanceof RegExp && b instanceof RegExp) {
      if (String(a) !== String(b) || a.lastIndex !== b.lastIndex) return false;
    } else if (a instanceof Error || b instanceof Error) {
      if (a.message !== b.message || a.name !== b.name) return false;
    } else if (ArrayBuffer.isView(a) && !(a instanceof DataView)) {
      if (a.length !== b.length) return false;
      for (let i = 0; i < a.length; i++) if (!(strict ? Object.is(a[i], b[i]) : a[i] === b[i])) return false;
      return true;
    } else if (a instanceof Set && b instanceof Set) {
      return a.size === b.size && sameSet([...a], [...b], strict, below);
    } else if (a instanceof Map && b instanceof Map) {
      return a.size === b.size && sameSet([...a], [...b], strict, below);
    } else if (/ (Number|String|Boolean|Symbol|BigInt)\]$/.test(tagOf(a))) {
      if (!Object.is(a.valueOf(), b.valueOf())) return false;
    }
    if (Array.isArray(a) && a.length !== b.length) return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    for (let key of keys) if (!own.call(b, key)) return false;
    if (strict) {
      const symbols = (o) => Object.getOwnPropertySymbols(o).filter((s) => Object.prototype.propertyIsEnumerable.call(o, s));
      const mine = symbols(a);
      if (mine.length !== symbols(b).length) return false;
      for (let symbol of mine) if (!own.call(b, symbol) || !equal(a[symbol], b[symbol], strict, below)) return false;
    }
    for (let key of keys) if (!equal(a[key], b[key], strict, below)) return false;
    return true;
  }

  function sameSet(a, b, strict, seen) {
    const rest = b.slice();
    for (let element of a) {
      let at = rest.findIndex((other) => equal(element, other, strict, seen));
      if (at < 0) return false;
      rest.splice(at, 1);
    }
    return true;
  }

  exports.isDeepEqual = (a, b) => equal(a, b, false, []);
  exports.isDeepStrictEqual = (a, b) => equal(a, b, true, []);
})
