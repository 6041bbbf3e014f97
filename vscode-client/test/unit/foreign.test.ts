import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asLabel, asMarkdown } from '../../src/foreign';

test('a label has no links and no icons', () => {
  assert.equal(
    asLabel('running [a](command:a.b) and $(zap)'),
    'running [a]\u2060(command:a.b) and $\u2060(zap)',
  );
  assert.equal(asLabel('running src/[id]/a (1) $x'), 'running src/[id]/a (1) $x');
});

test('a tooltip reads in Markdown as it is written', () => {
  assert.equal(asMarkdown('__tests__/[a](b)!'), '\\_\\_tests\\_\\_/\\[a\\](b)\\!');
  assert.equal(asMarkdown('src/user.js'), 'src/user.js');
});
