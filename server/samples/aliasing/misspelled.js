// One letter is missing. Node doesn't mind: `module` simply gets a new property.
module.export = {
  greet: (name) => `Hello, ${name}!`,
};
