module.exports = require('./lib/web');
