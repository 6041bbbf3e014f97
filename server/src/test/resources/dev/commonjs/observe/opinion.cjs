// Node's own opinion of what a finding says. `node opinion.cjs QUESTION`, a process for each question, since what one module
// patches the next would see; QUESTION is JSON: what to load (`target`), what to load before it (`before`, if any), the members
// to go along (`path`), and `about`: `member` (is the last of the path there?), `call` (is it a function?), `whole` (has it
// anything?). Modules may print; the line that starts with the mark is the answer.
'use strict';
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');

const MARK = 'opinion:';
const { target, before, path, about } = JSON.parse(process.argv[2]);

let answer = 'unknown: it ended the process while loading';
process.on('exit', () => fs.writeSync(1, `\n${MARK}${answer}\n`));
process.on('uncaughtException', () => {});

// Modules look at their arguments and at what was started.
process.argv.length = 2;
process.argv[1] = before ?? target;

async function load(file) {
  try {
    return require(file);
  } catch (error) {
    if (error?.code !== 'ERR_REQUIRE_ESM' && error?.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(pathToFileURL(file));
  }
}

function judge(whole) {
  const steps = about === 'member' ? path.slice(0, -1) : path;
  let value = whole;
  for (const step of steps) {
    if (value === null || value === undefined) return 'unknown: nothing has a member';
    value = value[step];
  }
  if (about === 'call') return typeof value === 'function' ? 'yes' : 'no';
  if (value === null || value === undefined) return 'unknown: nothing has a member';
  if (about === 'member') return path.at(-1) in Object(value) ? 'yes' : 'no';
  return typeof value !== 'object' || Reflect.ownKeys(value).length > 0 ? 'yes' : 'no';
}

(async () => {
  try {
    if (before) await load(before);
    answer = judge(await load(target));
  } catch (error) {
    const why = error instanceof Error ? `${error.code ?? error.name}: ${error.message}` : String(error);
    answer = `unknown: ${why.split('\n')[0].slice(0, 160)}`;
  }
  process.exit(0); // whatever timers and servers the modules have left
})();
