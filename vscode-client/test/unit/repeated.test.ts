import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshLabels, freshParagraphs, freshPlaces, freshTargets, hasProse } from '../../src/repeated';

test('a place that both know is left to the other', () => {
  const ours = [
    { file: 'a', line: 1 },
    { file: 'a', line: 2 },
    { file: 'b', line: 1 },
  ];
  assert.deepEqual(freshPlaces(ours, [{ file: 'a', line: 1 }]), [false, true, true]);
  assert.deepEqual(freshPlaces(ours, []), [true, true, true]);
});

test('one place of the other stays alone: with ours it would be a list', () => {
  const at = (line: number) => ({ file: 'a', line });
  assert.deepEqual(freshTargets([at(1), at(2)], [at(1)]), [false, false]);
  assert.deepEqual(freshTargets([at(2)], [at(1), at(1)]), [false]);
  assert.deepEqual(freshTargets([at(1), at(3)], [at(1), at(2)]), [false, true]);
  assert.deepEqual(freshTargets([at(1), at(2)], []), [true, true]);
});

test('a name that both offer is offered by the other', () => {
  assert.deepEqual(freshLabels(['parse', 'print'], ['print', 'length']), [true, false]);
  assert.deepEqual(freshLabels(['parse'], []), [true]);
});

const OURS =
  '**a.js** · CommonJS\n\n```js\n.f: function f()\n\n```\n\nMakes an f.\n\nOpen: names are computed.';

test('a paragraph that both show is left to the other', () => {
  const theirs = '```typescript\nfunction f(): void\n```\nMakes\nan f\\.';
  assert.equal(
    freshParagraphs(OURS, theirs),
    '**a.js** · CommonJS\n\n```js\n.f: function f()\n\n```\n\nOpen: names are computed.',
  );
});

test('code is never left out, and nothing is where the other says nothing', () => {
  assert.equal(freshParagraphs(OURS, '.f: function f()'), OURS);
  assert.equal(freshParagraphs(OURS, ''), OURS);
});

test('a hover that is a title and code has no prose', () => {
  assert(!hasProse('**a.js**\n\n```js\n.f\n```\n'));
  assert(hasProse(OURS));
});

test('code that has borders of code in it stays whole', () => {
  const ours = '**a**\n\n````js\n.f: "```"\n\n\nMakes an f.\n\n```\n````\n\nMakes an f.';
  assert.equal(
    freshParagraphs(ours, 'Makes an f.'),
    '**a**\n\n````js\n.f: "```"\n\n\nMakes an f.\n\n```\n````',
  );
});
