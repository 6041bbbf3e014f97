class Router {
  constructor() {
    this.routes = [];
  }

  get(path, handler) {
    this.routes.push({ path, handler });
    return this;
  }
}

module.exports = Router;
