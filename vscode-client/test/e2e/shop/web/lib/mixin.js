/** Copies what `from` has to `into`. */
module.exports = function mixin(into, from) {
  for (const name of Object.keys(from)) {
    into[name] = from[name];
  }
  return into;
};
