(function (exports, require, module, host) {
  const { define, coded } = require('internal/errors');
  const EventEmitter = require('events');
  const process = exports;

  const prototype = Object.create(EventEmitter.prototype, {
    constructor: { value: function process() {}, writable: true, enumerable: false, configurable: true },
    [Symbol.toStringTag]: { value: 'process', configurable: true },
  });
  Object.setPrototypeOf(process, prototype);
  EventEmitter.call(process);
  process._events = {};
  Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

  const version = host.nodeVersion;
  process.version = 'v' + version;
  const versions = { node: version, v8: '11.3.244.8-node.30', uv: '1.46.0', modules: '115', openssl: '3.0.15', zlib: '1.3.0.1', napi: '9', unicode: '15.1', icu: '74.1' };
  for (let name of Object.keys(process.versions)) process.versions[name] = versions[name] || '1.0.0';
  Object.assign(process, {
    arch: 'x64', platform: 'linux', title: 'node', argv0: 'node', execPath: '/usr/bin/node', argv: ['/usr/bin/node', host.mainModule],
    execArgv: [], pid: 4242, ppid: 4241, debugPort: 9229, env: {}, exitCode: undefined, _exiting: false,
  });
  process.release.name = 'node';
  Object.freeze(process.versions);

  process.mainModule = {
    id: '.', path: require('path').dirname(host.mainModule), exports: {}, filename: host.mainModule, loaded: false, children: [],
    paths: [], parent: null,
  };

  const answers = {
    cwd: () => host.workingFolder,
    umask: () => 18,
    uptime: () => 0.05,
    getuid: () => 1000, geteuid: () => 1000, getgid: () => 1000, getegid: () => 1000, getgroups: () => [1000],
    memoryUsage: () => ({ rss: 50000000, heapTotal: 10000000, heapUsed: 5000000, external: 1000000, arrayBuffers: 10000 }),
    cpuUsage: () => ({ user: 50000, system: 10000 }),
    hrtime: (before) => (before ? [0, 1000] : [1000, 0]),
    nextTick() {}, emitWarning() {}, abort: stop, reallyExit: stop, exit: stop, setSourceMapsEnabled() {},
    chdir() {}, kill: () => true, hasUncaughtExceptionCaptureCallback: () => false, setUncaughtExceptionCaptureCallback() {},
    constrainedMemory: () => 0, availableMemory: () => 4294967296, getActiveResourcesInfo: () => [], loadEnvFile() {},
    getBuiltinModule: (name) => host.builtin(String(name)), _getActiveHandles: () => [], _getActiveRequests: () => [], _rawDebug() {},
  };
  // Whatever follows would not have run.
  function stop() {
    host.taint('process.exit()');
  }
  for (let name of Object.keys(answers)) {
    let value = answers[name];
    if (value.name !== name) Object.defineProperty(value, 'name', { value: name, configurable: true });
    process[name] = value;
  }
  process.hrtime.bigint = () => BigInt('1000000000000');
  process.memoryUsage.rss = () => 50000000;
  process.config = { target_defaults: process.config.target_defaults, variables: process.config.variables };
  process.allowedNodeEnvironmentFlags = new Set();
  process.moduleLoadList = [];

  function output(fd) {
    const { Writable } = require('stream');
    const stream = new Writable();
    stream.fd = fd;
    stream._type = 'pipe';
    return stream;
  }
  lazy('stdout', () => output(1));
  lazy('stderr', () => output(2));
  lazy('stdin', () => {
    const { Readable } = require('stream');
    const stream = new Readable();
    stream.fd = 0;
    return stream;
  });
  function lazy(name, make) {
    Object.defineProperty(process, name, {
      get: () => {
        const value = make();
        Object.defineProperty(process, name, { value: value, writable: true, enumerable: true, configurable: true });
        return value;
      },
      set: (value) => Object.defineProperty(process, name, { value: value, writable: true, enumerable: true, configurable: true }),
      enumerable: true, configurable: true,
    });
  }
})
