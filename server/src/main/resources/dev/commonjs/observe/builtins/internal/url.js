// The URL Standard's parser, as far as plain texts need it, and search parameters.
(function (exports, require, module, host) {
  const { coded, define } = require('internal/errors');
  const { encode } = require('internal/encodings');
  const qs = require('querystring');
  const ports = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' };
  const isSpecial = (protocol) => Object.prototype.hasOwnProperty.call(ports, protocol);

  function percent(text, unsafe) {
    let out = '';
    for (let character of text) {
      if (character > '~' || character < ' ' || unsafe.indexOf(character) >= 0) {
        for (let byte of encode(character, 'utf8')) out += '%' + (byte < 16 ? '0' : '') + byte.toString(16).toUpperCase();
      } else {
        out += character;
      }
    }
    return out;
  }
  const inFragment = ' "<>`';
  const inQuery = ' "#<>';
  const inPath = ' "#<>?`{}';
  const inUser = inPath + '/:;=@[\\]^|';

  function segments(path, special) {
    const list = [];
    const parts = special ? path.split(/[\/\\]/) : path.split('/');
    for (let i = 0; i < parts.length; i++) {
      let low = parts[i].toLowerCase().replace(/%2e/g, '.');
      let last = i === parts.length - 1;
      if (low === '..') {
        list.pop();
        if (last) list.push('');
      } else if (low === '.') {
        if (last) list.push('');
      } else {
        list.push(percent(parts[i], inPath));
      }
    }
    return list;
  }

  function hostname(text, special) {
    if (text[0] === '[') return /^\[[0-9a-fA-F:.]+\]$/.test(text) ? text.toLowerCase() : null;
    if (!special) return /[\s#%\/:<>?@[\\\]^|]/.test(text) ? null : percent(text, '');
    let name;
    try {
      name = decodeURIComponent(text).toLowerCase();
    } catch (e) {
      return null;
    }
    if (/[^\x00-\x7f]/.test(name)) name = require('punycode').toASCII(name.normalize('NFKC'));
    if (/[\u0000-\u0020"#%\/:<>?@[\\\]^`{|}\u007f]/.test(name)) return null;
    return /^(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+)){0,3}\.?$/.test(name) ? address(name) : name;
  }
  function address(name) {
    const parts = name.replace(/\.$/, '').split('.').map((part) =>
      /^0x/.test(part) ? parseInt(part.slice(2) || '0', 16) : part.length > 1 && part[0] === '0' ? parseInt(part, 8) : Number(part));
    const last = parts.pop();
    let value = last;
    for (let i = 0; i < parts.length; i++) {
      if (!(parts[i] <= 255)) return null;
      value += parts[i] * Math.pow(256, 3 - i);
    }
    if (!(last < Math.pow(256, 4 - parts.length))) return null;
    return [24, 16, 8, 0].map((shift) => Math.floor(value / Math.pow(2, shift)) % 256).join('.');
  }

  /** The parts of a URL; null when it is none. */
  function parse(input, base) {
    const text = input.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '').replace(/[\t\n\r]/g, '');
    const scheme = /^([a-zA-Z][a-zA-Z0-9+.\-]*):/.exec(text);
    const url = { protocol: '', username: '', password: '', hostname: null, port: '', path: [], opaque: null, search: '', hash: '' };
    let rest = text;
    const hash = rest.indexOf('#');
    if (hash >= 0) {
      url.hash = '#' + percent(rest.slice(hash + 1), inFragment);
      if (url.hash === '#') url.hash = '';
      url.emptyHash = url.hash === '';
      rest = rest.slice(0, hash);
    }
    if (scheme) {
      url.protocol = scheme[1].toLowerCase() + ':';
      rest = rest.slice(scheme[0].length);
    }
    const special = scheme ? isSpecial(url.protocol) : base ? isSpecial(base.protocol) : false;
    let query = null;
    const mark = rest.indexOf('?');
    if (mark >= 0) {
      query = rest.slice(mark + 1);
      rest = rest.slice(0, mark);
      url.search = query === '' ? '' : '?' + percent(query, special ? inQuery + "'" : inQuery);
    }
    const slashes = special ? /^[\/\\]*/.exec(rest)[0].length : /^\/*/.exec(rest)[0].length;
    let relative = !scheme;
    if (scheme && base && special && url.protocol === base.protocol && slashes < 2) relative = true;
    if (relative) {
      if (!base) return null;
      if (base.opaque !== null) {
        if (text !== '' && text[0] !== '#') return null;
        return Object.assign({}, base, { hash: url.hash });
      }
      url.protocol = base.protocol;
      if (slashes < 2) {
        Object.assign(url, { username: base.username, password: base.password, hostname: base.hostname, port: base.port });
        if (rest === '') {
          url.path = base.path.slice();
          if (query === null) url.search = base.search;
        } else {
          const start = slashes === 1 ? '' : base.path.slice(0, -1).map((s) => s + '/').join('');
          url.path = segments(slashes === 1 ? rest.slice(1) : start + rest, special);
        }
        return url;
      }
      rest = rest.slice(special ? slashes : 2);
      if (url.protocol === 'file:') return file(url, '//' + rest, slashes);
      return authority(url, rest, special);
    }
    if (url.protocol === 'file:') return file(url, rest, slashes);
    if (special) return authority(url, rest.slice(slashes), true);
    if (rest.startsWith('//')) return authority(url, rest.slice(2), false);
    if (rest[0] === '/') {
      url.path = segments(rest.slice(1), false);
    } else {
      url.opaque = percent(rest, '');
    }
    return url;
  }

  function file(url, rest, slashes) {
    const all = rest.replace(/\\/g, '/');
    url.hostname = '';
    let path = all;
    if (slashes >= 2) {
      path = all.slice(2);
      const end = path.indexOf('/');
      const name = end < 0 ? path : path.slice(0, end);
      if (!/^[a-zA-Z][:|]$/.test(name)) {
        const known = name === '' ? '' : hostname(name, true);
        if (known === null) return null;
        url.hostname = known === 'localhost' ? '' : known;
        path = end < 0 ? '' : path.slice(end);
      }
    }
    url.path = segments(path.replace(/^\//, ''), true);
    return url;
  }

  function authority(url, rest, special) {
    const end = special ? rest.search(/[\/\\]/) : rest.indexOf('/');
    let place = end < 0 ? rest : rest.slice(0, end);
    const path = end < 0 ? '' : rest.slice(end);
    const at = place.lastIndexOf('@');
    if (at >= 0) {
      const user = place.slice(0, at);
      const colon = user.indexOf(':');
      url.username = percent(colon < 0 ? user : user.slice(0, colon), inUser);
      url.password = colon < 0 ? '' : percent(user.slice(colon + 1), inUser);
      place = place.slice(at + 1);
    }
    const port = /:([0-9]*)$/.exec(place);
    if (port) {
      place = place.slice(0, port.index);
      if (port[1] !== '') {
        if (Number(port[1]) > 65535) return null;
        url.port = String(Number(port[1]));
        if (url.port === ports[url.protocol]) url.port = '';
      }
    }
    if (special && place === '') return null;
    url.hostname = place === '' ? '' : hostname(place, special);
    if (url.hostname === null) return null;
    url.path = path === '' && !special ? [] : segments(path.slice(1), special);
    url.rootless = path === '' && !special;
    return url;
  }

  function pathOf(url) {
    if (url.opaque !== null) return url.opaque;
    return url.rootless ? '' : '/' + url.path.join('/');
  }
  function hostOf(url) {
    return (url.hostname || '') + (url.port === '' ? '' : ':' + url.port);
  }
  function hrefOf(url) {
    const user = url.username === '' && url.password === '' ? '' : url.username + (url.password === '' ? '' : ':' + url.password) + '@';
    return url.protocol + (url.hostname === null ? '' : '//' + user + hostOf(url)) + pathOf(url) + url.search + url.hash;
  }

  const parts = Symbol('context');
  const params = Symbol('query');
  function hidden(object, key, value) {
    Object.defineProperty(object, key, { value: value, writable: true, enumerable: false, configurable: true });
  }

  function invalid(input, base) {
    const error = coded(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
    error.input = input;
    if (base !== undefined) error.base = base;
    return error;
  }

  function URL(input, base) {
    if (!(this instanceof URL)) throw new TypeError("Class constructor URL cannot be invoked without 'new'");
    let from = null;
    if (base !== undefined) {
      from = parse(String(base), null);
      if (from === null) throw invalid(String(input), String(base));
    }
    const parsed = parse(String(input), from);
    if (parsed === null) throw invalid(String(input), base === undefined ? undefined : String(base));
    hidden(this, parts, parsed);
  }

  const accessors = {
    href: [hrefOf, (url, text) => {
      const parsed = parse(text, null);
      if (parsed === null) throw invalid(text);
      return parsed;
    }],
    origin: [(url) => (isSpecial(url.protocol) && url.protocol !== 'file:' ? url.protocol + '//' + hostOf(url) : 'null')],
    protocol: [(url) => url.protocol, (url, text) => {
      const found = /^([a-zA-Z][a-zA-Z0-9+.\-]*):?/.exec(text);
      if (found && isSpecial(found[1].toLowerCase() + ':') === isSpecial(url.protocol)) url.protocol = found[1].toLowerCase() + ':';
      if (url.port === ports[url.protocol]) url.port = '';
    }],
    username: [(url) => url.username, (url, text) => { url.username = percent(text, inUser); }],
    password: [(url) => url.password, (url, text) => { url.password = percent(text, inUser); }],
    host: [hostOf, (url, text) => {
      const parsed = parse(url.protocol + '//' + text.split(/[\/?#]/)[0], null);
      if (parsed !== null) {
        url.hostname = parsed.hostname;
        if (/:[0-9]+$/.test(text)) url.port = parsed.port;
      }
    }],
    hostname: [(url) => url.hostname || '', (url, text) => {
      const name = hostname(text, isSpecial(url.protocol));
      if (name) url.hostname = name;
    }],
    port: [(url) => url.port, (url, text) => {
      const digits = /^[0-9]+/.exec(text);
      if (text === '') url.port = '';
      else if (digits && Number(digits[0]) < 65536) url.port = String(Number(digits[0])) === ports[url.protocol] ? '' : String(Number(digits[0]));
    }],
    pathname: [pathOf, (url, text) => {
      if (url.opaque === null) {
        url.path = segments(text.replace(/^[\/\\]/, ''), isSpecial(url.protocol));
        url.rootless = false;
      }
    }],
    search: [(url) => url.search, (url, text) => {
      const query = text.replace(/^\?/, '');
      url.search = query === '' ? '' : '?' + percent(query, inQuery + (isSpecial(url.protocol) ? "'" : ''));
    }],
    hash: [(url) => url.hash, (url, text) => {
      const fragment = text.replace(/^#/, '');
      url.hash = fragment === '' ? '' : '#' + percent(fragment, inFragment);
    }],
  };
  for (let name of ['toString', 'href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
    'searchParams', 'hash', 'toJSON']) member(name);
  function member(name) {
    const descriptor = { enumerable: true, configurable: true };
    if (name === 'toString' || name === 'toJSON') {
      descriptor.writable = true;
      descriptor.value = { [name]() { return hrefOf(this[parts]); } }[name];
    } else if (name === 'searchParams') {
      descriptor.get = function () {
        if (this[params] === undefined) {
          const made = new URLSearchParams(this[parts].search);
          hidden(made, parts, this);
          hidden(this, params, made);
        }
        return this[params];
      };
      descriptor.set = undefined;
    } else {
      const pair = accessors[name];
      descriptor.get = function () { return pair[0](this[parts]); };
      descriptor.set = pair[1] && function (value) {
        const replaced = pair[1](this[parts], String(value));
        if (replaced) this[parts] = replaced;
        if (this[params] !== undefined && (name === 'search' || name === 'href')) this[params][list] = readPairs(this[parts].search);
      };
    }
    Object.defineProperty(URL.prototype, name, descriptor);
  }
  Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });
  URL.canParse = function canParse(input, base) {
    const from = base === undefined ? null : parse(String(base), null);
    return (base === undefined || from !== null) && parse(String(input), from) !== null;
  };
  URL.createObjectURL = () => 'blob:nodedata:0';
  URL.revokeObjectURL = () => {};

  const list = Symbol('query');
  function readPairs(text) {
    const pairs = [];
    for (let field of text.replace(/^\?/, '').split('&')) {
      if (field === '') continue;
      let at = field.indexOf('=');
      pairs.push([plain(at < 0 ? field : field.slice(0, at)), at < 0 ? '' : plain(field.slice(at + 1))]);
    }
    return pairs;
  }
  const plain = (text) => qs.unescapeBuffer(String.fromCharCode.apply(null, encode(text, 'utf8')), true).toString();
  const form = (text) => encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'))
    .replace(/%20/g, '+').replace(/[!'()~]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());

  function URLSearchParams(init) {
    if (!(this instanceof URLSearchParams)) throw new TypeError("Class constructor URLSearchParams cannot be invoked without 'new'");
    let pairs = [];
    if (init !== null && typeof init === 'object' && typeof init[Symbol.iterator] === 'function') {
      for (let pair of init) {
        let both = [...pair];
        if (both.length !== 2) throw coded(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
        pairs.push([String(both[0]), String(both[1])]);
      }
    } else if (init !== null && typeof init === 'object') {
      for (let key of Object.keys(init)) pairs.push([key, String(init[key])]);
    } else if (init !== undefined) {
      pairs = readPairs(String(init));
    }
    hidden(this, list, pairs);
  }
  const methods = {
    append(name, value) {
      this[list].push([String(name), String(value)]);
      changed(this);
    },
    delete(name, value) {
      this[list] = this[list].filter((p) => p[0] !== String(name) || (value !== undefined && p[1] !== String(value)));
      changed(this);
    },
    get(name) {
      const found = this[list].find((p) => p[0] === String(name));
      return found === undefined ? null : found[1];
    },
    getAll(name) { return this[list].filter((p) => p[0] === String(name)).map((p) => p[1]); },
    has(name, value) { return this[list].some((p) => p[0] === String(name) && (value === undefined || p[1] === String(value))); },
    set(name, value) {
      const found = this[list].find((p) => p[0] === String(name));
      if (found === undefined) this[list].push([String(name), String(value)]);
      else {
        found[1] = String(value);
        this[list] = this[list].filter((p) => p === found || p[0] !== found[0]);
      }
      changed(this);
    },
    sort() {
      this[list].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
      changed(this);
    },
    entries() { return this[list].map((p) => p.slice()).values(); },
    forEach(callback, self) { for (let pair of this[list]) callback.call(self, pair[1], pair[0], this); },
    keys() { return this[list].map((p) => p[0]).values(); },
    values() { return this[list].map((p) => p[1]).values(); },
    toString() { return this[list].map((p) => form(p[0]) + '=' + form(p[1])).join('&'); },
  };
  Object.defineProperty(URLSearchParams.prototype, 'size', { get: function () { return this[list].length; }, set: undefined, enumerable: true, configurable: true });
  for (let name of Object.keys(methods)) URLSearchParams.prototype[name] = methods[name];
  define(URLSearchParams.prototype, Symbol.iterator, methods.entries);
  Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });
  function changed(search) {
    const url = search[parts];
    if (url !== undefined) {
      const text = search.toString();
      url[parts].search = text === '' ? '' : '?' + text;
    }
  }

  exports.URL = URL;
  exports.URLSearchParams = URLSearchParams;
})
