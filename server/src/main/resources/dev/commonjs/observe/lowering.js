// What lowered modules call. Evaluated once in each sandbox, before any module; gives the object
// that modules reach by the name in Lowered.helpers. Written in what Rhino runs as it is. Keeps its
// own references, so that a module that changes the standard objects does not change it.
(function (host) {
  'use strict';

  const getPrototypeOf = Object.getPrototypeOf;
  const setPrototypeOf = Object.setPrototypeOf;
  const defineProperty = Object.defineProperty;
  const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
  const create = Object.create;
  const ownKeys = Reflect.ownKeys;
  const apply = Reflect.apply;
  const reflectConstruct = Reflect.construct;
  const isArray = Array.isArray;
  const functionPrototype = Function.prototype;
  const functionToString = Function.prototype.toString;
  const objectPrototype = Object.prototype;
  const hasOwn = Object.prototype.hasOwnProperty;
  const isEnumerable = Object.prototype.propertyIsEnumerable;
  const indexOf = String.prototype.indexOf;
  const iterator = Symbol.iterator;
  const WeakMap_ = WeakMap;
  const Promise_ = Promise;
  const RegExp_ = RegExp;
  const TypeError_ = TypeError;
  const weakGet = WeakMap.prototype.get;
  const weakSet = WeakMap.prototype.set;
  const weakHas = WeakMap.prototype.has;

  function isObject(value) {
    return value !== null && (typeof value === 'object' || typeof value === 'function');
  }

  function never() {
    return new Promise_(function () {});
  }

  // ---- classes

  /** The record of each function that is a class. */
  const classes = new WeakMap_();

  function classOf(f) {
    return isObject(f) ? apply(weakGet, classes, [f]) : undefined;
  }

  /** A private name: a function from an object to the cell with its value. */
  function privateName() {
    let cells = new WeakMap_();
    function cell(object) {
      let found = isObject(object) ? apply(weakGet, cells, [object]) : undefined;
      if (!found) {
        throw new TypeError_('Cannot read private member from an object whose class did not declare it');
      }
      return found;
    }
    cell.add = function (object, value) {
      apply(weakSet, cells, [object, value]);
    };
    cell.has = function (object) {
      if (!isObject(object)) {
        throw new TypeError_("Cannot use 'in' operator to search for a private name in a primitive value");
      }
      return apply(weakHas, cells, [object]);
    };
    cell.cellIf = function (object) {
      return object === undefined || object === null ? undefined : cell(object);
    };
    cell.run = function (object, args) {
      return apply(cell(object).value, object, args);
    };
    cell.runIf = function (object, args) {
      return object === undefined || object === null ? undefined : cell.run(object, args);
    };
    return cell;
  }

  function define(object, key, descriptor, enumerable) {
    descriptor.enumerable = enumerable;
    defineProperty(object, key, descriptor);
  }

  /** Moves what stands in a literal to where it belongs; get and set of one name join. */
  function moveMembers(literal, home, target) {
    let keys = ownKeys(literal);
    for (let i = 0; i < keys.length; i++) {
      let descriptor = getOwnPropertyDescriptor(literal, keys[i]);
      if (descriptor.get === undefined) {
        delete descriptor.get;
      }
      if (descriptor.set === undefined) {
        delete descriptor.set;
      }
      define(target, keys[i], descriptor, false);
    }
    setPrototypeOf(literal, home);
  }

  /** The value that a private method or accessor has in every object, or for one object. */
  function addPrivateMember(name, literal, object) {
    let descriptor = getOwnPropertyDescriptor(literal, ownKeys(literal)[0]);
    if ('value' in descriptor) {
      name.add(object, { value: descriptor.value });
      return;
    }
    let cell = name.has(object) ? name(object) : {};
    let own = { configurable: true, enumerable: true };
    if (descriptor.get) {
      own.get = function () {
        return apply(descriptor.get, object, []);
      };
    }
    if (descriptor.set) {
      own.set = function (value) {
        apply(descriptor.set, object, [value]);
      };
    }
    defineProperty(cell, 'value', own);
    name.add(object, cell);
  }

  function addField(object, key, value) {
    if (typeof key === 'function') {
      key.add(object, { value: value });
    } else {
      defineProperty(object, key, { value: value, writable: true, enumerable: true, configurable: true });
    }
  }

  function nameOf(key) {
    return typeof key === 'symbol' ? '[' + key.description + ']' : String(key);
  }

  function setName(f, key) {
    if (typeof f === 'function' && (f.name === '' || !apply(hasOwn, f, ['name']))) {
      defineProperty(f, 'name', { value: nameOf(key), configurable: true });
    }
  }

  function Class(f, parent, parentPrototype) {
    this.f = f;
    this.derived = parent !== undefined;
    this.staticHome = parent === undefined || parent === null ? functionPrototype : parent;
    this.home = parentPrototype;
    this.create = null;
    this.privateMembers = [];
    this.initializers = [];
    this.statics = [];
  }

  Class.prototype = {
    __proto__: null,

    /** The name of a class that the source gives none, or one by what it is assigned to. */
    named: function (name) {
      defineProperty(this.f, 'name', { value: name, configurable: true });
    },

    method: function (literal) {
      moveMembers(literal, this.home, this.f.prototype);
    },

    staticMethod: function (literal) {
      moveMembers(literal, this.staticHome, this.f);
    },

    constructor: function (literal) {
      setPrototypeOf(literal, this.home);
      this.create = literal.constructor;
    },

    privateMethod: function (name, literal) {
      setPrototypeOf(literal, this.home);
      this.privateMembers[this.privateMembers.length] = function (object) {
        addPrivateMember(name, literal, object);
      };
    },

    staticPrivateMethod: function (name, literal) {
      setPrototypeOf(literal, this.staticHome);
      addPrivateMember(name, literal, this.f);
    },

    field: function (key, literal, unnamed) {
      this.initializers[this.initializers.length] = this.initializer(key, literal, unnamed, this.home);
    },

    staticField: function (key, literal, unnamed) {
      this.statics[this.statics.length] = this.initializer(key, literal, unnamed, this.staticHome);
    },

    initializer: function (written, literal, unnamed, home) {
      let key = isArray(written) ? propertyKey(written[0]) : written;
      if (literal) {
        setPrototypeOf(literal, home);
      }
      return function (object) {
        let value = literal ? apply(literal.v, object, []) : undefined;
        if (unnamed && typeof key !== 'function') {
          setName(value, key);
        }
        addField(object, key, value);
      };
    },

    staticBlock: function (literal) {
      setPrototypeOf(literal, this.staticHome);
      this.statics[this.statics.length] = function (f) {
        apply(literal.v, f, []);
      };
    },

    /** What new gives for object, which has the prototype of the class that new was asked for. */
    construct: function (object, args) {
      if (this.derived) {
        return this.create ? apply(this.create, object, args) : this.superCall(object, args, ignore);
      }
      this.initialize(object);
      let result = this.create ? apply(this.create, object, args) : undefined;
      return isObject(result) ? result : object;
    },

    superCall: function (object, args, bind) {
      let made = constructBy(getPrototypeOf(this.f), object, args);
      bind(made);
      this.initialize(made);
      return made;
    },

    initialize: function (object) {
      run(this.privateMembers, object);
      run(this.initializers, object);
    },
  };
  Class.prototype.privateStaticMethod = Class.prototype.staticPrivateMethod;
  Class.prototype.staticPrivateField = Class.prototype.staticField;
  Class.prototype.privateField = Class.prototype.field;

  function ignore() {}

  function run(list, object) {
    for (let i = 0; i < list.length; i++) {
      list[i](object);
    }
  }

  function propertyKey(value) {
    return typeof value === 'symbol' ? value : String(value);
  }

  /** Whether calling a function with an object of ours does what constructing that object means. */
  const ordinary = new WeakMap_();

  function isOrdinary(parent) {
    let known = apply(weakGet, ordinary, [parent]);
    if (known === undefined) {
      try {
        known = apply(indexOf, apply(functionToString, parent, []), ['[native code']) < 0;
      } catch (proxy) {
        known = false;
      }
      apply(weakSet, ordinary, [parent, known]);
    }
    return known;
  }

  function constructBy(parent, object, args) {
    let known = classOf(parent);
    if (known) {
      return known.construct(object, args);
    }
    if (typeof parent !== 'function' || parent === functionPrototype) {
      throw new TypeError_('Super constructor ' + String(parent) + ' of anonymous class is not a constructor');
    }
    if (isOrdinary(parent)) {
      let result = apply(parent, object, args);
      return isObject(result) ? result : object;
    }
    let made = reflectConstruct(parent, args);
    let prototype = getPrototypeOf(object);
    if (getPrototypeOf(made) !== prototype) {
      setPrototypeOf(made, prototype);
    }
    return made;
  }

  function makeClass(f, parent, parentPrototype, define_) {
    let record = new Class(f, parent, parentPrototype);
    apply(weakSet, classes, [f, record]);
    if (parent !== undefined) {
      setPrototypeOf(f, record.staticHome);
      setPrototypeOf(f.prototype, parentPrototype);
    }
    defineProperty(f, 'prototype', { writable: false });
    let args = [record, f];
    while (args.length < define_.length) {
      args[args.length] = privateName();
    }
    apply(define_, undefined, args);
    run(record.statics, f);
    return f;
  }

  // ---- patterns

  /** At most length values of what is iterated. */
  function take(value, length) {
    if (value === undefined || value === null || typeof value[iterator] !== 'function') {
      throw new TypeError_(String(value) + ' is not iterable');
    }
    let all = [];
    let list = value[iterator]();
    while (all.length < length) {
      let step = list.next();
      if (step.done) {
        return all;
      }
      all[all.length] = step.value;
    }
    if (typeof list['return'] === 'function') {
      list['return']();
    }
    return all;
  }

  function listPattern(value, form) {
    if (isArray(value) && !form.rest && ownKeys(form.inner).length === 0) {
      return value;
    }
    let from = form.rest || !isArray(value) ? take(value, form.rest ? Infinity : form.length) : value;
    let out = [];
    let fixed = form.rest ? form.length - 1 : form.length;
    for (let i = 0; i < fixed; i++) {
      out[i] = inner(from[i], form.inner[i]);
    }
    if (form.rest) {
      let rest = [];
      for (let i = fixed; i < from.length; i++) {
        rest[i - fixed] = from[i];
      }
      out[fixed] = inner(rest, form.inner[fixed]);
    }
    return out;
  }

  function objectPattern(value, form) {
    if (value === undefined || value === null) {
      throw new TypeError_("Cannot destructure '" + value + "' as it is " + value + '.');
    }
    let out = create(null);
    let seen = [];
    for (let i = 0; i < form.names.length; i++) {
      let name = form.names[i];
      seen[i] = name;
      out[name] = inner(value[name], form.inner[name]);
    }
    let computed = ownKeys(form.computed);
    for (let i = 0; i < computed.length; i++) {
      let key = propertyKey(form.computed[computed[i]][0]);
      seen[seen.length] = key;
      out[computed[i]] = inner(value[key], form.inner[computed[i]]);
    }
    if (form.rest) {
      out[form.rest] = without(Object(value), seen);
    }
    return out;
  }

  function without(object, names) {
    let rest = {};
    let keys = ownKeys(object);
    for (let i = 0; i < keys.length; i++) {
      if (!includes(names, keys[i]) && apply(isEnumerable, object, [keys[i]])) {
        addField(rest, keys[i], object[keys[i]]);
      }
    }
    return rest;
  }

  function includes(list, value) {
    for (let i = 0; i < list.length; i++) {
      if (list[i] === value) {
        return true;
      }
    }
    return false;
  }

  /** undefined stays: there is a default value for it, or an error to come. */
  function inner(value, form) {
    return form === undefined || value === undefined ? value : pattern(value, form);
  }

  function pattern(value, form) {
    return 'length' in form ? listPattern(value, form) : objectPattern(value, form);
  }

  // ---- asynchronous functions (ECMA-262, AsyncFunction, AsyncGeneratorFunction and AsyncGenerator Objects)

  /** What the constructor of such functions makes never does anything: it is given to nobody. */
  function constructorOf(name, prototype) {
    function make() {
      return never;
    }
    hidden(make, 'name', name);
    make.prototype = prototype;
    hidden(prototype, 'constructor', make);
    hidden(prototype, Symbol.toStringTag, name);
    return prototype;
  }

  function hidden(object, key, value) {
    defineProperty(object, key, { value: value, writable: false, enumerable: false, configurable: true });
  }

  const asyncFunctions = constructorOf('AsyncFunction', create(functionPrototype));
  const asyncGeneratorFunctions = constructorOf('AsyncGeneratorFunction', create(functionPrototype));
  const asyncIterators = {};
  const asyncGenerators = create(asyncIterators);
  if (Symbol.asyncIterator) {
    hidden(asyncIterators, Symbol.asyncIterator, function () { return this; });
  }
  hidden(asyncGenerators, 'next', never);
  hidden(asyncGenerators, 'return', never);
  hidden(asyncGenerators, 'throw', never);
  hidden(asyncGenerators, 'constructor', asyncGeneratorFunctions);
  hidden(asyncGenerators, Symbol.toStringTag, 'AsyncGenerator');
  hidden(asyncGeneratorFunctions, 'prototype', asyncGenerators);

  // ---- the object that modules see

  return {
    __proto__: null,

    base: function (f, define_) {
      return makeClass(f, undefined, objectPrototype, define_);
    },

    derived: function (parent, f, define_) {
      if (parent !== null && typeof parent !== 'function') {
        throw new TypeError_('Class extends value ' + String(parent) + ' is not a constructor or null');
      }
      return makeClass(f, parent, parent === null ? null : parent.prototype, define_);
    },

    make: function (f, object, args) {
      let prototype = isObject(object) ? getPrototypeOf(object) : null;
      if (prototype !== f.prototype && !(object instanceof f)) {
        throw new TypeError_("Class constructor " + f.name + " cannot be invoked without 'new'");
      }
      return classOf(f).construct(object, args);
    },

    /** Whether f came from class syntax. */
    isClass: function (f) {
      return classOf(f) !== undefined;
    },

    /** What a derived constructor that returns value gives. */
    result: function (value, made) {
      return isObject(value) ? value : made;
    },

    /** new.target, as far as the object that is being made tells. */
    target: function (object, f) {
      if (!isObject(object) || (f && !(object instanceof f))) {
        return undefined;
      }
      let prototype = getPrototypeOf(object);
      let found = prototype && apply(hasOwn, prototype, ['constructor']) ? prototype.constructor : f;
      return typeof found === 'function' && found.prototype === prototype ? found : f;
    },

    /** Runs a generator to the first await; what the call gives never settles. */
    async: function (self, args, generator) {
      let steps = apply(generator, self, args || []);
      try {
        steps.next();
      } catch (rejected) {
        // A rejection reaches nobody while files are being loaded.
      }
      return never();
    },

    asyncGenerator: function () {
      return create(asyncGenerators);
    },

    /** f as an async function knows what it is. */
    ofAsyncFunctions: function (f) {
      return setPrototypeOf(f, asyncFunctions);
    },

    ofAsyncGenerators: function (f) {
      f.prototype = create(asyncGenerators);
      return setPrototypeOf(f, asyncGeneratorFunctions);
    },

    import: never,

    rest: function (args, start) {
      let rest = [];
      for (let i = start; i < args.length; i++) {
        rest[i - start] = args[i];
      }
      return rest;
    },

    pattern: pattern,

    call: function (f, args, optional) {
      return optional && (f === undefined || f === null) ? undefined : apply(f, undefined, args);
    },

    apply: function (object, key, args, optional) {
      if (optional && (object === undefined || object === null)) {
        return undefined;
      }
      let f = object[key];
      if (typeof f !== 'function') {
        if (optional && (f === undefined || f === null)) {
          return undefined;
        }
        throw new TypeError_(String(key) + ' is not a function');
      }
      return apply(f, object, args);
    },

    construct: function (f, args) {
      return reflectConstruct(f, args);
    },

    /** A regular expression that Rhino may not know; then one that matches nothing. */
    regex: function (source, flags) {
      try {
        return new RegExp_(source, flags);
      } catch (unknown) {
        return new RegExp_('[]', apply(indexOf, flags, ['g']) < 0 ? '' : 'g');
      }
    },

    set: function (object, key, value, offset) {
      object[key] = value;
      if (typeof host.wrote === 'function') {
        host.wrote(object, key, offset);
      }
      return value;
    },
  };
})
