import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from '../../src/backoff';

const POLICY = { delays: [1, 10, 100], wellAfter: 1_000 };

test('each new start waits longer, and then there is none', () => {
  const backoff = new Backoff(POLICY);
  assert.deepEqual(
    [0, 0, 0, 0].map((lived) => backoff.next(lived)),
    [1, 10, 100, undefined],
  );
  assert.equal(backoff.failures, 4);
});

test('a server that was well for long is forgiven what was before', () => {
  const backoff = new Backoff(POLICY);
  assert.deepEqual(
    [0, 0, 1_000, 999].map((lived) => backoff.next(lived)),
    [1, 10, 1, 10],
  );
});

test("a person's restart starts with full patience", () => {
  const backoff = new Backoff(POLICY);
  backoff.next(0);
  backoff.reset();
  assert.equal(backoff.next(0), 1);
});
