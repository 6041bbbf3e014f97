module.exports = function greet(user) {
  console.log(`Hello, ${user.name}.`);
};

exports.shout = (user) => console.log(`HELLO, ${user.name}!`);
