(function (exports, require, module, host) {
  const { define, argumentType, coded } = require('internal/errors');
  const { encode, decode, normalize } = require('internal/encodings');
  const stub = exports.Buffer;

  function Buffer(value, encoding, length) {
    return typeof value === 'number' ? Buffer.allocUnsafe(value) : Buffer.from(value, encoding, length);
  }
  Object.setPrototypeOf(Buffer, Uint8Array);
  const prototype = Buffer.prototype;
  Object.setPrototypeOf(prototype, Uint8Array.prototype);
  for (let name of Object.getOwnPropertyNames(stub.prototype)) {
    if (!(name in prototype) || name === 'parent' || name === 'offset') {
      Object.defineProperty(prototype, name, Object.getOwnPropertyDescriptor(stub.prototype, name));
    }
  }

  const asBuffer = (bytes) => Object.setPrototypeOf(bytes, prototype);
  const known = (encoding) => {
    const name = normalize(encoding);
    if (name === undefined) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', 'Unknown encoding: ' + encoding);
    return name;
  };
  const lenient = (encoding) => (typeof encoding === 'string' ? normalize(encoding) : 'utf8') || 'utf8';

  Buffer.from = function from(value, encoding, length) {
    if (typeof value === 'string') {
      return asBuffer(new Uint8Array(encode(value, typeof encoding === 'string' ? known(encoding) : 'utf8')));
    }
    if (value !== null && typeof value === 'object') {
      if (value instanceof ArrayBuffer) {
        const offset = encoding === undefined ? 0 : encoding;
        return asBuffer(length === undefined ? new Uint8Array(value, offset) : new Uint8Array(value, offset, length));
      }
      const plain = value.valueOf && value.valueOf();
      if (plain !== null && plain !== undefined && plain !== value && (typeof plain === 'string' || typeof plain === 'object')) {
        return Buffer.from(plain, encoding, length);
      }
      if (ArrayBuffer.isView(value) || Array.isArray(value) || typeof value.length === 'number') {
        const bytes = [];
        for (let i = 0; i < value.length; i++) bytes.push(value[i] & 255);
        return asBuffer(new Uint8Array(bytes));
      }
      if (value.type === 'Buffer' && Array.isArray(value.data)) return asBuffer(new Uint8Array(value.data));
      if (typeof value[Symbol.toPrimitive] === 'function') {
        const text = value[Symbol.toPrimitive]('string');
        if (typeof text === 'string') return Buffer.from(text, encoding);
      }
    }
    if (host.isAbsorbing(value)) {
      host.listed(value);
      return Buffer.alloc(0);
    }
    throw argumentType('first argument', 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object', value);
  };

  function size(value) {
    if (typeof value !== 'number') throw argumentType('size', 'of type number', value);
    if (!(value >= 0 && value <= 0xffffffff)) {
      throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'The value of "size" is out of range. It must be >= 0 && <= ' + exports.kMaxLength + '. Received ' + value);
    }
    return value;
  }
  Buffer.poolSize = 8192;
  Buffer.alloc = function alloc(length, fill, encoding) {
    const made = asBuffer(new Uint8Array(size(length)));
    return fill !== undefined && fill !== 0 && length > 0 ? made.fill(fill, encoding) : made;
  };
  Buffer.allocUnsafe = function allocUnsafe(length) { return asBuffer(new Uint8Array(size(length))); };
  Buffer.allocUnsafeSlow = function allocUnsafeSlow(length) { return asBuffer(new Uint8Array(size(length))); };
  Buffer.isBuffer = function isBuffer(value) { return value instanceof Buffer; };
  Buffer.isEncoding = function isEncoding(name) { return typeof name === 'string' && name.length > 0 && normalize(name) !== undefined; };
  Buffer.byteLength = function byteLength(value, encoding) {
    if (typeof value !== 'string') {
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
      throw argumentType('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
    }
    return encode(value, lenient(encoding)).length;
  };
  Buffer.compare = function compare(a, b) {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
  };
  Buffer.concat = function concat(list, length) {
    if (!Array.isArray(list)) throw argumentType('list', 'an instance of Array', list);
    const bytes = [];
    for (let part of list) for (let i = 0; i < part.length; i++) bytes.push(part[i]);
    const made = Buffer.from(length === undefined ? bytes : bytes.slice(0, length));
    return length !== undefined && made.length < length ? asBuffer(new Uint8Array([...made, ...new Array(length - made.length).fill(0)])) : made;
  };
  Buffer.of = function of(...bytes) { return Buffer.from(bytes); };
  Buffer.copyBytesFrom = function copyBytesFrom(view, offset = 0, length) {
    const part = view.subarray(offset, length === undefined ? undefined : offset + length);
    return Buffer.from(new Uint8Array(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength)));
  };
  for (let name of Object.keys(Buffer)) {
    let descriptor = Object.getOwnPropertyDescriptor(stub, name);
    if (descriptor !== undefined && !descriptor.enumerable) Object.defineProperty(Buffer, name, { enumerable: false });
  }

  function bound(value, fallback, length) {
    let at = value === undefined ? fallback : Math.trunc(Number(value)) || 0;
    if (at < 0) at = 0;
    return at > length ? length : at;
  }

  const methods = {
    toString(encoding, start, end) {
      const from = bound(start, 0, this.length);
      const to = bound(end, this.length, this.length);
      return from >= to ? '' : decode(this, encoding === undefined ? 'utf8' : known(encoding), from, to);
    },
    toJSON() {
      return { type: 'Buffer', data: [...this] };
    },
    equals(other) {
      if (!(other instanceof Uint8Array)) throw argumentType('otherBuffer', 'an instance of Buffer or Uint8Array', other);
      return Buffer.compare(this, other) === 0;
    },
    compare(other, start = 0, end = other.length, from = 0, to = this.length) {
      return Buffer.compare(this.subarray(from, to), other.subarray(start, end));
    },
    subarray(start, end) {
      return asBuffer(Uint8Array.prototype.subarray.call(this, start, end === undefined ? this.length : end));
    },
    slice(start, end) {
      return this.subarray(start, end);
    },
    copy(target, at = 0, start = 0, end = this.length) {
      const part = this.subarray(start, Math.min(end, start + target.length - at));
      for (let i = 0; i < part.length; i++) target[at + i] = part[i];
      return part.length;
    },
    fill(value, start, end, encoding) {
      let from = start;
      let to = end;
      let name = encoding;
      if (typeof start === 'string') {
        name = start;
        from = to = undefined;
      } else if (typeof end === 'string') {
        name = end;
        to = undefined;
      }
      const bytes = typeof value === 'string' ? encode(value, lenient(name)) : typeof value === 'number' || typeof value === 'boolean' ? [value & 255] : value;
      from = bound(from, 0, this.length);
      to = bound(to, this.length, this.length);
      for (let i = from; i < to; i++) this[i] = bytes.length === 0 ? 0 : bytes[(i - from) % bytes.length];
      return this;
    },
    write(text, offset, length, encoding) {
      let at = offset;
      let most = length;
      let name = encoding;
      if (typeof offset === 'string') {
        name = offset;
        at = 0;
        most = undefined;
      } else if (typeof length === 'string') {
        name = length;
        most = undefined;
      }
      at = at === undefined ? 0 : at;
      const room = Math.min(this.length - at, most === undefined ? Infinity : most);
      const bytes = encode(text, lenient(name));
      let count = Math.min(bytes.length, room);
      if (lenient(name) === 'utf8') while (count > 0 && count < bytes.length && (bytes[count] & 0xc0) === 0x80) count--;
      for (let i = 0; i < count; i++) this[at + i] = bytes[i];
      return count;
    },
    indexOf(value, from, encoding) { return search(this, value, from, encoding, 1); },
    lastIndexOf(value, from, encoding) { return search(this, value, from, encoding, -1); },
    includes(value, from, encoding) { return this.indexOf(value, from, encoding) !== -1; },
  };
  for (let name of Object.keys(methods)) prototype[name] = methods[name];
  define(prototype, 'constructor', Buffer);
  prototype.toLocaleString = prototype.toString;

  function search(buffer, value, from, encoding, step) {
    let start = from;
    let name = encoding;
    if (typeof from === 'string') {
      name = from;
      start = undefined;
    }
    const wanted = typeof value === 'string' ? encode(value, lenient(name)) : typeof value === 'number' ? [value & 255] : value;
    let at = start === undefined || start !== start ? (step > 0 ? 0 : buffer.length) : Math.trunc(start);
    if (at < 0) at = Math.max(at + buffer.length, step > 0 ? 0 : -1);
    if (step < 0) at = Math.min(at, buffer.length - wanted.length);
    if (wanted.length === 0) return Math.min(at, buffer.length);
    for (let i = at; i >= 0 && i + wanted.length <= buffer.length; i += step) {
      let j = 0;
      while (j < wanted.length && buffer[i + j] === wanted[j]) j++;
      if (j === wanted.length) return i;
    }
    return -1;
  }

  // Numbers in both orders of bytes.
  const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  function inside(buffer, offset, count) {
    if (typeof offset !== 'number') throw argumentType('offset', 'of type number', offset);
    if (offset < 0 || offset + count > buffer.length || offset !== Math.floor(offset)) {
      if (buffer.length < count) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
      throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'The value of "offset" is out of range. It must be ' +
        (offset !== Math.floor(offset) ? 'an integer' : '>= 0 and <= ' + (buffer.length - count)) + '. Received ' + offset);
    }
  }
  function accessors(name, kind, count, orders) {
    for (let order of orders) {
      let little = order === 'LE';
      define2('read' + name + order, reader('get' + kind, count, little));
      define2('write' + name + order, writer('set' + kind, count, little));
    }
  }
  function reader(method, count, little) {
    return function (offset = 0) {
      inside(this, offset, count);
      return view(this)[method](offset, little);
    };
  }
  function writer(method, count, little) {
    return function (value, offset = 0) {
      inside(this, offset, count);
      view(this)[method](offset, value, little);
      return offset + count;
    };
  }
  function define2(name, value) {
    Object.defineProperty(value, 'name', { value: name, configurable: true });
    prototype[name] = value;
    const alias = name.replace('UInt', 'Uint').replace('UInt', 'Uint');
    if (alias !== name) prototype[alias] = value;
  }
  accessors('UInt8', 'Uint8', 1, ['']);
  accessors('Int8', 'Int8', 1, ['']);
  accessors('UInt16', 'Uint16', 2, ['LE', 'BE']);
  accessors('Int16', 'Int16', 2, ['LE', 'BE']);
  accessors('UInt32', 'Uint32', 4, ['LE', 'BE']);
  accessors('Int32', 'Int32', 4, ['LE', 'BE']);
  accessors('Float', 'Float32', 4, ['LE', 'BE']);
  accessors('Double', 'Float64', 8, ['LE', 'BE']);
  accessors('BigInt64', 'BigInt64', 8, ['LE', 'BE']);
  accessors('BigUInt64', 'BigUint64', 8, ['LE', 'BE']);
  for (let order of ['LE', 'BE']) {
    let little = order === 'LE';
    define2('readUInt' + order, wideReader(little, false));
    define2('readInt' + order, wideReader(little, true));
    define2('writeUInt' + order, wideWriter(little));
    prototype['writeInt' + order] = wideWriter(little);
  }
  function wideReader(little, signed) {
    return function (offset, count) {
      inside(this, offset, count);
      let value = 0;
      for (let i = 0; i < count; i++) value = value * 256 + this[offset + (little ? count - 1 - i : i)];
      return signed && value >= Math.pow(2, 8 * count - 1) ? value - Math.pow(2, 8 * count) : value;
    };
  }
  function wideWriter(little) {
    return function (value, offset, count) {
      inside(this, offset, count);
      let rest = value < 0 ? value + Math.pow(2, 8 * count) : value;
      for (let i = 0; i < count; i++) {
        this[offset + (little ? i : count - 1 - i)] = rest % 256;
        rest = Math.floor(rest / 256);
      }
      return offset + count;
    };
  }
  for (let width of [2, 4, 8]) {
    prototype['swap' + width * 8] = swapper(width);
  }
  function swapper(width) {
    return function () {
      if (this.length % width !== 0) throw coded(RangeError, 'ERR_INVALID_BUFFER_SIZE', 'Buffer size must be a multiple of ' + width * 8 + '-bits');
      for (let i = 0; i < this.length; i += width) this.set([...this.subarray(i, i + width)].reverse(), i);
      return this;
    };
  }
  for (let pair of [['ascii', 'ascii'], ['base64', 'base64'], ['base64url', 'base64url'], ['latin1', 'latin1'], ['hex', 'hex'], ['ucs2', 'utf16le'], ['utf8', 'utf8']]) {
    prototype[pair[0] + 'Slice'] = slicer(pair[1]);
    prototype[pair[0] + 'Write'] = textWriter(pair[1]);
  }
  function slicer(encoding) {
    return function (start, end) { return this.toString(encoding, start, end); };
  }
  function textWriter(encoding) {
    return function (text, offset, length) { return this.write(text, offset, length, encoding); };
  }
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  prototype[inspect] = function () {
    const hex = this.toString('hex', 0, 50).replace(/(.{2})/g, '$1 ').trim();
    const more = this.length - 50;
    return '<Buffer' + (hex ? ' ' + hex : '') + (more > 0 ? ' ... ' + more + ' more byte' + (more > 1 ? 's' : '') : '') + '>';
  };
  for (let name of Object.getOwnPropertyNames(prototype)) {
    let descriptor = Object.getOwnPropertyDescriptor(stub.prototype, name);
    if (descriptor !== undefined && !descriptor.enumerable) Object.defineProperty(prototype, name, { enumerable: false });
  }

  exports.Buffer = Buffer;
  function SlowBuffer(length) { return Buffer.allocUnsafeSlow(length); }
  Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
  Object.setPrototypeOf(SlowBuffer, Uint8Array);
  exports.SlowBuffer = SlowBuffer;
  exports.btoa = (text) => Buffer.from(String(text), 'latin1').toString('base64');
  exports.atob = (text) => Buffer.from(String(text), 'base64').toString('latin1');
  exports.isUtf8 = (bytes) => require('internal/encodings').decodeUtf8(bytes, 0, bytes.length, true) !== undefined;
  exports.isAscii = (bytes) => [...bytes].every((byte) => byte < 128);
})
