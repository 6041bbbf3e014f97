(function (exports, require, module, host) {
  const base = 36;
  const low = 1;
  const high = 26;

  function adapt(delta, count, first) {
    let d = first ? Math.floor(delta / 700) : delta >> 1;
    let k = 0;
    d += Math.floor(d / count);
    for (; d > ((base - low) * high) >> 1; k += base) d = Math.floor(d / (base - low));
    return Math.floor(k + ((base - low + 1) * d) / (d + 38));
  }
  const threshold = (k, bias) => (k <= bias ? low : k >= bias + high ? high : k - bias);
  const digit = (value) => String.fromCharCode(value + (value < 26 ? 97 : 22));

  function decode(text) {
    const out = [];
    const dash = text.lastIndexOf('-');
    for (let i = 0; i < dash; i++) {
      if (text.charCodeAt(i) >= 128) throw new RangeError('Illegal input >= 0x80 (not a basic code point)');
      out.push(text.charCodeAt(i));
    }
    let n = 128;
    let i = 0;
    let bias = 72;
    for (let at = dash > 0 ? dash + 1 : 0; at < text.length;) {
      let old = i;
      for (let w = 1, k = base; ; k += base) {
        if (at >= text.length) throw new RangeError('Invalid input');
        let code = text.charCodeAt(at++);
        let value = code >= 48 && code < 58 ? code - 22 : code >= 65 && code < 91 ? code - 65 : code >= 97 && code < 123 ? code - 97 : base;
        if (value >= base) throw new RangeError('Invalid input');
        i += value * w;
        let t = threshold(k, bias);
        if (value < t) break;
        w *= base - t;
      }
      bias = adapt(i - old, out.length + 1, old === 0);
      n += Math.floor(i / (out.length + 1));
      i %= out.length + 1;
      out.splice(i++, 0, n);
    }
    return encodeCodes(out);
  }

  function encode(text) {
    const codes = decodeCodes(text);
    let out = codes.filter((c) => c < 128).map((c) => String.fromCharCode(c)).join('');
    const basic = out.length;
    let handled = basic;
    if (basic) out += '-';
    let n = 128;
    let delta = 0;
    let bias = 72;
    while (handled < codes.length) {
      let next = codes.reduce((m, c) => (c >= n && c < m ? c : m), Infinity);
      delta += (next - n) * (handled + 1);
      n = next;
      for (let code of codes) {
        if (code < n) delta++;
        if (code !== n) continue;
        let q = delta;
        for (let k = base; ; k += base) {
          let t = threshold(k, bias);
          if (q < t) break;
          out += digit(t + ((q - t) % (base - t)));
          q = Math.floor((q - t) / (base - t));
        }
        out += digit(q);
        bias = adapt(delta, handled + 1, handled === basic);
        delta = 0;
        handled++;
      }
      delta++;
      n++;
    }
    return out;
  }

  function decodeCodes(text) {
    return [...text].map((character) => character.codePointAt(0));
  }
  function encodeCodes(codes) {
    return codes.map((code) => String.fromCodePoint(code)).join('');
  }
  function labels(text, change) {
    const at = text.lastIndexOf('@');
    const rest = text.slice(at + 1).replace(/[\u3002\uFF0E\uFF61]/g, '.');
    return text.slice(0, at + 1) + rest.split('.').map(change).join('.');
  }
  exports.version = '2.1.0';
  exports.ucs2 = { decode: decodeCodes, encode: encodeCodes };
  exports.decode = decode;
  exports.encode = encode;
  exports.toASCII = (text) => labels(text, (l) => (/[^\0-\x7F]/.test(l) ? 'xn--' + encode(l) : l));
  exports.toUnicode = (text) => labels(text, (l) => (/^xn--/.test(l) ? decode(l.slice(4).toLowerCase()) : l));
})
