// VS Code without a desktop: code-server, from npm alone, used through headless Chromium.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  accessSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const VERSION = '4.100.3'; // VS Code 1.100; the last but few that runs on Node 20
const TYPESCRIPT = 'lib/vscode/extensions/typescript-language-features';

const onPath = (names) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(executable);

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Undefined where there is none. */
export const chromiumPath = () =>
  process.env.CHROMIUM ?? onPath(['chromium', 'chromium-browser', 'google-chrome']);

/**
 * Installs code-server into two folders, with and without VS Code's JavaScript support, unless they
 * are there. Neither of the two scripts of its packages that download or compile something is run.
 */
export function install(folder) {
  const full = path.join(folder, `code-server-${VERSION}`);
  const alone = `${full}-without-typescript`;
  if (!existsSync(alone)) {
    rmSync(full, { recursive: true, force: true });
    mkdirSync(full, { recursive: true });
    writeFileSync(path.join(full, 'package.json'), '{ "private": true }\n');
    npmInstall(full, `code-server@${VERSION}`);
    const code = path.join(full, 'node_modules', 'code-server', 'lib', 'vscode');
    npmInstall(code);
    npmInstall(path.join(code, 'extensions'));
    symlinkSync('node_modules', path.join(code, 'node_modules.asar'));
    replaceNatives(full, code);
    const unfinished = `${alone}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    execFileSync('cp', ['-al', full, unfinished]); // hard links: 300 MB once
    rmSync(path.join(unfinished, 'node_modules', 'code-server', TYPESCRIPT), { recursive: true });
    execFileSync('mv', [unfinished, alone]);
  }
  return { full, alone };
}

function npmInstall(folder, ...what) {
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', '--force'];
  execFileSync('npm', ['install', ...flags, ...what], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Stand-ins for what would have to be compiled and is loaded at the start. Only the one for log files
 * does something: output channels are log files too.
 */
function replaceNatives(full, code) {
  const modules = path.join(code, 'node_modules');
  const logger = `
    const { appendFileSync, mkdirSync } = require('node:fs');
    class Logger {
      constructor(file) { this.file = file; this.plain = false; mkdirSync(require('node:path').dirname(file), { recursive: true }); }
      write(text) { appendFileSync(this.file, this.plain ? text : text + '\\n'); }
      clearFormatters() { this.plain = true; }
      flush() {} drop() {} setPattern() {} setLevel() {} getLevel() { return 2; }
    }
    for (const level of ['info', 'warn', 'error', 'critical']) Logger.prototype[level] = Logger.prototype.write;
    for (const level of ['trace', 'debug']) Logger.prototype[level] = () => {};
    exports.Logger = Logger;
    exports.version = 0;
    exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
    exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(file);`;
  replace(path.join(full, 'node_modules', 'argon2'), '');
  replace(path.join(modules, '@vscode', 'spdlog'), logger);
  for (const name of ['native-watchdog', '@vscode/native-watchdog']) {
    if (existsSync(path.join(modules, name))) {
      replace(path.join(modules, name), 'exports.start = () => {};');
    }
  }
}

function replace(folder, source) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "main": "index.js" }');
  writeFileSync(path.join(folder, 'index.js'), source);
}

/** Leaves no process behind, however the tests end. */
const groups = new Set();
const endAll = () => groups.forEach(endGroup);
process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.exit(1));
}

function endGroup(child) {
  groups.delete(child);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.startupPrompt': 'never',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'chat.commandCenter.enabled': false,
};

/**
 * Starts one VS Code with its own profile.
 *
 * @param vsix installed first, if given
 * @param trusted whether the workspace is; if not, nobody is asked about it
 * @returns url, the file of the machine's settings, and close()
 */
export async function start({ folder, settings = {}, env = {}, vsix, trusted = true, log }) {
  const state = mkdtempSync(path.join(tmpdir(), 'vscode-e2e-'));
  const user = path.join(state, 'data', 'User');
  const machine = path.join(state, 'data', 'Machine');
  const settingsFile = path.join(machine, 'settings.json');
  for (const folder of [user, machine]) {
    // A browser's window counts as remote: what is the machine's own is read from the second one.
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  }
  writeFileSync(path.join(state, 'config.yaml'), 'auth: none\n');
  const entry = path.join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
  const profile = [
    ['--user-data-dir', path.join(state, 'data')],
    ['--extensions-dir', path.join(state, 'extensions')],
    ['--config', path.join(state, 'config.yaml')],
  ].flat();
  const environment = {
    ...process.env,
    ...env,
    HOME: state,
    XDG_CONFIG_HOME: path.join(state, 'c'),
    XDG_DATA_HOME: path.join(state, 'd'),
  };
  if (vsix !== undefined) {
    execFileSync(process.execPath, [entry, ...profile, '--install-extension', vsix], {
      env: environment,
      stdio: 'pipe',
    });
  }
  const port = await freePort();
  const options = [
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    ...(trusted ? ['--disable-workspace-trust'] : []),
  ];
  mkdirSync(path.dirname(log), { recursive: true });
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, [entry, ...profile, ...options], {
    env: environment,
    stdio: ['ignore', out, out],
    detached: true,
  });
  closeSync(out);
  groups.add(child);
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/healthz`, child);
  return {
    url,
    settingsFile,
    async close() {
      process.kill(-child.pid, 'SIGTERM');
      await Promise.race([exited, delay(5_000)]);
      endGroup(child);
      const logs = path.join(state, 'data', 'logs');
      if (existsSync(logs)) {
        cpSync(logs, `${log}.d`, { recursive: true });
      }
      rmSync(state, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answers(url, child) {
  const end = Date.now() + 60_000;
  while (Date.now() < end && child.exitCode === null) {
    if ((await fetch(url).catch(() => undefined))?.ok) {
      return;
    }
    await delay(100);
  }
  throw new Error(`code-server does not answer (exit code ${child.exitCode})`);
}

export async function browser(executablePath) {
  const { chromium } = await import('playwright-core');
  const offline = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...offline],
  });
}

export const newest = (folder, pattern) =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .at(-1);
