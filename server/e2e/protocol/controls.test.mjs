// Negative controls: with each fault of faulty.mjs between it and the server, the strict client must complain, about that fault.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faulty, sample } from '../servers.mjs';
import { withSession } from './session.mjs';

const visit = async (client) => {
  const uri = client.open(sample.file);
  await client.diagnostics(uri);
  const hover = await client.request('textDocument/hover', { textDocument: { uri }, position: sample.position });
  assert.ok(JSON.stringify(hover).includes(sample.hover));
};

test('control: without a fault there is no complaint', () => withSession(visit, { server: faulty('none') }));

for (const [fault, complaint] of Object.entries({
  dies: /the server is gone/,
  garbage: /stdout: .*JSON/,
  'length in characters': /stdout: /,
  'wrong type': /hover result: .*contents/,
  'unknown property': /hover result: .*colour/,
  'negative column': /hover result: .*character must be >= 0/,
  'two answers': /an answer that nobody waits for/,
  'result and error': /neither or both/,
  'no jsonrpc': /jsonrpc is/,
  'speaks first': /before the answer to initialize/,
  'request as notification': /no request textDocument\/publishDiagnostics/,
  'unknown method': /no notification commonjs\/hello/,
})) {
  test(`control: "${fault}" is found`, () => assert.rejects(withSession(visit, { server: faulty(fault) }), complaint));
}

test('control: a command that does not exist is found', () =>
  assert.rejects(withSession(visit, { server: ['/nonexistent/commonjs-ls'] }), /ENOENT/));

test('control: a wrong assertion is found', () =>
  assert.rejects(withSession(async (client) => assert.ok((await visit(client))?.wrong)), { code: 'ERR_ASSERTION' }));
