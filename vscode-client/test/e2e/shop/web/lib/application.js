const http = require('http');

const app = (exports = module.exports = {});

app.init = function init() {
  this.stack = [];
};

app.use = function use(handler) {
  this.stack.push(handler);
  return this;
};

app.handle = function handle(request, response) {
  this.stack.forEach((handler) => handler(request, response));
};

app.listen = function listen(port) {
  return http.createServer(this).listen(port);
};
