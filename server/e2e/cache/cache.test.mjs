// Summaries on disk: shared by runs, by processes at the same time, and never in the way of an answer.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { launcher } from '../servers.mjs';

const folder = mkdtempSync(join(tmpdir(), 'commonjs ls cache-'));
const project = join(folder, 'project');
const MODULES = 100;
mkdirSync(project);
for (let i = 0; i < MODULES; i++) {
  writeFileSync(
    join(project, `m${i}.js`),
    `const next = require('./m${(i + 1) % MODULES}');
exports.name${i} = (value) => next.name${(i + 1) % MODULES}(value + ${i});
exports.gone = () => next.absent${i};
${i % 16 === 0 ? `exports = { name: ${i} };\n` : ''}`,
  );
}

const shell = launcher.endsWith('.cmd');
const environment = (cache) => ({ ...process.env, COMMONJS_CACHE: cache });
const check = (args, cache = 'off') => {
  const { status, stdout, stderr } = spawnSync(launcher, ['check', '--format', 'json', ...args, '.'], { cwd: project, encoding: 'utf8', shell, env: environment(cache), maxBuffer: 1 << 26 });
  return { status, stdout, stderr };
};
const files = (cache) => (existsSync(cache) ? readdirSync(cache, { recursive: true }).map((name) => join(cache, name)).filter((name) => statSync(name).isFile()) : []);
const expected = check(['--no-cache']);

describe('the cache of summaries', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('there is something to find', () => {
    assert.equal(expected.status, 1, expected.stderr);
    assert.ok(JSON.parse(expected.stdout).filter((finding) => finding.rule === 'exports-reassigned').length >= 6);
  });

  test('a second run says the same, byte for byte, and adds nothing', () => {
    const cache = join(folder, 'twice');
    assert.deepEqual(check(['--cache', cache]), expected);
    const kept = files(cache);
    assert.equal(kept.length, 1);
    const bytes = readFileSync(kept[0]);
    assert.deepEqual(check(['--cache', cache]), expected);
    assert.deepEqual(files(cache), kept);
    assert.deepEqual(readFileSync(kept[0]), bytes);
  });

  test("it is the user's, unless that is switched off", () => {
    const cache = join(folder, 'user');
    assert.deepEqual(check(['--no-cache'], cache), expected);
    assert.deepEqual(files(cache), []);
    assert.deepEqual(check([], cache), expected);
    assert.equal(files(cache).length, 1);
  });

  test('what is kept is what is found: a file that changed is read again', () => {
    const cache = join(folder, 'changed');
    check(['--cache', cache]);
    const file = join(project, 'm7.js');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, `${before}exports = { changed: true };\n`);
    try {
      assert.deepEqual(check(['--cache', cache]), check(['--no-cache']));
      assert.notEqual(check(['--cache', cache]).stdout, expected.stdout);
    } finally {
      writeFileSync(file, before);
    }
    assert.deepEqual(check(['--cache', cache]), expected);
  });

  test('two at once both say the same, and a third finds all', async () => {
    const cache = join(folder, 'both');
    const start = () =>
      new Promise((resolve) => {
        const child = spawn(launcher, ['check', '--format', 'json', '--cache', cache, '.'], { cwd: project, shell, env: environment('off') });
        let stdout = '';
        child.stdout.setEncoding('utf8').on('data', (data) => (stdout += data));
        child.on('close', (status) => resolve({ status, stdout }));
      });
    for (const { status, stdout } of await Promise.all([start(), start()])) {
      assert.equal(status, expected.status);
      assert.equal(stdout, expected.stdout);
    }
    const kept = files(cache);
    assert.deepEqual(check(['--cache', cache]), expected);
    assert.deepEqual(files(cache), kept);
  });

  test('one that was killed while it wrote leaves nothing wrong', async () => {
    const cache = join(folder, 'killed');
    for (const size of [1, 8_000, 20_000]) {
      const child = spawn(launcher, ['check', '--cache', cache, '.'], { cwd: project, shell, env: environment('off'), stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const timer = setInterval(() => files(cache).some((file) => statSync(file).size >= size) && child.kill('SIGKILL'), 1);
      await ended;
      clearInterval(timer);
      assert.deepEqual(check(['--cache', cache]), expected);
    }
  });

  test('bytes that are no summaries, or of another build, are passed over', () => {
    const cache = join(folder, 'broken');
    check(['--cache', cache]);
    const [file] = files(cache);
    const bytes = readFileSync(file);
    for (let i = 100; i < bytes.length; i += 1000) bytes[i] ^= 0xff;
    writeFileSync(file, bytes);
    mkdirSync(join(cache, 'another'));
    writeFileSync(join(cache, 'another/x.summaries'), 'nothing of ours');
    assert.deepEqual(check(['--cache', cache]), expected);
  });

  test('a place where nothing can be kept is no failure', () => {
    const file = join(folder, 'a file');
    writeFileSync(file, 'mine');
    assert.deepEqual(check(['--cache', file]), expected);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    assert.deepEqual(check(['--cache', join(locked, 'cache')]), expected);
    chmodSync(locked, 0o700);
  });
});
