import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, chooseNamed, type Java } from '../../src/java';

const java = (home: string, major: number, named?: Java['named']): Java =>
  named === undefined ? { home, major } : { home, major, named };

test('JAVA_HOME comes before the PATH, and the PATH before the newest', () => {
  const [env, path, newest] = [java('/env', 21, 'JAVA_HOME'), java('/path', 22, 'PATH'), java('/opt', 25)];
  assert.deepEqual(choose([newest, path, env]), env);
  assert.deepEqual(choose([newest, path]), path);
  assert.deepEqual(choose([java('/a', 23), newest, java('/b', 24)]), newest);
});

test('one that is named but too old is passed over', () => {
  const newest = java('/opt', 25);
  assert.deepEqual(choose([java('/env', 17, 'JAVA_HOME'), newest]), newest);
});

test('when all are too old the newest of them is told', () => {
  assert.deepEqual(choose([java('/a', 8), java('/b', 17), java('/c', 11)]), {
    kind: 'oldJava',
    minimum: 21,
    home: '/b',
    major: 17,
  });
});

test('none, or none with a version, is no Java', () => {
  assert.deepEqual(choose([]), { kind: 'noJava', minimum: 21 });
  assert.deepEqual(choose([java('/a', 0)]), { kind: 'noJava', minimum: 21 });
});

test('the one that the setting names is used or complained about, never replaced', () => {
  assert.deepEqual(chooseNamed('/x', java('/x', 21)), java('/x', 21));
  const wrong = { kind: 'wrongJavaHome', minimum: 21, home: '/x' };
  assert.deepEqual(chooseNamed('/x', java('/x', 17)), { ...wrong, major: 17 });
  assert.deepEqual(chooseNamed('/x', undefined), { ...wrong, major: 0 });
});
