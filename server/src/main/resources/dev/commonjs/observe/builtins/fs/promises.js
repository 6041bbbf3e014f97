(function (exports, require, module, host) {
  for (let name of Object.keys(exports)) if (typeof exports[name] === 'function' && name !== 'watch') exports[name] = never(name);
  function never(name) {
    return { [name]() { return new Promise(() => {}); } }[name];
  }
})
