const users = require('./src/users');
const greet = require('./src/greet');
const { parse } = require('./src/parse');

const ada = users.create('Ada', { admin: true });
greet(ada);
greet.shout(ada);
parse('ada');
