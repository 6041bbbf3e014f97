// The distribution as a user gets it: its runtime, its cache, wherever it lies.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { launcher, sample } from '../servers.mjs';

const distribution = dirname(dirname(launcher));
const missing = !existsSync(join(distribution, 'lib/commonjs-ls.aot')) && 'built without a runtime and cache: that takes JDK 24 or newer with jlink';
const moved = join(mkdtempSync(join(tmpdir(), 'commonjs ls-')), 'anywhere');
const movedLauncher = join(moved, 'bin', basename(launcher));

const run = (command, args, environment = {}) =>
  spawnSync(command, args, { encoding: 'utf8', shell: command.endsWith('.cmd'), env: { ...process.env, COMMONJS_JAVA_HOME: '', ...environment } });
const ONLY_WITH_CACHE = { COMMONJS_JAVA_OPTS: '-XX:AOTMode=on' }; // the virtual machine ends where the cache does not fit

describe('distribution', { skip: missing }, () => {
  cpSync(distribution, moved, { recursive: true, preserveTimestamps: true });
  after(() => rmSync(dirname(moved), { recursive: true }));

  test('needs no Java and finds the mistakes of the sample', () => {
    const bare = { PATH: process.platform === 'win32' ? process.env.PATH : '/nowhere', JAVA_HOME: '' };
    const { status, stdout, stderr } = run(launcher, ['check', sample.file], bare);
    assert.equal(status, 1, stderr);
    assert.ok(stdout.includes(sample.diagnostic), stdout);
    assert.equal(stderr, '');
  });

  test('starts from its cache', () => assert.equal(run(launcher, ['--version'], ONLY_WITH_CACHE).status, 0));

  test('starts from its cache wherever it lies', () => assert.equal(run(movedLauncher, ['--version'], ONLY_WITH_CACHE).status, 0));

  test('control: a jar of another time does not fit; the program runs without its cache, and says nothing of it', () => {
    utimesSync(join(moved, 'lib/commonjs-ls.jar'), new Date(), new Date());
    assert.notEqual(run(movedLauncher, ['--version'], ONLY_WITH_CACHE).status, 0);
    const { status, stdout, stderr } = run(movedLauncher, ['--version']);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^commonjs-ls \d/);
    assert.equal(stderr, '');
  });
});
