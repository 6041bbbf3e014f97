exports.order = function order(user, ...things) {
  return { user, things };
};
