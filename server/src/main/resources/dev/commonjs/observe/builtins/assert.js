(function (exports, require, module) {
  module.exports = require('internal/assert').assert;
})
