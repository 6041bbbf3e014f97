// "I export one function." But `exports` is only a variable: this line makes the variable point
// somewhere else, and `require()` still gives out the old, empty object.
exports = function greet(name) {
  return `Hello, ${name}!`;
};
