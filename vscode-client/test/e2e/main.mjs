// Tests the packaged extension in VS Code (README.md says what is needed).
//
//   npm run e2e            everything
//   npm run e2e -- host    a part: host, controls, page or ui
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromiumPath, install, newest } from './code-server.mjs';
import { tryGraph } from './graph.mjs';
import { runSuite } from './host.mjs';
import { takePictures } from './ui.mjs';

const target = path.resolve('target');
const work = path.join(target, 'e2e');
const wanted = process.argv.slice(2);
const chromium = chromiumPath();
if (chromium === undefined || process.platform !== 'linux') {
  console.log(
    'SKIPPED: the tests in VS Code need Linux and Chromium on the PATH or in CHROMIUM (Debian: test/e2e/install.sh).',
  );
  process.exit(0);
}
const universal = newest(target, /^commonjs-[0-9].*\.vsix$/);
const platform =
  newest(target, new RegExp(`^commonjs-${process.platform}-${process.arch}-.*\\.vsix$`)) ?? universal;
if (platform === undefined) {
  console.error('There is no package in target/: make one first (npm run package).');
  process.exit(2);
}

const began = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
let failed = false;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const { full, alone } = install(target);
console.log(`code-server is there (${seconds(began)})`);

/** The folder of the unpacked extension. */
function unpacked(vsix) {
  const folder = path.join(work, vsix);
  if (!existsSync(folder)) {
    execFileSync('unzip', ['-q', path.join(target, vsix), '-d', folder]);
  }
  return path.join(folder, 'extension');
}

/** A project is copied for each run: a test may leave changes behind. */
function project(name, from = 'greeter') {
  const folder = path.join(work, name, from);
  cpSync(path.join(import.meta.dirname, from), folder, { recursive: true });
  return folder;
}

async function part(name, body) {
  if (wanted.length > 0 && !wanted.some((part) => name.startsWith(part))) {
    return;
  }
  const since = Date.now();
  const { passed, lines } = await body(name.replace(/[^a-z]+/g, '-'));
  lines.forEach((line) => console.log(line));
  console.log(`${passed ? 'PASSED' : 'FAILED'} ${name} (${seconds(since)})\n`);
  failed ||= !passed;
}

const suite =
  (code, env, { settings = {}, trusted = true, vsix = platform, from = 'greeter', suites = [from] } = {}) =>
  (name) =>
    runSuite({
      code,
      chromium,
      extension: unpacked(vsix),
      project: project(name, from),
      settings,
      env: { ...env, E2E_SUITES: suites.join(','), E2E_TRUSTED: trusted ? 'yes' : 'no' },
      trusted,
      log: path.join(work, `${name}.log`),
    });

/** A run that must fail, and for the reason given. */
const control = (reason, env, settings) => async (name) => {
  const { passed, lines } = await suite(alone, { E2E_CONTROL: name, ...env }, { settings })(name);
  const caught = !passed && lines.some((line) => line.includes(reason));
  return { passed: caught, lines: caught ? [`e2e   ok    it fails: ${lines.at(-1)}`] : lines };
};

/** The same with something else in the place of Java, which must have been started. */
const controlOfServer = (reason, script) => async (name) => {
  const home = pretendedJava(name, `touch "$0.started"; ${script}`);
  const env = { E2E_LIMIT: '10000' };
  const result = await control(reason, env, { 'commonjs.java.home': home })(name);
  return existsSync(path.join(home, 'bin', 'java.started'))
    ? result
    : { passed: false, lines: ['e2e   FAIL  what stands in for Java was not started'] };
};

/** A folder that looks like a Java. */
function pretendedJava(name, script) {
  const home = path.join(work, name, 'java');
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  writeFileSync(path.join(home, 'release'), 'JAVA_VERSION="21.0.1"\n');
  writeFileSync(path.join(home, 'bin', 'java'), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(home, 'bin', 'java'), 0o755);
  return home;
}

console.log(`Testing ${platform} and, beside VS Code's JavaScript support, ${universal}\n`);
await part(
  "host: in an untrusted workspace, without VS Code's JavaScript support",
  suite(alone, {}, { trusted: false }),
);
await part(
  "host: beside VS Code's JavaScript support",
  suite(full, { E2E_TYPESCRIPT: 'yes' }, { vsix: universal }),
);
await part("host: in a shop, without VS Code's JavaScript support", suite(alone, {}, { from: 'shop' }));
await part(
  "host: in a shop, beside VS Code's JavaScript support",
  suite(full, { E2E_TYPESCRIPT: 'yes' }, { vsix: universal, from: 'shop', suites: ['shop', 'jumps'] }),
);
await part('controls: a server that ends at once', controlOfServer('no findings', 'exit 3'));
await part(
  'controls: a server that writes garbage',
  controlOfServer('no findings', 'printf "hello\\r\\n\\r\\n"; exec sleep 60'),
);
await part(
  'controls: a wrong assertion',
  control("+   'src/users.js:4'", {
    E2E_CONTROL: 'wrong assertion',
    E2E_ONLY: 'a wrong assertion is noticed',
  }),
);
await part('page: the module graph of 500 modules', (name) =>
  tryGraph({
    chromium,
    launcher: path.join(unpacked(platform), 'server', 'bin', 'commonjs-ls'),
    folder: path.join(work, name),
    target,
  }),
);
await part('ui: pictures', (name) =>
  takePictures({
    code: full,
    chromium,
    vsix: path.join(target, platform),
    project: project(name),
    target,
    log: path.join(work, `${name}.log`),
  }),
);
console.log(`${failed ? 'FAILED' : 'PASSED'} (${seconds(began)})`);
process.exit(failed ? 1 : 0);
