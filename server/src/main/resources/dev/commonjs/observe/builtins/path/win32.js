(function (exports, require) {
  Object.assign(exports, require('internal/path').win32);
})
