// "I export a function and hang a helper on it." After the first line `exports` is still the old
// object, which nobody will ever see. The helper ends up there.
module.exports = function greet(name) {
  return `Hello, ${name}!`;
};

exports.shout = (name) => `HELLO, ${name}!`;
