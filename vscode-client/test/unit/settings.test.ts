import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import manifest from '../../package.json';
import { forLaunch, forServer, OF_PROCESS, OF_SERVER, OF_START } from '../../src/settings';

/** Defaults below, what somebody has set above. */
function configuration(defaults: Record<string, unknown>, set: Record<string, unknown>) {
  return {
    get: (key: string) => set[key] ?? defaults[key],
    inspect: (key: string) => ({ defaultValue: defaults[key], globalValue: set[key] }),
  };
}

/** What is always sent. */
const rules = { 'syntax-error': 'off' };

test("only what somebody has set is sent, so that the project's own settings hold", () => {
  const defaults = { rules: {}, exclude: [], nodeVersion: '', 'diagnostics.includeNodeModules': false };
  assert.deepEqual(forServer(configuration(defaults, {}), true), { rules });
  const set = { exclude: [], 'diagnostics.includeNodeModules': true };
  assert.deepEqual(forServer(configuration(defaults, set), true), {
    rules,
    exclude: [],
    diagnostics: { includeNodeModules: true },
  });
});

test('nothing is run in a workspace that is not trusted, whatever is set', () => {
  for (const set of [{}, { 'observe.enable': true }]) {
    assert.deepEqual(forServer(configuration({}, set), false), { rules, observe: { enable: false } });
  }
});

test('what TypeScript says is not said again unless somebody wants it', () => {
  const set = { rules: { 'late-export': 'off', 'syntax-error': 'error' } };
  assert.deepEqual(forServer(configuration({}, set), true), set);
  assert.deepEqual(forServer(configuration({}, { rules: { 'late-export': 'off' } }), true), {
    rules: { 'syntax-error': 'off', 'late-export': 'off' },
  });
});

test('what names a process is read whatever a person wrote', () => {
  const written = {
    'java.home': ' /j ',
    'server.maxHeap': 5,
    'server.vmArguments': ['-Da', 7, ''],
    'server.path': null,
  };
  assert.deepEqual(forLaunch(configuration({}, written)), {
    javaHome: '/j',
    serverPath: '',
    maxHeap: '',
    vmArguments: ['-Da'],
  });
});

const declared: Record<string, { scope: string }> = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }) => properties),
);

test('every setting that is read is declared, and every declared one is read', () => {
  const read = [...OF_SERVER, ...OF_PROCESS, ...OF_START, 'outline', 'trace.server'];
  assert.deepEqual(Object.keys(declared).sort(), read.map((key) => `commonjs.${key}`).sort());
});

test("what names a process is the machine's and never a workspace's", () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  assert.deepEqual([...restricted].sort(), OF_PROCESS.map((key) => `commonjs.${key}`).sort());
  for (const key of restricted) {
    assert.equal(declared[key]?.scope, 'machine', key);
  }
});

test('the setting for rules offers every rule of the server', () => {
  const pages = readdirSync('../server/src/main/resources/rules').filter((name) => name.endsWith('.md'));
  const rules = manifest.contributes.configuration[0]?.properties['commonjs.rules']?.properties ?? {};
  assert.deepEqual(Object.keys(rules).sort(), pages.map((name) => name.slice(0, -3)).sort());
});

test('the extension has the version of the project', () => {
  const version = /<version>(.*?)(-SNAPSHOT)?<\/version>/.exec(readFileSync('../pom.xml', 'utf8'))?.[1];
  assert.equal(manifest.version, version);
});
