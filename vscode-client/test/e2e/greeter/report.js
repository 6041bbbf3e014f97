const models = require('./src/models');

module.exports = (name) => models.post('Report', new models.user(name));
