const web = require('../web');
const { create, order } = require('../models');
const { User, find } = require('../models/user');

const router = new web.Router();

router.get('/', (request, response) => {
  const ada = new User('Ada');
  response.end(ada.greet());
});
router.get('/ada', () => order(find('Ada'), 'a thing'));
router.get('/new', () => create('Bob', {}));

module.exports = router;
