(function (global, require, host) {})
