#!/usr/bin/env bash
# fflate 0.8.3 (npm), its UMD build umd/index.js (the file that package.json gives to unpkg), Node.js 20 and newer.
#
# One would guess: a UMD build does the same wherever it is loaded. It asks for `module` and `exports`, and under Node
#   it takes worker threads from `worker_threads`, so gzip() with a callback works as gzipSync() does.
# What happens: gzipSync() works, gzip() throws "TypeError: (0 , t.default) is not a function" before the callback is
#   called. The part that starts workers under Node writes `exports.default = …` on the module's exports, which the
#   line around it then replaces (`module.exports = factory()`), and returns another object, which stays empty; the part
#   for browsers writes on the object that it returns. The same call on lib/node.cjs works.
# Seen: sync 22 | umd: TypeError: (0 , t.default) is not a function | node.cjs: 22
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent fflate@0.8.3
cat >ask.cjs <<'JS'
const path = require('node:path');
const folder = path.dirname(require.resolve('fflate/package.json'));
const umd = require(path.join(folder, 'umd/index.js'));
const node = require('fflate/node');
const data = new Uint8Array(4);
const lines = [`sync ${umd.gzipSync(data).length}`];
try {
  umd.gzip(data, (error, packed) => lines.push(`umd: called back ${error ?? packed.length}`));
} catch (error) {
  lines.push(`umd: ${error}`);
}
node.gzip(data, (error, packed) => {
  lines.push(`node.cjs: ${error ?? packed.length}`);
  console.log(lines.join('\n'));
});
JS
found=$(node ask.cjs)
expected='sync 22
umd: TypeError: (0 , t.default) is not a function
node.cjs: 22'
echo "$found"
[ "$found" = "$expected" ] || { echo "It does something else now." >&2; exit 1; }
