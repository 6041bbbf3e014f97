// "I export `shout`, and then the rest." The last line throws the object away that has `shout`.
exports.shout = (name) => `HELLO, ${name}!`;

module.exports = {
  greet: (name) => `Hello, ${name}!`,
};
