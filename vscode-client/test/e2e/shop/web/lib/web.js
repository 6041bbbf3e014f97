const mixin = require('./mixin');
const proto = require('./application');
const Router = require('./router');

exports = module.exports = createApplication;

function createApplication() {
  const app = function (request, response) {
    app.handle(request, response);
  };
  mixin(app, proto);
  app.init();
  return app;
}

exports.Router = Router;
exports.json = require('./json');
