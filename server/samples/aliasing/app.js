// What the mistakes do to the people who use these modules. Every line but those of `right` fails.
const right = require('./right');
console.log(right.greet('you'), right.shout('you'), right.version);

const greet = require('./exports-reassigned');
greet('you'); // TypeError: it is {}, not a function

const lost = require('./lost-write');
lost('you');
lost.shout('you'); // TypeError: there is no shout

const { shout } = require('./overwritten-export');
shout('you'); // TypeError: shout is undefined

require('./stale-alias').shout('you');
require('./module-reassigned').greet('you');
require('./misspelled').greet('you');
require('./late-export').greet('you');
require('./var-exports').greet('you');

require('./rigth'); // Error: Cannot find module
