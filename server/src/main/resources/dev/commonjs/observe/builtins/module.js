(function (exports, require, module, host) {
  const { coded } = require('internal/errors');
  const Module = function Module(id = '', parent) {
    this.id = id;
    this.path = require('path').dirname(id);
    this.exports = {};
    this.filename = null;
    this.loaded = false;
    this.children = [];
  };
  for (let name of Object.getOwnPropertyNames(exports)) {
    if (['length', 'name', 'prototype'].indexOf(name) < 0) Object.defineProperty(Module, name, Object.getOwnPropertyDescriptor(exports, name));
  }
  for (let name of Object.getOwnPropertyNames(exports.prototype)) {
    if (name !== 'constructor') Object.defineProperty(Module.prototype, name, Object.getOwnPropertyDescriptor(exports.prototype, name));
  }
  const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
  const builtins = host.builtins.filter((name) => ['sea', 'sqlite', 'test', 'test/reporters'].indexOf(name) < 0);
  Module.wrapper = wrapper;
  Module.wrap = (script) => wrapper[0] + script + wrapper[1];
  Module.builtinModules = builtins;
  Module.isBuiltin = (name) => typeof name === 'string' && host.builtin(name) !== null;
  Module._cache = { __proto__: null };
  Module._pathCache = { __proto__: null };
  Module.globalPaths = ['/home/user/.node_modules', '/home/user/.node_libraries', '/usr/lib/node'];
  Module._debug = () => {};
  Module._nodeModulePaths = function (from) {
    const parts = require('path').resolve(from).split('/');
    const paths = [];
    for (let i = parts.length; i > 0; i--) {
      if (parts[i - 1] !== 'node_modules') paths.push(parts.slice(0, i).join('/') + '/node_modules');
    }
    return paths;
  };
  Module.createRequire = function createRequire(filename) {
    const path = filename !== null && typeof filename === 'object' ? require('url').fileURLToPath(filename)
      : typeof filename === 'string' && filename.startsWith('file:') ? require('url').fileURLToPath(filename) : filename;
    if (typeof path !== 'string' || path[0] !== '/') {
      throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received " + require('internal/inspect').inspect(filename));
    }
    return host.createRequire(path);
  };
  Module.prototype.require = function (id) {
    return Module.createRequire(this.filename || '/')(id);
  };
  Module._load = (request, parent) => Module.createRequire((parent && parent.filename) || '/')(request);
  Module._resolveFilename = (request, parent) => Module.createRequire((parent && parent.filename) || '/').resolve(request);
  Module.Module = Module;
  module.exports = Module;
})
