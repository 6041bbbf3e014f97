// The end-to-end tests: node run.mjs [FOLDER-OR-FILE…]
// Brings what they need from the npm registry when the lock file has changed, makes the protocol's schema, and runs them.
import { execSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const newer = (file, than) => !existsSync(than) || statSync(file).mtimeMs > statSync(than).mtimeMs;
const sh = (command) => execSync(command, { cwd: here, stdio: 'inherit' });

const lock = join(here, 'package-lock.json');
if (newer(lock, join(here, 'node_modules/.package-lock.json'))) sh('npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error');

const schema = join(here, '../target/e2e/schema.json');
if (newer(lock, schema) || newer(join(here, 'protocol/schema.mjs'), schema)) sh(`node protocol/schema.mjs "${schema}"`);

const tests = process.argv.length > 2 ? process.argv.slice(2) : ['distribution/', 'cache/', 'protocol/', 'editors/'];
const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=2', ...tests], { cwd: here, stdio: 'inherit' });
process.exit(status ?? 1);
