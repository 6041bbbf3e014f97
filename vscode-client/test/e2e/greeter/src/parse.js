/** Reads a user from a line. */
exports.parse = function parse(line) {
  return { name: line.trim() };
};

setTimeout(() => {
  exports.late = true;
});
