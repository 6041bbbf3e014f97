// Values as `console.log` writes them.
(function (exports, require, module, host) {
  const custom = Symbol.for('nodejs.util.inspect.custom');
  const { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf } = Object;
  const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
  const isName = (key) => /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key);

  function quote(text) {
    let mark = "'";
    if (text.indexOf("'") >= 0) {
      if (text.indexOf('"') < 0) mark = '"';
      else if (text.indexOf('`') < 0 && text.indexOf('${') < 0) mark = '`';
    }
    let out = mark;
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i);
      let character = text[i];
      if (character === mark || character === '\\') out += '\\' + character;
      else if (code === 10) out += '\\n';
      else if (code === 9) out += '\\t';
      else if (code === 13) out += '\\r';
      else if (code === 8) out += '\\b';
      else if (code === 12) out += '\\f';
      else if (code === 11) out += '\\v';
      else if (code < 32 || (code > 126 && code < 160)) out += '\\x' + (code < 16 ? '0' : '') + code.toString(16).toUpperCase();
      else out += character;
    }
    return out + mark;
  }

  function primitive(value) {
    if (typeof value === 'string') return quote(value);
    if (typeof value === 'bigint') return value + 'n';
    if (value === 0 && 1 / value < 0) return '-0';
    return typeof value === 'symbol' ? value.toString() : String(value);
  }

  function makerOf(value) {
    for (let object = value; object !== null && object !== undefined; object = getPrototypeOf(object)) {
      let descriptor = getOwnPropertyDescriptor(object, 'constructor');
      if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '') {
        return descriptor.value.name;
      }
    }
    return null;
  }

  function keysOf(value, context) {
    const keys = context.showHidden ? getOwnPropertyNames(value) : Object.keys(value);
    const symbols = Object.getOwnPropertySymbols(value)
      .filter((s) => context.showHidden || getOwnPropertyDescriptor(value, s).enumerable);
    return keys.concat(symbols);
  }

  function property(value, key, context, depth, kind) {
    const descriptor = getOwnPropertyDescriptor(value, key) || { value: value[key], enumerable: true };
    let text;
    if (descriptor.get !== undefined) text = descriptor.set !== undefined ? '[Getter/Setter]' : '[Getter]';
    else if (descriptor.set !== undefined) text = '[Setter]';
    else text = inner(descriptor.value, context, depth);
    if (kind === 'element') return text;
    let name;
    if (typeof key === 'symbol') name = '[' + key.toString() + ']';
    else name = isName(key) ? key : quote(key);
    if (!descriptor.enumerable) name = '[' + key + ']';
    return name + ': ' + text;
  }

  function functionBase(value, maker, tag) {
    const source = Function.prototype.toString.call(value);
    if (/^class\b/.test(source)) {
      const parent = getPrototypeOf(value);
      return '[class ' + (value.name || '(anonymous)') + (parent && parent.name ? ' extends ' + parent.name : '') + ']';
    }
    let base = '[' + (tag === 'Function' ? maker || 'Function' : tag);
    if (maker === null) base += ' (null prototype)';
    base += value.name === '' ? ' (anonymous)' : ': ' + value.name;
    return base + ']';
  }

  /** A value inside of another one. */
  function inner(value, context, depth) {
    context.indentation += 2;
    const text = show(value, context, depth);
    context.indentation -= 2;
    return text;
  }

  function show(value, context, depth) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return primitive(value);
    if (host.isAbsorbing(value)) {
      host.listed(value);
      return '[Object]';
    }
    if (context.customInspect && typeof value[custom] === 'function' && value[custom] !== exports.inspect) {
      const left = context.depth === null ? null : context.depth - depth;
      const made = value[custom](left, Object.assign({}, context, { depth: left }), exports.inspect);
      if (made !== value) return typeof made === 'object' ? show(made, context, depth) : String(made);
    }
    if (context.seen.indexOf(value) >= 0) {
      if (context.circular.indexOf(value) < 0) context.circular.push(value);
      return '[Circular *' + (context.circular.indexOf(value) + 1) + ']';
    }
    return complex(value, context, depth);
  }

  function complex(value, context, depth) {
    const maker = makerOf(value);
    const tag = tagOf(value);
    let keys = keysOf(value, context);
    let open = '{';
    let close = '}';
    let prefix = '';
    let base = '';
    let entries = [];
    let list = false;
    const label = (fallback, size) => {
      const name = maker === null ? '[' + fallback + (size === undefined ? '' : '(' + size + ')') + ': null prototype] ' : maker;
      return maker === null ? name : name + (size === undefined ? '' : '(' + size + ')') + ' ';
    };
    let own = () => [];
    if (Array.isArray(value)) {
      list = true;
      open = '[';
      close = ']';
      if (maker !== 'Array') prefix = label('Array', value.length);
      keys = keys.filter((key) => typeof key === 'symbol' || !/^(0|[1-9][0-9]*)$/.test(key));
      own = () => elements(value, context, depth);
    } else if (tag === 'Set' && value instanceof Set) {
      prefix = label('Set', value.size);
      own = () => [...value].map((element) => inner(element, context, depth + 1));
    } else if (tag === 'Map' && value instanceof Map) {
      prefix = label('Map', value.size);
      own = () => [...value].map((e) => inner(e[0], context, depth + 1) + ' => ' + inner(e[1], context, depth + 1));
    } else if (ArrayBuffer.isView(value) && tag !== 'DataView') {
      list = true;
      open = '[';
      close = ']';
      prefix = label(tag, value.length);
      keys = keys.filter((key) => typeof key === 'symbol' || !/^(0|[1-9][0-9]*)$/.test(key));
      own = () => elements(value, context, depth);
    } else if (typeof value === 'function') {
      base = functionBase(value, maker, tag);
    } else if (tag === 'RegExp') {
      base = RegExp.prototype.toString.call(value);
    } else if (tag === 'Date' && value instanceof Date) {
      base = isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    } else if (value instanceof Error) {
      base = typeof value.stack === 'string' && value.stack ? value.stack : '[' + Error.prototype.toString.call(value) + ']';
      keys = keys.filter((key) => key !== 'stack' && key !== 'message' && !(key === 'name' && base.indexOf(value.name) >= 0));
      if ('cause' in value && keys.indexOf('cause') < 0) keys.push('cause');
    } else if (tag === 'Number' || tag === 'String' || tag === 'Boolean' || tag === 'Symbol' || tag === 'BigInt') {
      base = '[' + tag + ': ' + primitive(value.valueOf()) + ']';
      if (tag === 'String') keys = keys.filter((key) => typeof key === 'symbol' || !/^[0-9]+$/.test(key));
    } else if (tag === 'Promise') {
      prefix = 'Promise ';
      own = () => ['<pending>'];
    } else if (tag === 'WeakSet' || tag === 'WeakMap') {
      prefix = tag + ' ';
      own = () => ['<items unknown>'];
    } else if (tag === 'Arguments') {
      prefix = '[Arguments] ';
    } else if (maker === null) {
      prefix = '[Object: null prototype] ';
    } else if (maker !== 'Object') {
      prefix = maker + ' ';
    }
    if (base === '' && tag !== 'Object' && value[Symbol.toStringTag] === tag && tag !== maker && !list && !prefix.startsWith(tag)) {
      prefix = (maker === null ? '[Object: null prototype]' : maker) + ' [' + tag + '] ';
    }
    if (base !== '' && keys.length === 0) return base;
    if (context.depth !== null && depth > context.depth) {
      return '[' + (list ? 'Array' : maker === null ? 'Object: null prototype' : prefix.trim() || 'Object') + ']';
    }
    context.seen.push(value);
    context.current = depth;
    entries = own();
    for (let key of keys) entries.push(property(value, key, context, depth + 1));
    context.seen.pop();
    if (context.circular.indexOf(value) >= 0) {
      const mark = '<ref *' + (context.circular.indexOf(value) + 1) + '> ';
      if (base !== '') base = mark + base;
      else prefix = mark + prefix;
    }
    if (context.sorted) entries.sort();
    if (entries.length === 0) return prefix + open + close;
    return reduce(entries, base, prefix, open, close, context, depth, list, value);
  }

  function elements(value, context, depth) {
    const out = [];
    const most = context.maxArrayLength === null ? Infinity : context.maxArrayLength;
    const length = Math.min(value.length, most);
    for (let i = 0, holes = 0; i < value.length && out.length < length; i++) {
      if (!(i in value)) {
        holes++;
        if (i + 1 === value.length || i + 1 in value) {
          out.push('<' + holes + ' empty item' + (holes > 1 ? 's' : '') + '>');
          holes = 0;
        }
      } else {
        out.push(property(value, String(i), context, depth + 1, 'element'));
      }
    }
    if (value.length > length) {
      const more = value.length - length;
      out.push('... ' + more + ' more item' + (more > 1 ? 's' : ''));
    }
    return out;
  }

  /** One line where few levels lie below and it is short enough, else a line each. */
  function reduce(entries, base, prefix, open, close, context, depth, list, value) {
    const start = (base !== '' ? base + ' ' : prefix) + open;
    let output = entries;
    if (list && entries.length > 6 && context.compact >= 1) output = columns(entries, context, value);
    if (context.compact >= 1 && context.current - depth < context.compact && output === entries) {
      let length = 2 * output.length + context.indentation + (base !== '' ? base.length + 1 : prefix.length + 1) + 10;
      for (let entry of output) length += entry.length;
      const joined = output.join(', ');
      if (length <= context.breakLength && joined.indexOf('\n') < 0 && base.indexOf('\n') < 0) return start + ' ' + joined + ' ' + close;
    }
    const line = '\n' + ' '.repeat(context.indentation);
    return start + line + '  ' + output.join(',' + line + '  ') + line + close;
  }

  /** Long lists in columns. */
  function columns(output, context, value) {
    let total = 0;
    let longest = 0;
    const extra = context.maxArrayLength !== null && output.length > context.maxArrayLength ? 1 : 0;
    const count = output.length - extra;
    const lengths = [];
    for (let i = 0; i < count; i++) {
      lengths[i] = output[i].length;
      total += lengths[i] + 2;
      if (lengths[i] > longest) longest = lengths[i];
    }
    const width = longest + 2;
    if (width * 3 + context.indentation >= context.breakLength || !(total / width > 5 || longest <= 6)) return output;
    const biased = Math.max(width - 3 - Math.sqrt(width - total / output.length), 1);
    const per = Math.min(
      Math.round(Math.sqrt(2.5 * biased * count) / biased),
      Math.floor((context.breakLength - context.indentation) / width), context.compact * 4, 15);
    if (per <= 1) return output;
    const widths = [];
    for (let i = 0; i < per; i++) {
      let most = 0;
      for (let j = i; j < count; j += per) if (lengths[j] > most) most = lengths[j];
      widths.push(most + 2);
    }
    const right = value !== undefined && output.slice(0, count).every((_, i) => typeof value[i] === 'number' || typeof value[i] === 'bigint');
    const rows = [];
    for (let i = 0; i < count; i += per) {
      let end = Math.min(i + per, count);
      let row = '';
      let j = i;
      for (; j < end - 1; j++) {
        let cell = output[j] + ', ';
        row += right ? cell.padStart(widths[j - i]) : cell.padEnd(widths[j - i]);
      }
      row += right ? output[j].padStart(widths[j - i] - 2) : output[j];
      rows.push(row);
    }
    if (extra) rows.push(output[count]);
    return rows;
  }

  const defaults = {
    showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100,
    maxStringLength: 10000, breakLength: 128, compact: 3, sorted: false, getters: false, numericSeparator: false,
  };

  function inspect(value, options) {
    const context = Object.assign({}, defaults, { breakLength: 80, seen: [], circular: [], current: 0, indentation: 0 });
    if (typeof options === 'boolean') {
      context.showHidden = options;
      if (arguments.length > 2 && arguments[2] !== undefined) context.depth = arguments[2];
    } else if (options !== null && typeof options === 'object') {
      Object.assign(context, options);
      if (context.depth === Infinity) context.depth = null;
    }
    return show(value, context, 0);
  }
  inspect.custom = custom;

  function format(...args) {
    return formatWith({}, args);
  }

  function formatWith(options, args) {
    const first = args[0];
    let used = 0;
    let out = '';
    let space = '';
    if (typeof first === 'string') {
      if (args.length === 1) return first;
      used = 1;
      out = first.replace(/%[sdifjoOc%]/g, (mark) => {
        if (mark === '%%') return '%';
        if (used >= args.length) return mark;
        const value = args[used++];
        return converted(mark, value, options);
      });
      space = ' ';
    }
    for (; used < args.length; used++) {
      out += space + (typeof args[used] === 'string' ? args[used] : inspect(args[used], Object.assign({}, options, { compact: 3, breakLength: 128 })));
      space = ' ';
    }
    return out;
  }

  function converted(mark, value, options) {
    switch (mark) {
      case '%s':
        if (typeof value === 'number' || typeof value === 'bigint') return primitive(value);
        if (value === null || typeof value !== 'object') return typeof value === 'function' && !ownText(value) ? inspect(value, { depth: 0, compact: 3 }) : String(value);
        return ownText(value) ? String(value) : inspect(value, Object.assign({}, options, { depth: 0, colors: false, compact: 3 }));
      case '%d':
        return typeof value === 'bigint' ? value + 'n' : typeof value === 'symbol' ? 'NaN' : primitive(Number(value));
      case '%i':
        return typeof value === 'bigint' ? value + 'n' : typeof value === 'symbol' ? 'NaN' : primitive(parseInt(value));
      case '%f':
        return typeof value === 'symbol' ? 'NaN' : primitive(parseFloat(value));
      case '%j':
        try {
          return JSON.stringify(value);
        } catch (e) {
          return '[Circular]';
        }
      case '%o':
        return inspect(value, Object.assign({}, options, { showHidden: true, showProxy: true, depth: 4 }));
      case '%O':
        return inspect(value, options);
      default:
        return '';
    }
  }

  /** Whether a user wrote how the value is to be written as text. */
  function ownText(value) {
    if (Object.prototype.hasOwnProperty.call(value, 'toString')) return true;
    if (value instanceof Error || value instanceof Date) return value instanceof Error;
    for (let object = getPrototypeOf(value); object !== null; object = getPrototypeOf(object)) {
      if (Object.prototype.hasOwnProperty.call(object, 'toString')) {
        return object !== Object.prototype && object !== Function.prototype && object !== Array.prototype && object !== RegExp.prototype;
      }
    }
    return false;
  }

  exports.inspect = inspect;
  exports.format = format;
  exports.formatWith = formatWith;
})
