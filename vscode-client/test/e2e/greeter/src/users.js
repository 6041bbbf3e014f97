const { parse } = require('./parse');

/** Makes a user of a name. */
function create(name, options = {}) {
  return { name, ...options };
}

const ROLES = { admin: 'ADMIN', guest: 'GUEST' };

exports.create = create;
exports.ROLES = ROLES;
exports.parse = parse;
