const models = require('./models');

const author = new models.user('Ada');
console.log(models.post('Notes', author));
