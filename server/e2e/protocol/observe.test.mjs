// Modules that are run because reading can't tell what they export: over the protocol, in the built distribution.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withSession } from './session.mjs';

const root = fileURLToPath(new URL('../../samples/observed/', import.meta.url));
const hover = (client, uri, position) => client.request('textDocument/hover', { textDocument: { uri }, position }).then(JSON.stringify);
const progress = (client, kind) => client.until('$/progress', ({ token, value }) => String(token).startsWith('commonjs-run') && value.kind === kind);
const specifier = { line: 0, character: 25 };
const member = { line: 2, character: 26 }; // user

test('a run shows what reading leaves open', () =>
  withSession(
    async (client) => {
      const uri = client.open(join(root, 'app.js'));
      assert.match((await progress(client, 'begin')).value.title, /Running modules/);
      await progress(client, 'end');
      const shown = await hover(client, uri, specifier);
      assert.match(shown, /\.post +function createPost\(title, author\) +from \.\/post\.js +\/\/ observed/);
      assert.match(shown, /\.user +class User\(name\) +from \.\/user\.js +\/\/ observed/);
      assert.match(shown, /Open: /);
      assert.match(await hover(client, uri, member), /class User\(name\).*Somebody who may sign in/);
      const [target] = await client.request('textDocument/definition', { textDocument: { uri }, position: member });
      assert.equal(target.targetUri ?? target.uri, pathToFileURL(join(root, 'models/user.js')).href);
      assert.deepEqual((target.targetSelectionRange ?? target.range).start, { line: 1, character: 23 });
    },
    { root },
  ));

test('what is run is what the editor has', () =>
  withSession(
    async (client) => {
      const uri = client.open(join(root, 'app.js'));
      await progress(client, 'end');
      client.open(join(root, 'models/user.js'), 'exports.create = function create() {};');
      const index = client.open(join(root, 'models/index.js'), "for (const name of ['a', 'b']) exports[name + Math.max(1)] = require('./user').create;");
      await client.until('$/progress', ({ token, value }) => token === 'commonjs-run-2' && value.kind === 'end');
      assert.match(await hover(client, uri, specifier), /\.a1 +function create\(\)/);
      assert.match(await hover(client, index, { line: 0, character: 34 }), /\.b1 +function create\(\)/);
    },
    { root },
  ));

test('nothing is run where that is switched off', () =>
  withSession(
    async (client) => {
      const uri = client.open(join(root, 'app.js'));
      await client.until('$/progress', ({ token, value }) => String(token).startsWith('commonjs-index') && value.kind === 'end');
      await client.diagnostics(uri);
      const shown = await hover(client, uri, specifier);
      assert.match(shown, /Open: /);
      assert.doesNotMatch(shown, /observed/);
      assert.ok(!client.received.some(({ params }) => String(params?.token).startsWith('commonjs-run')), 'nothing is run');
    },
    { root, initialize: { initializationOptions: { observe: { enable: false } } } },
  ));
