// Node's loader as the code that it loads sees it (Node, "Modules: CommonJS modules").
// Evaluated once in each sandbox. `host` deals in strings, numbers and plain objects only.
(function (host, builtin, absorb, helpers) {
  var keys = Object.keys;
  var define = Object.defineProperty;
  var create = Object.create;
  var parse = JSON.parse;

  function hidden(target, name, value) {
    define(target, name, { value: value, writable: true, configurable: true, enumerable: false });
  }

  function failure(Type, code, message) {
    var error = new Type(message);
    error.code = code;
    return error;
  }

  function Module(id, parent) {
    this.id = id === undefined ? '' : id;
    this.path = host.folderOf(this.id);
    this.exports = {};
    hidden(this, 'parent', parent);
    this.filename = null;
    this.loaded = false;
    this.children = [];
    this.paths = [];
    adopt(parent, this);
  }

  // No method of an array: the code may have spoilt them.
  function adopt(parent, child) {
    var children = parent && parent.children;
    if (!children) return;
    for (var i = 0; i < children.length; i++) if (children[i] === child) return;
    children[children.length] = child;
  }

  Module.prototype.require = function (specifier) {
    if (typeof specifier !== 'string') {
      throw failure(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        'The "id" argument must be of type string. Received ' + typeof specifier,
      );
    }
    if (specifier === '') {
      throw failure(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        "The argument 'id' must be a non-empty string. Received ''",
      );
    }
    return load(specifier, this);
  };

  Module.prototype._compile = function (text, filename) {
    var compiled = host.compile(filename, String(text));
    if (compiled === null) throw new SyntaxError('Cannot use import statement outside a module');
    run(this, compiled, filename);
  };

  Module.prototype.load = function (filename) {
    start(this, filename, host.formatOf(filename));
  };

  Module._cache = create(null);
  Module._pathCache = create(null);
  Module.globalPaths = [];
  Module.Module = Module;
  Module._extensions = create(null);
  Module._extensions['.js'] = function (module, filename) {
    var text = textOf(filename);
    var compiled = text === null ? null : host.compile(filename, text);
    if (compiled === null) absorbModule(module, filename, text === null ? 'unread' : 'esm');
    else run(module, compiled, filename);
  };
  Module._extensions['.json'] = function (module, filename) {
    var text = textOf(filename);
    if (text === null) {
      absorbModule(module, filename, 'unread');
      return;
    }
    try {
      module.exports = parse(text);
    } catch (error) {
      error.message = filename + ': ' + error.message;
      throw error;
    }
  };
  Module._extensions['.node'] = function (module, filename) {
    if (!host.isFile(filename)) throw failure(Error, 'ERR_DLOPEN_FAILED', filename + ': cannot open shared object file');
    host.doubt('it loads a native addon');
    module.exports = absorb(host.nameOf(filename));
  };

  // null: there is a file, which can't be read.
  function textOf(filename) {
    var text = host.read(filename);
    if (text === null && !host.isFile(filename)) throw failure(Error, 'ENOENT', "ENOENT: no such file or directory, open '" + filename + "'");
    return text;
  }

  Module._resolveFilename = function (specifier, parent) {
    var target = host.resolve(from(parent), String(specifier));
    if (target.builtin !== undefined) return specifier;
    if (target.file !== undefined) return target.file;
    var error = failure(Error, target.code, target.message);
    if (target.code === 'MODULE_NOT_FOUND') error.requireStack = parent ? [from(parent)] : [];
    throw error;
  };
  Module._load = function (specifier, parent) {
    return load(specifier, parent);
  };
  Module._nodeModulePaths = function (folder) {
    return host.modulePaths(String(folder));
  };
  Module._initPaths = function () {};
  Module._findPath = function (request) {
    return host.isFile(request) ? request : false;
  };
  Module.wrap = function (text) {
    return Module.wrapper[0] + text + Module.wrapper[1];
  };
  Module.wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
  Module.createRequire = function (filename) {
    var path = String(filename && filename.pathname !== undefined ? filename.pathname : filename);
    var module = new Module(path, undefined);
    module.filename = path;
    return requireOf(module);
  };
  Module.isBuiltin = function (name) {
    return typeof name === 'string' && builtin(name) !== null;
  };

  function from(parent) {
    return parent && parent.filename ? parent.filename : host.main;
  }

  function load(specifier, parent) {
    var target = host.resolve(from(parent), specifier);
    if (target.builtin !== undefined) {
      return target.builtin === 'module' ? Module : builtin(target.builtin);
    }
    if (target.file === undefined) Module._resolveFilename(specifier, parent); // throws
    return loadFile(target.file, target.format, parent).exports;
  }

  function loadFile(filename, format, parent) {
    var known = Module._cache[filename];
    if (known !== undefined) {
      adopt(parent, known);
      return known;
    }
    var module = new Module(filename, parent);
    Module._cache[filename] = module;
    var done = false;
    try {
      start(module, filename, format);
      done = true;
    } finally {
      if (!done) delete Module._cache[filename];
    }
    return module;
  }

  function start(module, filename, format) {
    module.filename = filename;
    module.paths = host.modulePaths(module.path);
    if (format === 'esm' || format === 'outside') {
      absorbModule(module, filename, format);
      module.loaded = true;
      return;
    }
    var extension = format === 'json' ? '.json' : format === 'opaque' ? '.node' : '.js';
    var own = host.extensionOf(filename);
    if (own !== '.cjs' && typeof Module._extensions[own] === 'function') extension = own;
    Module._extensions[extension](module, filename);
    module.loaded = true;
  }

  function absorbModule(module, filename, format) {
    var name = host.nameOf(filename);
    host.doubt(
      format === 'esm'
        ? 'it loads the ES module `' + name + '`, which is not run'
        : 'it loads `' + name + '`, which it can\'t read',
    );
    module.exports = absorb(host.nameOf(filename));
  }

  function requireOf(module) {
    var require = function require(specifier) {
      return module.require(specifier);
    };
    require.resolve = function resolve(specifier) {
      return Module._resolveFilename(specifier, module);
    };
    require.resolve.paths = function paths() {
      return host.modulePaths(module.path);
    };
    require.main = main;
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    return require;
  }

  function run(module, compiled, filename) {
    host.call(compiled(helpersOf(filename)), module.exports, [
      module.exports,
      requireOf(module),
      module,
      filename,
      host.folderOf(filename),
    ]);
  }

  // What lowered code needs, and a note of where it writes under a computed key.
  function helpersOf(filename) {
    var own = create(helpers);
    own.set = function (target, key, value, offset) {
      target[key] = value;
      if (typeof key !== 'symbol' && typeof target !== 'string') host.wrote(target, key, filename, offset);
      return value;
    };
    return own;
  }

  var main = new Module('.', undefined);
  main.filename = host.main;
  main.paths = host.modulePaths(main.path);
  main.loaded = true;
  if (builtin('module')) {
    keys(builtin('module')).forEach(function (name) {
      if (!(name in Module)) Module[name] = builtin('module')[name];
    });
  }

  var entry;

  return {
    load: function (filename, format) {
      entry = new Module(filename, main);
      Module._cache[filename] = entry;
      start(entry, filename, format);
    },

    createRequire: Module.createRequire,

    // What is exported at this moment.
    exported: function () {
      return entry ? entry.exports : {};
    },
  };
})
