/** The right way. `exports` and `module.exports` start out as the same object, and `require()`
 * gives out `module.exports`. So either add to that object, or replace it once, by its full name. */
module.exports = { greet, version: '1.0' };

function greet(name) {
  return `Hello, ${name}!`;
}

// This is fine too: it adds to the object that was just exported.
module.exports.shout = (name) => greet(name).toUpperCase();
