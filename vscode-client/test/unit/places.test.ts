import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutRepeated } from '../../src/places';

test('what both know is left to the other', () => {
  const ours = [{ file: 'a', line: 1 }, { file: 'a', line: 2 }, { file: 'b', line: 1 }];
  assert.deepEqual(withoutRepeated(ours, [{ file: 'a', line: 1 }]), [false, true, true]);
  assert.deepEqual(withoutRepeated(ours, []), [true, true, true]);
});
