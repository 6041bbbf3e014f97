// Findings for a client that asks for them.
import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pulling } from './capabilities.mjs';
import { faults } from './messages.mjs';
import { refused, withSession } from './session.mjs';

const TOKEN = 'findings';

describe('findings on demand', () => {
  let folder;
  before(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'commonjs-pull-')))));
  after(() => rmSync(folder, { recursive: true }));

  const inFolder = (body) => withSession(body, { root: folder, initialize: { capabilities: pulling } });
  const write = (name, text) => writeFileSync(join(folder, name), text);
  const uri = (name) => pathToFileURL(join(folder, name)).href;
  const pull = (client, of, previousResultId) =>
    client.request('textDocument/diagnostic', { textDocument: { uri: of }, ...(previousResultId && { previousResultId }) });
  const codes = ({ items }) => items?.map(({ code }) => code).join();
  const pushed = (client) => client.received.filter(({ method }) => method === 'textDocument/publishDiagnostics');

  test('are told once, unchanged while they are, and never sent besides', () =>
    inFolder(async (client) => {
      const doc = client.open(join(folder, 'open.js'), 'exports = 1;\n');
      const first = await pull(client, doc);
      assert.deepEqual([first.kind, codes(first)], ['full', 'exports-reassigned']);
      assert.deepEqual(await pull(client, doc, first.resultId), { kind: 'unchanged', resultId: first.resultId });
      client.change(doc, [{ text: 'exports.a = 1;\n' }]);
      const mended = await pull(client, doc, first.resultId);
      assert.deepEqual([mended.kind, codes(mended)], ['full', '']);
      assert.deepEqual(pushed(client), []);
    }));

  test('are asked for again when another document has changed them', () =>
    inFolder(async (client) => {
      const lib = client.open(join(folder, 'lib.js'), 'exports.a = 1;\n');
      const main = client.open(join(folder, 'main.js'), "require('./lib').a;\n");
      const { resultId } = await pull(client, main);
      client.change(lib, [{ text: 'exports.b = 1;\n' }]);
      await client.until('workspace/diagnostic/refresh');
      assert.equal(codes(await pull(client, main, resultId)), 'missing-member');
    }));

  test('of the workspace are streamed, and the next answer waits for a change', () =>
    inFolder(async (client) => {
      const names = Array.from({ length: 150 }, (_, i) => `m${i}.js`);
      for (const name of names) write(name, 'exports = 1;\n');
      // The server may have listed the folder before or meanwhile.
      client.notify('workspace/didChangeWatchedFiles', { changes: names.map((name) => ({ uri: uri(name), type: 1 })) });
      const first = await client.request('workspace/diagnostic', { previousResultIds: [], partialResultToken: TOKEN });
      assert.deepEqual(first, { items: [] });
      const parts = client.received.filter(({ method, params }) => method === '$/progress' && params.token === TOKEN);
      for (const { params } of parts) client.problems.push(...faults('workspace/diagnostic', 'result', params.value));
      const items = parts.flatMap(({ params }) => params.value.items);
      assert.equal(items.length, 150);
      const previousResultIds = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
      const kept = client.request('workspace/diagnostic', { previousResultIds });
      const hover = { textDocument: { uri: uri('m0.js') }, position: { line: 0, character: 1 } };
      await client.request('textDocument/hover', hover); // others are answered meanwhile
      write('m7.js', 'exports.a = 1;\n');
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri('m7.js'), type: 2 }] });
      const { items: next } = await kept;
      const full = next.filter(({ kind }) => kind === 'full');
      assert.deepEqual(full.map((report) => [report.uri, codes(report)]), [[uri('m7.js'), '']]);
      assert.equal(next.length, 150);
    }));

  test('a request that is kept ends when it is cancelled, or asked anew', () =>
    inFolder(async (client) => {
      const ask = (previousResultIds = []) => client.request('workspace/diagnostic', { previousResultIds });
      const { items } = await ask();
      const known = items.map(({ uri, resultId }) => ({ uri, value: resultId }));
      const cancelled = ask(known);
      client.notify('$/cancelRequest', { id: cancelled.id });
      await assert.rejects(cancelled, refused(-32800));
      const [older, newer] = [ask(known), ask(known)];
      await assert.rejects(older, refused(-32802));
      client.notify('$/cancelRequest', { id: newer.id });
      await assert.rejects(newer, refused(-32800));
    }));

  test('a document without a file or a language is read', () =>
    inFolder(async (client) => {
      const open = (uri, languageId, text) => client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
      open('untitled:Untitled-1', 'javascript', "const fs = require('fs');\nexports = fs;\n");
      assert.equal(codes(await pull(client, 'untitled:Untitled-1')), 'exports-reassigned');
      const at = { textDocument: { uri: 'untitled:Untitled-1' }, position: { line: 0, character: 7 } };
      assert.match(JSON.stringify(await client.request('textDocument/hover', at)), /fs/);
      open(uri('kate.cjs'), '', 'exports = 1;\n');
      assert.equal(codes(await pull(client, uri('kate.cjs'))), 'exports-reassigned');
    }));
});
