class User {
  constructor(name) {
    this.name = name;
  }

  greet() {
    return `Hello, ${this.name}.`;
  }
}

/** Makes a user of a name. */
function create(name, options) {
  return Object.assign(new User(name), options);
}

exports.User = User;
exports.create = create;
exports.find = (name) => create(name, { found: true });
