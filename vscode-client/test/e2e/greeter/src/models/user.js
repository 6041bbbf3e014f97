/** Somebody who may sign in. */
module.exports = class User {
  constructor(name) {
    this.name = name;
  }
};
