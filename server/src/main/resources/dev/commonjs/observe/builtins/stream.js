// Streams that can be extended and wired up; nothing flows.
(function (exports, require, module, host) {
  const { define } = require('internal/errors');
  const EventEmitter = require('events');
  const { Readable, Writable, Duplex, Transform, PassThrough } = exports;

  /** A constructor with the prototype and the other members of `stub`. */
  function constructor(stub, body, parent) {
    const made = body;
    made.prototype = stub.prototype;
    define(made.prototype, 'constructor', made);
    Object.setPrototypeOf(made, parent);
    Object.defineProperty(made, 'name', { value: stub.name, configurable: true });
    for (let name of Object.getOwnPropertyNames(stub)) {
      if (['length', 'name', 'prototype'].indexOf(name) < 0) Object.defineProperty(made, name, Object.getOwnPropertyDescriptor(stub, name));
    }
    return made;
  }
  function isMade(self, maker) {
    return self !== undefined && self !== null && self instanceof maker;
  }
  function options(stream, given, names) {
    if (!given) return;
    for (let name of names) if (typeof given[name] === 'function') stream[name === 'construct' ? '_construct' : '_' + name] = given[name];
  }
  function state(stream, name, given) {
    if (stream[name] === undefined || typeof stream[name] !== 'object') {
      const absorbing = host.absorb(name);
      if (given && given.objectMode !== undefined) absorbing.objectMode = given.objectMode;
      Object.defineProperty(stream, name, { value: absorbing, writable: true, enumerable: true, configurable: true });
    }
  }

  const Stream = constructor(exports, function Stream(given) {
    EventEmitter.call(this, given);
  }, EventEmitter);
  const readable = constructor(Readable, function Readable(given) {
    if (!isMade(this, readable)) return new readable(given);
    state(this, '_readableState', given);
    options(this, given, ['read', 'destroy', 'construct']);
    Stream.call(this, given);
  }, Stream);
  const writable = constructor(Writable, function Writable(given) {
    if (!isMade(this, writable) && !isMade(this, duplex)) return new writable(given);
    state(this, '_writableState', given);
    options(this, given, ['write', 'writev', 'destroy', 'final', 'construct']);
    Stream.call(this, given);
  }, Stream);
  const duplex = constructor(Duplex, function Duplex(given) {
    if (!isMade(this, duplex)) return new duplex(given);
    readable.call(this, given);
    writable.call(this, given);
    if (given && given.allowHalfOpen !== undefined) this.allowHalfOpen = given.allowHalfOpen;
    else this.allowHalfOpen = true;
  }, readable);
  const transform = constructor(Transform, function Transform(given) {
    if (!isMade(this, transform)) return new transform(given);
    duplex.call(this, given);
    options(this, given, ['transform', 'flush']);
  }, duplex);
  const passThrough = constructor(PassThrough, function PassThrough(given) {
    if (!isMade(this, passThrough)) return new passThrough(given);
    transform.call(this, given);
  }, transform);

  function answer(prototype, names, value) {
    for (let name of names) if (Object.prototype.hasOwnProperty.call(prototype, name)) prototype[name] = named(name, value);
  }
  function named(name, value) {
    const made = value === self ? function () { return this; } : function () { return value; };
    Object.defineProperty(made, 'name', { value: name, configurable: true });
    return made;
  }
  const self = {};
  const chained = ['pause', 'resume', 'unpipe', 'setEncoding', 'destroy', 'wrap', 'end', 'setDefaultEncoding'];
  for (let one of [Stream, readable, writable, duplex]) {
    answer(one.prototype, chained, self);
    answer(one.prototype, ['write'], true);
    answer(one.prototype, ['push', 'isPaused', 'unshift'], false);
    answer(one.prototype, ['read'], null);
    answer(one.prototype, ['cork', 'uncork'], undefined);
  }
  const pipe = function pipe(target) { return target; };
  Stream.prototype.pipe = pipe;
  readable.prototype.pipe = pipe;
  const states = {
    readable: [readable, true], readableEnded: [readable, false], readableFlowing: [readable, null], readableAborted: [readable, false],
    readableDidRead: [readable, false], readableLength: [readable, 0], readableHighWaterMark: [readable, 16384],
    readableObjectMode: [readable, false], readableEncoding: [readable, null], readableBuffer: [readable, []],
    writable: [writable, true], writableEnded: [writable, false], writableFinished: [writable, false], writableCorked: [writable, 0],
    writableAborted: [writable, false], writableLength: [writable, 0], writableHighWaterMark: [writable, 16384],
    writableObjectMode: [writable, false], writableNeedDrain: [writable, false], writableBuffer: [writable, []],
  };
  for (let name of Object.keys(states)) {
    fixed(states[name][0].prototype, name, states[name][1]);
    fixed(duplex.prototype, name, states[name][1]);
  }
  for (let one of [readable, writable, duplex]) {
    for (let name of ['destroyed', 'closed']) fixed(one.prototype, name, false);
    fixed(one.prototype, 'errored', null);
  }
  /** An answer, which an object may replace by its own. */
  function fixed(prototype, name, value) {
    const before = Object.getOwnPropertyDescriptor(prototype, name);
    if (before === undefined) return;
    Object.defineProperty(prototype, name, {
      get: () => value,
      set: function (own) { Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true }); },
      enumerable: before.enumerable, configurable: true,
    });
  }
  // What the table of names takes from the prototype of `on` and the like is inherited behaviour here.
  for (let name of ['on', 'addListener', 'removeListener', 'off', 'removeAllListeners']) {
    if (Object.prototype.hasOwnProperty.call(readable.prototype, name)) readable.prototype[name] = EventEmitter.prototype[name];
  }

  Object.assign(Stream, { Readable: readable, Writable: writable, Duplex: duplex, Transform: transform, PassThrough: passThrough, Stream: Stream });
  for (let name of Object.getOwnPropertyNames(duplex.prototype)) {
    let descriptor = Object.getOwnPropertyDescriptor(duplex.prototype, name);
    if (typeof descriptor.value === 'function' && host.isStub(descriptor.value) && typeof writable.prototype[name] === 'function') {
      duplex.prototype[name] = writable.prototype[name];
    }
  }
  Stream.pipeline = function pipeline(...streams) {
    const last = streams[streams.length - 1];
    return Array.isArray(last) ? last[last.length - 1] : typeof last === 'function' ? streams[streams.length - 2] : last;
  };
  Stream.finished = function finished() { return () => {}; };
  module.exports = Stream;
})
