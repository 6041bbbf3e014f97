(function (exports, require) {
  Object.setPrototypeOf(exports, require('events').prototype);
})
