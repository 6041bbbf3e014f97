(function (exports, require, module, host) {
  const { Buffer } = require('buffer');
  const { normalize } = require('internal/encodings');
  const { coded } = require('internal/errors');

  function StringDecoder(encoding) {
    const name = normalize(encoding);
    if (name === undefined) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', 'Unknown encoding: ' + encoding);
    this.encoding = name;
    Object.defineProperty(this, '_rest', { value: [], writable: true, enumerable: false, configurable: true });
  }

  /** How many bytes at the end belong to a character that is not there in full. */
  function unfinished(bytes, encoding) {
    const length = bytes.length;
    if (encoding === 'utf16le') {
      const odd = length % 2;
      const high = length - odd >= 2 ? bytes[length - odd - 1] : 0;
      return odd + (high >= 0xd8 && high <= 0xdb ? 2 : 0);
    }
    if (encoding === 'base64' || encoding === 'base64url') return length % 3;
    if (encoding !== 'utf8') return 0;
    for (let back = 1; back <= 3 && back <= length; back++) {
      let byte = bytes[length - back];
      if ((byte & 0xc0) === 0x80) continue;
      let need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      return need > back ? back : 0;
    }
    return 0;
  }

  StringDecoder.prototype.write = function write(input) {
    if (typeof input === 'string') return input;
    const bytes = [...this._rest, ...input];
    const keep = unfinished(bytes, this.encoding);
    this._rest = bytes.slice(bytes.length - keep);
    return Buffer.from(bytes.slice(0, bytes.length - keep)).toString(this.encoding);
  };
  StringDecoder.prototype.end = function end(input) {
    let out = input === undefined ? '' : this.write(input);
    if (this._rest.length > 0) out += this.encoding === 'utf8' ? '\ufffd' : Buffer.from(this._rest).toString(this.encoding);
    this._rest = [];
    return out;
  };
  StringDecoder.prototype.text = function text(bytes, offset) {
    this._rest = [];
    return this.write(bytes.slice(offset));
  };
  for (let name of ['lastChar', 'lastNeed', 'lastTotal']) {
    Object.defineProperty(StringDecoder.prototype, name, { get: lastOf(name), configurable: true, enumerable: true });
  }
  function lastOf(name) {
    return function () {
      return name === 'lastChar' ? Buffer.from(this._rest) : this._rest.length;
    };
  }
  exports.StringDecoder = StringDecoder;
})
