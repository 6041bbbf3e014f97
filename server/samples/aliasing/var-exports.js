// "I declare my exports first." With `var` this is the very same as `exports = …`.
var exports = {
  greet: (name) => `Hello, ${name}!`,
};
