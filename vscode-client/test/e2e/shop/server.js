const web = require('./web');
const config = require('./config');
const user = require('./models/user');
const routes = require('./routes');

const app = web();
app.use(web.json({ reviver: null }));
routes(app);
app.use((request, response) => response.end(user.find('nobody').greet()));

exports.app = app;
exports.start = () => app.listen(config.port);
