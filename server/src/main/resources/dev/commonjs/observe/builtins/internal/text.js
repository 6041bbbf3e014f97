(function (exports, require, module, host) {
  const { define, coded } = require('internal/errors');
  const { encode, decode, decodeUtf8, normalize } = require('internal/encodings');
  const enumerable = (owner, members) => {
    for (let name of Object.keys(members)) {
      let descriptor = Object.getOwnPropertyDescriptor(members, name);
      descriptor.enumerable = true;
      Object.defineProperty(owner, name, descriptor);
    }
  };
  const tag = (owner, name) => Object.defineProperty(owner, Symbol.toStringTag, { value: name, configurable: true });

  function TextEncoder() {}
  enumerable(TextEncoder.prototype, {
    get encoding() { return 'utf-8'; },
    encode(text = '') { return new Uint8Array(encode(String(text), 'utf8')); },
    encodeInto(text, target) {
      const bytes = encode(text, 'utf8').slice(0, target.length);
      target.set(bytes);
      return { read: text.length, written: bytes.length };
    },
  });
  tag(TextEncoder.prototype, 'TextEncoder');

  function TextDecoder(label = 'utf-8', options = {}) {
    const low = String(label).trim().toLowerCase();
    const name = low === 'utf8' || low === 'utf-8' || low === 'unicode-1-1-utf-8' ? 'utf-8'
      : low === 'utf-16le' || low === 'utf-16' ? 'utf-16le'
        : /^(latin1|ascii|us-ascii|iso-8859-1|windows-1252)$/.test(low) ? 'windows-1252' : undefined;
    if (name === undefined) throw coded(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', 'The "' + label + '" encoding is not supported');
    define(this, '_encoding', name);
    define(this, '_fatal', Boolean(options && options.fatal));
    define(this, '_ignoreBOM', Boolean(options && options.ignoreBOM));
  }
  enumerable(TextDecoder.prototype, {
    get encoding() { return this._encoding; },
    get fatal() { return this._fatal; },
    get ignoreBOM() { return this._ignoreBOM; },
    decode(input) {
      if (input === undefined) return '';
      const bytes = input instanceof ArrayBuffer ? new Uint8Array(input) : input;
      const text = this._encoding === 'utf-8' ? decodeUtf8(bytes, 0, bytes.length, this._fatal)
        : decode(bytes, this._encoding === 'utf-16le' ? 'utf16le' : 'latin1', 0, bytes.length);
      if (text === undefined) throw coded(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA', 'The encoded data was not valid for encoding utf-8');
      return !this._ignoreBOM && text[0] === '\ufeff' ? text.slice(1) : text;
    },
  });
  tag(TextDecoder.prototype, 'TextDecoder');

  exports.TextEncoder = TextEncoder;
  exports.TextDecoder = TextDecoder;
})
