// Evaluates expressions, in Node and in the sandbox alike: a text for each.
(function (require, lines) {
  function plain(key, value) {
    if (value === undefined) return '(undefined)';
    if (typeof value === 'function') return '(function)';
    if (typeof value === 'bigint') return value + 'n';
    if (typeof value === 'symbol') return String(value);
    if (typeof value === 'number' && !isFinite(value)) return '(' + value + ')';
    if (typeof value === 'number' && value === 0 && 1 / value < 0) return '(-0)';
    return value;
  }
  return lines.map(function (line) {
    try {
      return JSON.stringify(new Function('require', 'return (' + line + ');')(require), plain);
    } catch (e) {
      return 'throws ' + (e && e.name) + ' ' + (e && e.code);
    }
  });
})
