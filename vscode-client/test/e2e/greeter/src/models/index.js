// Exports one property for each file in this folder: reading alone can't tell which.
const fs = require('fs');
const path = require('path');

for (const file of fs.readdirSync(__dirname)) {
  if (file !== path.basename(__filename)) {
    exports[path.basename(file, '.js')] = require(`./${file}`);
  }
}
