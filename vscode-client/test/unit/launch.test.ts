import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { executableOf } from '../../src/java';
import { environment, launch, prepare, type Launch } from '../../src/launch';

const NOTHING = { javaHome: '', serverPath: '', maxHeap: '', vmArguments: [] };
const FULL = { jar: '/d/lib/x.jar', runtime: '/d/runtime', cache: '-XX:AOTCache=/d/lib/x.aot' };

/** Runs `body` with a folder that has these files, all empty. */
async function withFolder(files: string[], body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonjs-test-'));
  try {
    for (const file of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), '');
    }
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the cache is used with the Java that made it only', () => {
  assert(launch(FULL, '/d/runtime', NOTHING).args.includes(FULL.cache));
  assert(!launch(FULL, '/usr/java', NOTHING).args.includes(FULL.cache));
});

test('what a person sets comes after what the server brings along', () => {
  const settings = { ...NOTHING, maxHeap: '2g', vmArguments: ['-Da=b c', '-Xmx3g'] };
  assert.deepEqual(launch({ jar: '/d/lib/x.jar', options: '/d/o' }, '/j', settings).args, [
    '@/d/o',
    '-Xmx2g',
    '-Da=b c',
    '-Xmx3g',
    '-jar',
    '/d/lib/x.jar',
    '--stdio',
  ]);
});

test('a server with a runtime of its own needs no Java and starts from its cache', () =>
  withFolder(
    ['lib/commonjs-ls.jar', 'lib/commonjs-ls.jsa', path.relative('/', executableOf('/runtime'))],
    async (folder) => {
      const { command, args } = (await prepare(NOTHING, folder)) as Launch;
      assert.equal(command, executableOf(path.join(folder, 'runtime')));
      assert(args.includes(`-XX:SharedArchiveFile=${path.join(folder, 'lib', 'commonjs-ls.jsa')}`));
    },
  ));

test('a Java that is named counts more than the runtime', () =>
  withFolder(['lib/commonjs-ls.jar', path.relative('/', executableOf('/runtime'))], async (folder) => {
    const problem = await prepare({ ...NOTHING, javaHome: folder }, folder);
    assert.deepEqual(problem, { kind: 'wrongJavaHome', minimum: 21, home: folder, major: 0 });
  }));

test('a folder without the server is told, and whose mistake it is', () =>
  withFolder(['lib/other.jar'], async (folder) => {
    assert.deepEqual(await prepare(NOTHING, folder), { kind: 'noServer', folder, bundled: true });
    const named = await prepare({ ...NOTHING, serverPath: folder }, '/bundled');
    assert.deepEqual(named, { kind: 'noServer', folder, bundled: false });
  }));

test('in the C locale Java on Linux gets one in which it can read every file name', () => {
  assert.equal(environment({}, 'linux')['LC_ALL'], 'C.UTF-8');
  assert.equal(environment({ LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' }, 'linux')['LC_ALL'], 'C.UTF-8');
  assert.deepEqual(environment({ LANG: 'de_DE.UTF-8' }, 'linux'), { LANG: 'de_DE.UTF-8' });
  assert.deepEqual(environment({}, 'win32'), {});
});

test('the bundled jar gets the time that its cache was made for', async () => {
  await withFolder(['lib/commonjs-ls.jar', 'runtime/bin/java', 'runtime/bin/java.exe'], async (folder) => {
    await prepare(NOTHING, folder);
    assert.equal(
      statSync(path.join(folder, 'lib', 'commonjs-ls.jar')).mtime.toISOString(),
      '2020-01-01T00:00:00.000Z',
    );
  });
});
