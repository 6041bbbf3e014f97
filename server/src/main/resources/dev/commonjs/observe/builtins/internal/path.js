// Both kinds of paths: the rules that differ are in `style`.
(function (exports, require, module, host) {
  const { argumentType, define } = require('internal/errors');

  function text(value, name) {
    if (typeof value !== 'string') throw argumentType(name, 'of type string', value);
    return value;
  }

  const posixStyle = {
    sep: '/',
    delimiter: ':',
    isSeparator: (character) => character === '/',
    root: (path) => ({ device: '', length: path[0] === '/' ? 1 : 0, absolute: path[0] === '/' }),
  };
  const windowsStyle = {
    sep: '\\',
    delimiter: ';',
    isSeparator: (character) => character === '/' || character === '\\',
    root: windowsRoot,
  };

  const isLetter = (character) => /^[A-Za-z]$/.test(character || '');

  /** `device`: a drive or a share; `length`: of all before the first name; `absolute`: whether that is the whole way. */
  function windowsRoot(path) {
    const is = windowsStyle.isSeparator;
    if (is(path[0])) {
      const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)([\\/]?)/.exec(path);
      if (share) {
        const whole = share[0].length === path.length && !share[3];
        return { device: '\\\\' + share[1] + '\\' + share[2], length: share[0].length, absolute: true, bare: whole };
      }
      return { device: '', length: 1, absolute: true };
    }
    if (isLetter(path[0]) && path[1] === ':') {
      const absolute = path.length > 2 && is(path[2]);
      return { device: path.slice(0, 2), length: absolute ? 3 : 2, absolute: absolute };
    }
    return { device: '', length: 0, absolute: false };
  }

  function make(style) {
    const is = style.isSeparator;
    const sep = style.sep;
    const windows = sep === '\\';

    function names(path) {
      const list = [];
      let from = 0;
      for (let i = 0; i <= path.length; i++) {
        if (i === path.length || is(path[i])) {
          if (i > from) list.push(path.slice(from, i));
          from = i + 1;
        }
      }
      return list;
    }

    /** Without `.` and with `..` followed; those that lead above stay only where that means something. */
    function simplify(list, mayLeadAbove) {
      const kept = [];
      for (let name of list) {
        if (name === '.') continue;
        if (name !== '..') kept.push(name);
        else if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
        else if (mayLeadAbove) kept.push('..');
      }
      return kept.join(sep);
    }

    function normalize(path) {
      if (text(path, 'path') === '') return '.';
      const root = style.root(path);
      if (root.bare) return root.device + '\\';
      let tail = simplify(names(path.slice(root.length)), !root.absolute);
      if (tail === '' && !root.absolute) tail = '.';
      if (tail !== '' && is(path[path.length - 1]) && path.length > root.length) tail += sep;
      return root.device + (root.absolute ? sep : '') + tail;
    }

    function isAbsolute(path) {
      return style.root(text(path, 'path')).absolute;
    }

    function join(...parts) {
      const there = parts.filter((part) => text(part, 'path') !== '');
      if (there.length === 0) return '.';
      let joined = there.join(sep);
      if (windows) {
        // Only a first part that is a share itself may give one.
        const first = there[0];
        const share = is(first[0]) && is(first[1]) && first.length > 2 && !is(first[2]);
        if (!share) joined = joined.replace(/^[\\/]{2,}/, '\\');
      }
      return normalize(joined);
    }

    function cwd() {
      return host.workingFolder;
    }

    function resolve(...parts) {
      let device = '';
      let tail = '';
      let absolute = false;
      for (let i = parts.length - 1; i >= -1; i--) {
        if (absolute && (!windows || device !== '')) break;
        let path = i >= 0 ? text(parts[i], `paths[${i}]`) : cwd();
        if (path === '') continue;
        let root = style.root(path);
        if (root.device !== '') {
          if (device === '') device = root.device;
          else if (device.toLowerCase() !== root.device.toLowerCase()) continue;
        }
        if (!absolute) {
          tail = path.slice(root.length) + sep + tail;
          absolute = root.absolute;
        }
      }
      const simple = simplify(names(tail), !absolute);
      return device + (absolute ? sep : '') + simple || '.';
    }

    function relative(from, to) {
      text(from, 'from');
      text(to, 'to');
      if (from === to) return '';
      const start = resolve(from);
      const end = resolve(to);
      const fold = (name) => (windows ? name.toLowerCase() : name);
      if (fold(start) === fold(end)) return '';
      const a = names(start);
      const b = names(end);
      if (windows && fold(a[0] || '') !== fold(b[0] || '')) return end;
      let common = 0;
      while (common < a.length && common < b.length && fold(a[common]) === fold(b[common])) common++;
      return [...a.slice(common).map(() => '..'), ...b.slice(common)].join(sep);
    }

    /** How much of a path of one root is that root, as `dirname` and `parse` see it. */
    function rootLength(path) {
      return style.root(path).length;
    }

    function dirname(path) {
      if (text(path, 'path') === '') return '.';
      const root = rootLength(path);
      if (path.length <= root) return path;
      let end = path.length;
      while (end > root && is(path[end - 1])) end--;
      while (end > root && !is(path[end - 1])) end--;
      if (end > root) {
        end--;
        if (!windows && root === 1 && end === 1) return '//';
        return path.slice(0, end);
      }
      if (root === 0) return '.';
      if (!windows && end === 1 && is(path[1])) return path[2] === undefined || !is(path[2]) ? '/' : '//';
      return path.slice(0, root);
    }

    function lastName(path) {
      let start = 0;
      if (windows && isLetter(path[0]) && path[1] === ':') start = 2;
      let end = path.length;
      while (end > start && is(path[end - 1])) end--;
      let from = end;
      while (from > start && !is(path[from - 1])) from--;
      return path.slice(from, end);
    }

    function basename(path, suffix) {
      if (suffix !== undefined) text(suffix, 'suffix');
      const name = lastName(text(path, 'path'));
      if (suffix && suffix === path) return '';
      if (suffix && name !== suffix && name.endsWith(suffix)) return name.slice(0, name.length - suffix.length);
      return name;
    }

    function extension(name) {
      const dot = name.lastIndexOf('.');
      return dot <= 0 || name === '..' ? '' : name.slice(dot);
    }

    function extname(path) {
      return extension(lastName(text(path, 'path')));
    }

    function format(parts) {
      if (parts === null || typeof parts !== 'object') throw argumentType('pathObject', 'of type object', parts);
      const dir = parts.dir || parts.root;
      const ext = parts.ext ? (parts.ext[0] === '.' ? '' : '.') + parts.ext : '';
      const base = parts.base || (parts.name || '') + ext;
      if (!dir) return base;
      return dir === parts.root ? dir + base : dir + sep + base;
    }

    function parse(path) {
      const base = lastName(text(path, 'path'));
      const ext = extension(base);
      const length = rootLength(path);
      const root = path.slice(0, length);
      let dir = root;
      let end = path.length;
      while (end > length && is(path[end - 1])) end--;
      while (end > length && !is(path[end - 1])) end--;
      if (end > length) dir = path.slice(0, end - 1);
      return { root: root, dir: dir, base: base, ext: ext, name: ext ? base.slice(0, base.length - ext.length) : base };
    }

    function toNamespacedPath(path) {
      if (!windows || typeof path !== 'string' || path === '') return path;
      const full = resolve(path);
      if (/^\\\\[^?.]/.test(full)) return '\\\\?\\UNC\\' + full.slice(2);
      return /^[A-Za-z]:\\/.test(full) ? '\\\\?\\' + full : path;
    }

    return { resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname, format, parse,
      sep: sep, delimiter: style.delimiter, _makeLong: toNamespacedPath };
  }

  exports.posix = make(posixStyle);
  exports.win32 = make(windowsStyle);
})
