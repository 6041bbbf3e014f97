// Texts as bytes and back.
(function (exports, require, module, host) {
  const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const fromCharCode = String.fromCharCode;
  const names = {
    utf8: 'utf8', 'utf-8': 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url', ascii: 'ascii', latin1: 'latin1',
    binary: 'latin1', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le',
  };

  /** The name under which an encoding is known here; undefined for none. */
  exports.normalize = function (name) {
    if (name === undefined || name === null || name === '') return 'utf8';
    const low = String(name).toLowerCase();
    return Object.prototype.hasOwnProperty.call(names, low) ? names[low] : undefined;
  };

  function utf8(text) {
    const bytes = [];
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i);
      if (code >= 0xd800 && code < 0xe000) {
        let next = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
        if (code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
          code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
          i++;
        } else {
          code = 0xfffd;
        }
      }
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return bytes;
  }

  function decodeUtf8(bytes, start, end, fatal) {
    let out = '';
    let i = start;
    while (i < end) {
      let first = bytes[i];
      let need = 0;
      let low = 0x80;
      let high = 0xbf;
      let code = first;
      if (first < 0x80) {
        out += fromCharCode(first);
        i++;
        continue;
      } else if (first >= 0xc2 && first <= 0xdf) {
        need = 1;
        code = first & 31;
      } else if (first >= 0xe0 && first <= 0xef) {
        need = 2;
        code = first & 15;
        if (first === 0xe0) low = 0xa0;
        if (first === 0xed) high = 0x9f;
      } else if (first >= 0xf0 && first <= 0xf4) {
        need = 3;
        code = first & 7;
        if (first === 0xf0) low = 0x90;
        if (first === 0xf4) high = 0x8f;
      }
      i++;
      let valid = need > 0;
      while (need > 0) {
        if (i >= end || bytes[i] < low || bytes[i] > high) {
          valid = false;
          break;
        }
        code = (code << 6) | (bytes[i] & 63);
        low = 0x80;
        high = 0xbf;
        i++;
        need--;
      }
      if (!valid && fatal) return undefined;
      out += valid ? String.fromCodePoint(code) : '\ufffd';
    }
    return out;
  }

  function hex(text) {
    const bytes = [];
    for (let i = 0; i + 1 < text.length; i += 2) {
      let pair = text.slice(i, i + 2);
      if (!/^[0-9a-fA-F]{2}$/.test(pair)) break;
      bytes.push(parseInt(pair, 16));
    }
    return bytes;
  }

  function fromBase64(text) {
    const bytes = [];
    let bits = 0;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      let character = text[i];
      if (character === '=') break;
      let value = base64.indexOf(character === '-' ? '+' : character === '_' ? '/' : character);
      if (value < 0) continue;
      bits = ((bits << 6) | value) & 0xffffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        bytes.push((bits >> count) & 255);
      }
    }
    return bytes;
  }

  function toBase64(bytes, start, end, url) {
    let out = '';
    for (let i = start; i < end; i += 3) {
      let left = end - i;
      let bits = (bytes[i] << 16) | ((left > 1 ? bytes[i + 1] : 0) << 8) | (left > 2 ? bytes[i + 2] : 0);
      out += base64[bits >> 18] + base64[(bits >> 12) & 63];
      if (left > 1) out += base64[(bits >> 6) & 63];
      else if (!url) out += '=';
      if (left > 2) out += base64[bits & 63];
      else if (!url) out += '=';
    }
    return url ? out.replace(/\+/g, '-').replace(/\//g, '_') : out;
  }

  /** The bytes of a text, as an array. */
  exports.encode = function (text, encoding) {
    const bytes = [];
    switch (encoding) {
      case 'hex':
        return hex(text);
      case 'base64':
      case 'base64url':
        return fromBase64(text);
      case 'ascii':
      case 'latin1':
        for (let i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i) & 255);
        return bytes;
      case 'utf16le':
        for (let i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8);
        return bytes;
      default:
        return utf8(text);
    }
  };

  exports.decode = function (bytes, encoding, start, end) {
    let out = '';
    switch (encoding) {
      case 'hex':
        for (let i = start; i < end; i++) out += (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16);
        return out;
      case 'base64':
      case 'base64url':
        return toBase64(bytes, start, end, encoding === 'base64url');
      case 'ascii':
        for (let i = start; i < end; i++) out += fromCharCode(bytes[i] & 127);
        return out;
      case 'latin1':
        for (let i = start; i < end; i++) out += fromCharCode(bytes[i]);
        return out;
      case 'utf16le':
        for (let i = start; i + 1 < end; i += 2) out += fromCharCode(bytes[i] | (bytes[i + 1] << 8));
        return out;
      default:
        return decodeUtf8(bytes, start, end, false);
    }
  };
  exports.decodeUtf8 = decodeUtf8;
})
