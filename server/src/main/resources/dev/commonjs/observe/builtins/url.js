(function (exports, require, module, host) {
  const { coded, argumentType } = require('internal/errors');
  const { URL, URLSearchParams } = require('internal/url');
  const querystring = require('querystring');
  const slashed = ['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss'];

  function Url() {
    this.protocol = null;
    this.slashes = null;
    this.auth = null;
    this.host = null;
    this.port = null;
    this.hostname = null;
    this.hash = null;
    this.search = null;
    this.query = null;
    this.pathname = null;
    this.path = null;
    this.href = null;
  }

  const escaped = (text) => text.replace(/[\t\n\r "'<>\\^`{|}]/g, (c) => '%' + (c.charCodeAt(0) < 16 ? '0' : '') + c.charCodeAt(0).toString(16).toUpperCase());

  Url.prototype.parse = function (input, withQuery, slashesDenoteHost) {
    if (typeof input !== 'string') throw argumentType('url', 'of type string', input);
    let rest = input.trim();
    const mark = rest.search(/[?#]/);
    rest = (mark < 0 ? rest : rest.slice(0, mark)).replace(/\\/g, '/') + (mark < 0 ? '' : rest.slice(mark));
    const scheme = /^[a-z0-9.+-]+:/i.exec(rest);
    let protocol = '';
    if (scheme) {
      protocol = scheme[0].toLowerCase();
      this.protocol = protocol;
      rest = rest.slice(scheme[0].length);
    }
    const name = protocol.slice(0, -1);
    const script = name === 'javascript';
    let slashes = false;
    if (slashesDenoteHost || scheme || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
      slashes = rest.startsWith('//');
      if (slashes && !script) {
        rest = rest.slice(2);
        this.slashes = true;
      }
    }
    if (!script && (slashes || (scheme && slashed.indexOf(name) < 0))) {
      let end = rest.search(/[\/?#]/);
      if (end < 0) end = rest.length;
      let place = rest.slice(0, end);
      const at = place.lastIndexOf('@');
      if (at >= 0) {
        this.auth = decodeURIComponent(place.slice(0, at));
        place = place.slice(at + 1);
      }
      const bad = place.search(/[\t\n\r "'<>\\^`{|}%;]/);
      let left = '';
      if (bad >= 0) {
        left = place.slice(bad);
        place = place.slice(0, bad);
      }
      rest = left + rest.slice(end);
      const port = /:([0-9]*)$/.exec(place);
      if (port) {
        if (port[1] !== '') this.port = port[1];
        place = place.slice(0, place.length - port[0].length);
      }
      this.hostname = place.toLowerCase();
      const bracketed = /^\[.*\]$/.test(this.hostname);
      if (!bracketed && /[^\x00-\x7f]/.test(this.hostname)) this.hostname = require('punycode').toASCII(this.hostname);
      this.host = this.hostname + (this.port ? ':' + this.port : '');
      if (bracketed) this.hostname = this.hostname.slice(1, -1);
      if (rest !== '' && rest[0] !== '/' && /^[^?#]/.test(rest)) rest = '/' + rest;
    }
    if (!script) rest = escaped(rest);
    const hash = rest.indexOf('#');
    if (hash >= 0) {
      this.hash = rest.slice(hash);
      rest = rest.slice(0, hash);
    }
    const query = rest.indexOf('?');
    if (query >= 0) {
      this.search = rest.slice(query);
      this.query = this.search.slice(1);
      if (withQuery) this.query = querystring.parse(this.query);
      rest = rest.slice(0, query);
    } else if (withQuery) {
      this.search = null;
      this.query = { __proto__: null };
    }
    if (rest) this.pathname = rest;
    if (slashed.indexOf(name) >= 0 && this.hostname && !this.pathname) this.pathname = '/';
    if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
    this.href = this.format();
    return this;
  };

  Url.prototype.format = function () {
    let auth = this.auth ? encodeURIComponent(this.auth).replace(/%3A/i, ':') + '@' : '';
    let protocol = this.protocol || '';
    let pathname = this.pathname || '';
    let hash = this.hash || '';
    let place = '';
    if (this.host) place = auth + this.host;
    else if (this.hostname) {
      place = auth + (this.hostname.indexOf(':') >= 0 && !/^\[/.test(this.hostname) ? '[' + this.hostname + ']' : this.hostname);
      if (this.port) place += ':' + this.port;
    }
    const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
    let search = this.search || (query && '?' + query) || '';
    if (protocol && protocol[protocol.length - 1] !== ':') protocol += ':';
    pathname = pathname.replace(/[?#]/g, (c) => encodeURIComponent(c));
    const special = slashed.indexOf(protocol.slice(0, -1)) >= 0;
    if (this.slashes || special) {
      if (this.slashes || place) {
        if (pathname && pathname[0] !== '/') pathname = '/' + pathname;
        place = '//' + place;
      } else if (protocol.slice(0, 4) === 'file') {
        place = '//';
      }
    }
    search = search.replace(/#/g, '%23');
    if (hash && hash[0] !== '#') hash = '#' + hash;
    if (search && search[0] !== '?') search = '?' + search;
    return protocol + place + pathname + search + hash;
  };

  Url.prototype.resolve = function (relative) {
    return this.resolveObject(urlParse(relative, false, true)).format();
  };
  Url.prototype.resolveObject = function (relative) {
    const wanted = typeof relative === 'string' ? urlParse(relative, false, true) : relative;
    const result = Object.assign(new Url(), this);
    result.hash = wanted.hash;
    if (wanted.href === '') {
      result.href = result.format();
      return result;
    }
    if (wanted.slashes && !wanted.protocol) {
      for (let key of Object.keys(wanted)) if (key !== 'protocol') result[key] = wanted[key];
      if (slashed.indexOf((result.protocol || '').slice(0, -1)) >= 0 && result.hostname && !result.pathname) result.path = result.pathname = '/';
      result.href = result.format();
      return result;
    }
    if (wanted.protocol && wanted.protocol !== result.protocol) {
      Object.assign(result, wanted);
      result.slashes = result.slashes || wanted.slashes;
      result.href = result.format();
      return result;
    }
    const absolute = wanted.host || (wanted.pathname && wanted.pathname[0] === '/');
    const base = result.pathname ? result.pathname.split('/') : [];
    const path = wanted.pathname ? wanted.pathname.split('/') : [];
    let names;
    if (absolute) {
      if (wanted.host !== null && wanted.host !== undefined) {
        if (result.host !== wanted.host) result.auth = null;
        result.host = wanted.host;
        result.port = wanted.port;
        result.hostname = wanted.hostname;
        if (wanted.auth) result.auth = wanted.auth;
      }
      names = path;
      result.search = wanted.search;
      result.query = wanted.query;
    } else if (path.length > 0) {
      names = base.slice(0, -1).concat(path);
      result.search = wanted.search;
      result.query = wanted.query;
    } else {
      if (wanted.search !== null && wanted.search !== undefined) {
        result.search = wanted.search;
        result.query = wanted.query;
      }
      result.path = (result.pathname || '') + (result.search || '') || null;
      result.href = result.format();
      return result;
    }
    const rooted = names[0] === '' || Boolean(result.host);
    const last = names[names.length - 1];
    const trailing = last === '.' || last === '..' || last === '';
    const kept = [];
    for (let name of names) {
      if (name === '.' || name === '') continue;
      if (name !== '..') kept.push(name);
      else if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
      else if (!rooted) kept.push('..');
    }
    result.pathname = (rooted ? '/' : '') + kept.join('/') + (trailing && kept.length > 0 ? '/' : '') || (rooted ? '/' : null);
    result.path = (result.pathname || '') + (result.search || '') || null;
    result.slashes = result.slashes || wanted.slashes;
    result.href = result.format();
    return result;
  };
  Url.prototype.parseHost = function () {
    const port = /:([0-9]*)$/.exec(this.host);
    if (port && port[1] !== '') this.port = port[1];
    this.hostname = port ? this.host.slice(0, port.index) : this.host;
  };

  function urlParse(url, withQuery, slashesDenoteHost) {
    return url instanceof Url ? url : new Url().parse(url, withQuery, slashesDenoteHost);
  }
  function format(value, options) {
    if (typeof value === 'string') return urlParse(value).format();
    if (value === null || typeof value !== 'object') throw argumentType('urlObject', 'of type object or string', value);
    if (value instanceof URL) {
      const { fragment = true, search = true, auth = true } = options || {};
      const user = auth && (value.username || value.password) ? value.username + (value.password ? ':' + value.password : '') + '@' : '';
      return value.protocol + (value.host || value.protocol === 'file:' ? '//' : '') + user + value.host + value.pathname + (search ? value.search : '') + (fragment ? value.hash : '');
    }
    return Url.prototype.format.call(value);
  }
  exports.Url = Url;
  exports.parse = urlParse;
  exports.resolve = (source, relative) => urlParse(source, false, true).resolve(relative);
  exports.resolveObject = (source, relative) => (source ? urlParse(source, false, true).resolveObject(relative) : relative);
  exports.format = format;
  exports.URL = URL;
  exports.URLSearchParams = URLSearchParams;
  exports.domainToASCII = (name) => require('punycode').toASCII(name.toLowerCase());
  exports.domainToUnicode = (name) => require('punycode').toUnicode(name);
  exports.pathToFileURL = function pathToFileURL(path) {
    const full = require('path').resolve(path) + (/\/$/.test(path) && path.length > 1 ? '/' : '');
    return new URL('file://' + full.replace(/%/g, '%25').replace(/\\/g, '%5C').replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/\t/g, '%09').replace(/\?/g, '%3F').replace(/#/g, '%23'));
  };
  exports.fileURLToPath = function fileURLToPath(value) {
    const url = typeof value === 'string' ? new URL(value) : value;
    if (url === null || typeof url !== 'object' || !url.href || !url.protocol) throw argumentType('path', 'of type string or an instance of URL', value);
    if (url.protocol !== 'file:') throw coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    if (url.hostname !== '') throw coded(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
    return decodeURIComponent(url.pathname);
  };
  exports.urlToHttpOptions = function urlToHttpOptions(url) {
    const options = {
      protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), hash: url.hash, search: url.search,
      pathname: url.pathname, path: url.pathname + url.search, href: url.href,
    };
    if (url.port !== '') options.port = Number(url.port);
    if (url.username || url.password) options.auth = decodeURIComponent(url.username) + ':' + decodeURIComponent(url.password);
    return options;
  };
})
