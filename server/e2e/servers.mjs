// The server under test, and the sample that every client looks at.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** The built distribution, started as an editor does; COMMONJS_LS names another launcher. */
export const launcher = process.env.COMMONJS_LS ?? path(`../target/commonjs-ls/bin/commonjs-ls${process.platform === 'win32' ? '.cmd' : ''}`);
export const command = [launcher, '--stdio'];
if (!existsSync(launcher)) throw new Error(`${launcher} is not there. Build first: mvn -DskipTests package`);

/** The same server with something wrong put in: see faulty.mjs. */
export const faulty = (fault) => [process.execPath, path('faulty.mjs'), fault, ...command];

export const sample = {
  root: path('../samples/aliasing'),
  file: path('../samples/aliasing/app.js'),
  /** The name `greet` in `right.greet('you')`, lines and columns from 0. */
  position: { line: 2, character: 19 },
  diagnostic: 'Cannot find `./rigth`',
  hover: 'greet(name)',
  target: path('../samples/aliasing/right.js'),
  members: ['greet', 'shout', 'version'],
  references: ['app.js:3', 'right.js:10', 'right.js:3', 'right.js:5'],
  /** What the two files have when `greet` is renamed; nothing is saved. */
  rename: { name: 'welcome', used: "right.welcome('you')", exported: 'module.exports = { welcome: greet, ' },
};
