// "`self` is my exports." It was, until the next line replaced them; `self` still is the old object.
const self = exports;

module.exports = {
  greet: (name) => `Hello, ${name}!`,
};

self.shout = (name) => `HELLO, ${name}!`;
