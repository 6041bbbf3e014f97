const user = require('./user');

module.exports = {
  User: user.User,
  create: user.create,
  ...require('./order'),
};
