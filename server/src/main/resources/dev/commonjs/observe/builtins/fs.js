// Files are read; nothing is written, and nothing calls back.
(function (exports, require, module, host) {
  const { coded, argumentType, define } = require('internal/errors');
  const path = require('path');
  const numbers = { ENOENT: -2, EROFS: -30, ENOTDIR: -20, EISDIR: -21, EACCES: -13, EINVAL: -22 };
  const texts = {
    ENOENT: 'no such file or directory', EROFS: 'read-only file system', ENOTDIR: 'not a directory',
    EISDIR: 'illegal operation on a directory', EACCES: 'permission denied', EINVAL: 'invalid argument',
  };

  function failure(code, syscall, name, dest) {
    const places = name === undefined ? '' : " '" + name + "'" + (dest === undefined ? '' : " -> '" + dest + "'");
    const error = new Error(code + ': ' + texts[code] + ', ' + syscall + places);
    error.errno = numbers[code];
    error.code = code;
    error.syscall = syscall;
    if (name !== undefined) error.path = name;
    if (dest !== undefined) error.dest = dest;
    return error;
  }

  function named(value, what) {
    let name = value;
    if (value !== null && typeof value === 'object') {
      if (value instanceof Uint8Array) name = value.toString();
      else if (typeof value.href === 'string') name = require('url').fileURLToPath(value);
    }
    if (typeof name !== 'string') {
      if (host.isAbsorbing(value)) {
        host.listed(value);
        return '\0';
      }
      throw argumentType(what || 'path', 'of type string or an instance of Buffer or URL', value);
    }
    if (name.indexOf('\u0000') >= 0) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'path' must be a string, Uint8Array, or URL without null bytes. Received '" + name + "'");
    return name;
  }
  const absolute = (name) => path.posix.resolve(name);

  const { Stats, Dirent, constants } = exports;
  const isKind = (kind) => function () { return this._kind === kind; };
  Stats.prototype.isFile = isKind('file');
  define(Stats.prototype, 'isDirectory', isKind('directory'));
  Dirent.prototype.isFile = isKind('file');
  Dirent.prototype.isDirectory = isKind('directory');
  for (let name of ['isBlockDevice', 'isCharacterDevice', 'isSymbolicLink', 'isFIFO', 'isSocket']) {
    define(Stats.prototype, name, () => false);
    Dirent.prototype[name] = () => false;
  }
  Object.defineProperty(Dirent.prototype, 'path', { get: function () { return this.parentPath; }, configurable: true, enumerable: false });

  function stats(kind, name, big) {
    const made = Object.create(Stats.prototype);
    const number = (value) => (big ? BigInt(value) : value);
    const size = kind === 'file' ? require('buffer').Buffer.byteLength(host.read(name) || '') : 4096;
    const values = {
      dev: 1, mode: kind === 'file' ? 33188 : 16877, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, ino: 1, size: size,
      blocks: Math.ceil(size / 512), atimeMs: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0,
    };
    for (let key of Object.keys(values)) made[key] = number(values[key]);
    for (let key of ['atime', 'mtime', 'ctime', 'birthtime']) made[key] = new Date(0);
    define(made, '_kind', kind);
    return made;
  }

  function statOf(syscall) {
    return function (file, options) {
      const name = named(file);
      const kind = host.kind(absolute(name));
      if (kind !== null) return stats(kind, absolute(name), options && options.bigint);
      if (options && options.throwIfNoEntry === false) return undefined;
      throw failure('ENOENT', syscall, name);
    };
  }

  const encodingOf = (options) => (typeof options === 'string' ? options : options && options.encoding);
  const reading = {
    existsSync(file) {
      try {
        return host.kind(absolute(named(file))) !== null;
      } catch (e) {
        return false;
      }
    },
    accessSync(file, mode) {
      const name = named(file);
      if (host.kind(absolute(name)) === null) throw failure('ENOENT', 'access', name);
      if (mode & constants.W_OK) throw failure('EROFS', 'access', name);
    },
    statSync: statOf('stat'),
    lstatSync: statOf('lstat'),
    readFileSync(file, options) {
      const name = named(file);
      const kind = host.kind(absolute(name));
      if (kind === null) throw failure('ENOENT', 'open', name);
      if (kind === 'directory') throw failure('EISDIR', 'read');
      const { Buffer } = require('buffer');
      const text = host.read(absolute(name));
      if (text === null) throw failure('EACCES', 'open', name);
      const encoding = encodingOf(options);
      if (encoding === undefined || encoding === null || encoding === 'buffer') return Buffer.from(text);
      return /^utf-?8$/i.test(encoding) ? text : Buffer.from(text).toString(encoding);
    },
    readdirSync(folder, options) {
      const name = named(folder);
      const found = host.list(absolute(name));
      if (found === null) throw failure(host.kind(absolute(name)) === null ? 'ENOENT' : 'ENOTDIR', 'scandir', name);
      const recursive = Boolean(options && options.recursive);
      const typed = Boolean(options && options.withFileTypes);
      const out = [];
      const visit = (below, names) => {
        const folders = [];
        for (let one of names) {
          let relative = below === '' ? one : below + '/' + one;
          let kind = host.kind(absolute(name) + '/' + relative);
          out.push(typed ? entry(one, path.posix.join(name, below), kind) : relative);
          if (recursive && kind === 'directory') folders.push(relative);
        }
        for (let one of folders) visit(one, host.list(absolute(name) + '/' + one) || []);
      };
      visit('', found);
      return encodingOf(options) === 'buffer' ? out.map((one) => require('buffer').Buffer.from(one)) : out;
    },
    readlinkSync(file) {
      const name = named(file);
      throw failure(host.kind(absolute(name)) === null ? 'ENOENT' : 'EINVAL', 'readlink', name);
    },
  };
  function entry(name, folder, kind) {
    const made = Object.create(Dirent.prototype);
    made.name = name;
    made.parentPath = folder;
    define(made, '_kind', kind);
    return made;
  }
  reading.realpathSync = function realpathSync(file) {
    const name = named(file);
    const real = host.realpath(absolute(name));
    if (real === null) throw failure('ENOENT', 'lstat', name);
    return real;
  };
  for (let name of Object.keys(reading)) exports[name] = reading[name];
  exports.realpathSync.native = function (file) { return reading.realpathSync(file); };

  // Whatever would write, or open to write.
  const writing = {
    appendFile: 'open', chmod: 'chmod', chown: 'chown', copyFile: 'copyfile', cp: 'cp', lchown: 'lchown', link: 'link',
    lutimes: 'lutime', mkdir: 'mkdir', mkdtemp: 'mkdtemp', rename: 'rename', rm: 'rm', rmdir: 'rmdir', symlink: 'symlink',
    truncate: 'open', unlink: 'unlink', utimes: 'utime', writeFile: 'open', open: 'open', opendir: 'opendir',
  };
  for (let name of Object.keys(writing)) exports[name + 'Sync'] = refusal(name + 'Sync', writing[name]);
  function refusal(name, syscall) {
    const made = function (file) {
      if (name === 'mkdirSync' && host.kind(absolute(named(file))) === 'directory' && arguments[1] && arguments[1].recursive) return undefined;
      throw failure('EROFS', syscall, typeof file === 'number' ? undefined : named(file));
    };
    Object.defineProperty(made, 'name', { value: name, configurable: true });
    return made;
  }
  for (let name of ['writeSync', 'writevSync', 'ftruncateSync', 'futimesSync', 'fchmodSync', 'fchownSync', 'fsyncSync', 'fdatasyncSync']) {
    exports[name] = refusal(name, name.slice(0, -4));
  }
  exports.closeSync = function closeSync() {};

  // Those that call back never do.
  for (let name of Object.keys(exports)) {
    if (typeof exports[name + 'Sync'] === 'function' && name !== 'promises') exports[name] = silent(name);
  }
  exports.exists = silent('exists');
  exports.realpath = silent('realpath');
  exports.realpath.native = silent('native');
  function silent(name) {
    return { [name]() {} }[name];
  }
})
