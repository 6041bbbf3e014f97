// Asks Node. In: one JSON object per line, {mode, from, specifier}. Out: one per line, {file} or {builtin} or {code};
// before that, {node: version}. Run with --expose-internals --no-warnings.
'use strict';
const { createRequire } = require('module');
const { fileURLToPath, pathToFileURL } = require('url');
const { readFileSync } = require('fs');
const { defaultResolve } = require('internal/modules/esm/resolve');

function required(from, specifier) {
  const found = createRequire(from).resolve(specifier);
  return found[0] === '/' || /^[A-Za-z]:\\/.test(found) ? { file: found } : { builtin: found.replace(/^node:/, '') };
}

function imported(from, specifier) {
  const { url } = defaultResolve(specifier, { parentURL: pathToFileURL(from).href });
  return url.startsWith('node:') ? { builtin: url.slice(5) } : { file: fileURLToPath(url) };
}

console.log(JSON.stringify({ node: process.versions.node }));
for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (line === '') continue;
  const { mode, from, specifier } = JSON.parse(line);
  let answer;
  try {
    answer = (mode === 'REQUIRE' ? required : imported)(from, specifier);
  } catch (e) {
    // Node 20 lets JSON.parse speak where later versions have a code.
    answer = { code: e.code ?? (e instanceof SyntaxError ? 'ERR_INVALID_PACKAGE_CONFIG' : e.name) };
  }
  console.log(JSON.stringify(answer));
}
