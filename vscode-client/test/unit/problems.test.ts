import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advise, type Problem } from '../../src/problems';

const PROBLEMS: Problem[] = [
  { kind: 'noJava', minimum: 21 },
  { kind: 'oldJava', minimum: 21, home: '/j', major: 17 },
  { kind: 'wrongJavaHome', minimum: 21, home: '/j', major: 17 },
  { kind: 'wrongJavaHome', minimum: 21, home: '/j', major: 0 },
  { kind: 'noServer', folder: '/s', bundled: true },
  { kind: 'noServer', folder: '/s', bundled: false },
  { kind: 'doesNotStart', reason: 'exit code 1' },
  { kind: 'crashes', times: 5 },
];

test('each problem is one sentence with something to press', () => {
  for (const problem of PROBLEMS) {
    const { text, remedies } = advise(problem);
    assert.match(text, /^[^.!?]+(\.[^\s][^.!?]*)*\.$/, text);
    assert(remedies.length > 0, text);
  }
});

test('the folder that is meant is named', () => {
  const named = PROBLEMS.filter((problem) => 'home' in problem || 'folder' in problem);
  for (const problem of named) {
    assert.match(advise(problem).text, /\/[js]\b/);
  }
});
