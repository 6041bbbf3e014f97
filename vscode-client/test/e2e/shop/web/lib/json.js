exports = module.exports = json;

function json(options = {}) {
  return (request) => read(request, options);
}

function read(request, options) {
  request.body = JSON.parse(request.text, options.reviver);
}
