// "I replace the whole module." `module` is a variable too, and Node keeps its own reference.
module = {
  exports: {
    greet: (name) => `Hello, ${name}!`,
  },
};
