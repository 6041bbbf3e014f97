(function (exports, require, module, host) {
  const { Buffer } = require('buffer');
  const { coded } = require('internal/errors');

  function escape(value) {
    const text = typeof value === 'string' ? value : typeof value === 'object' ? String(value) : value + '';
    try {
      return encodeURIComponent(text);
    } catch (e) {
      throw coded(URIError, 'ERR_INVALID_URI', 'URI malformed');
    }
  }
  function unescapeBuffer(text, plusIsSpace) {
    const bytes = [];
    for (let i = 0; i < text.length; i++) {
      let pair = text.slice(i + 1, i + 3);
      if (text[i] === '%' && /^[0-9a-fA-F]{2}$/.test(pair)) {
        bytes.push(parseInt(pair, 16));
        i += 2;
      } else {
        bytes.push(plusIsSpace && text[i] === '+' ? 32 : text.charCodeAt(i) & 255);
      }
    }
    return Buffer.from(bytes);
  }
  function unescape(text) {
    try {
      return decodeURIComponent(text);
    } catch (e) {
      return unescapeBuffer(text).toString();
    }
  }

  const primitive = (value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' && isFinite(value)) return '' + value;
    if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    return '';
  };
  function stringify(object, sep, eq, options) {
    const between = sep || '&';
    const equals = eq || '=';
    const encode = options && typeof options.encodeURIComponent === 'function' ? options.encodeURIComponent : exports.escape;
    if (object === null || typeof object !== 'object') return '';
    const fields = [];
    for (let key of Object.keys(object)) {
      let values = Array.isArray(object[key]) ? object[key] : [object[key]];
      for (let value of values) fields.push(encode(primitive(key)) + equals + encode(primitive(value)));
    }
    return fields.join(between);
  }
  function parse(text, sep, eq, options) {
    const out = { __proto__: null };
    if (typeof text !== 'string' || text.length === 0) return out;
    const between = sep || '&';
    const equals = eq || '=';
    let most = 1000;
    if (options && typeof options.maxKeys === 'number') most = options.maxKeys > 0 ? options.maxKeys : Infinity;
    const decode = options && typeof options.decodeURIComponent === 'function' ? options.decodeURIComponent : exports.unescape;
    const plain = (part) => {
      const spaced = part.replace(/\+/g, ' ');
      try {
        return decode(spaced);
      } catch (e) {
        return unescape(spaced);
      }
    };
    for (let field of text.split(between).filter((f) => f !== '').slice(0, most)) {
      let at = field.indexOf(equals);
      let key = plain(at < 0 ? field : field.slice(0, at));
      let value = at < 0 ? '' : plain(field.slice(at + equals.length));
      if (!(key in out)) out[key] = value;
      else if (Array.isArray(out[key])) out[key].push(value);
      else out[key] = [out[key], value];
    }
    return out;
  }
  exports.unescapeBuffer = unescapeBuffer;
  exports.unescape = unescape;
  exports.escape = escape;
  exports.stringify = exports.encode = stringify;
  exports.parse = exports.decode = parse;
})
