// The built server and a client that checks every byte.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sample } from '../servers.mjs';
import { frame } from './framing.mjs';
import { refused, withClient, withSession } from './session.mjs';

const EXIT_AFTER_PARENT = 40_000; // milliseconds
const at = (uri, position = sample.position) => ({ textDocument: { uri }, position });
const within = (milliseconds, promise, what) =>
  Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error(`${what}: not in ${milliseconds} ms`)), milliseconds).unref())]);

describe('life cycle', () => {
  test('initialize, shutdown and exit give exit code 0', () =>
    withClient(async (client) => {
      const { capabilities, serverInfo } = await client.initialize();
      assert.equal(serverInfo.name, 'commonjs-ls');
      assert.ok(capabilities.hoverProvider && capabilities.definitionProvider);
      await client.shutdown();
      assert.deepEqual(await client.exited, { code: 0, signal: null });
    }));

  test('exit without shutdown gives exit code 1', () =>
    withClient(async (client) => {
      await client.initialize();
      client.notify('exit');
      assert.equal((await client.exited).code, 1);
    }));

  test('before initialize a request is answered -32002 and a notification dropped', () =>
    withClient(async (client) => {
      client.open(sample.file);
      await assert.rejects(client.request('textDocument/hover', at('file:///a.js')), refused(-32002));
      await client.initialize();
    }));

  test('after shutdown a request is answered -32600', () =>
    withClient(async (client) => {
      await client.initialize();
      await client.request('shutdown');
      await assert.rejects(client.request('textDocument/hover', at('file:///a.js')), refused(-32600));
    }));

  test('a second initialize is answered -32600', () =>
    withSession((client) => assert.rejects(client.initialize(), refused(-32600))));

  test('an unknown request is answered -32601, an unknown notification is dropped', () =>
    withSession(async (client) => {
      client.notify('$/unknown', {});
      client.notify('un/known', {});
      await assert.rejects(client.request('un/known', {}), refused(-32601));
      await assert.rejects(client.request('$/unknown', {}), refused(-32601));
    }));

  test('wrong parameters are answered -32602', () =>
    withSession(async (client) => {
      client.send({ method: 'textDocument/didOpen', params: [1] });
      client.send({ method: 'textDocument/didChange', params: { textDocument: null } });
      await assert.rejects(client.ask('textDocument/hover', { textDocument: 7 }), refused(-32602));
      await assert.rejects(client.ask('textDocument/hover'), refused(-32602));
    }));

  test('the end of standard input ends the server', () =>
    withClient(async (client) => {
      await client.initialize();
      client.process.stdin.end();
      await within(20_000, client.exited, 'exit');
    }));

  test('the end of the parent process ends the server', () =>
    withClient(async (client) => {
      const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600000)']);
      await client.initialize({ processId: parent.pid });
      parent.kill('SIGKILL');
      await within(EXIT_AFTER_PARENT, client.exited, 'exit after the parent');
    }));

  test('a client that announces nothing and names no folder is served', () =>
    withSession(
      async (client) => {
        const uri = client.open(sample.file);
        const { diagnostics } = await client.diagnostics(uri);
        assert.ok(diagnostics.some((d) => d.message.includes(sample.diagnostic)));
        assert.match(JSON.stringify(await client.request('textDocument/hover', at(uri))), /greet\(name\)/);
      },
      { initialize: { rootUri: null, rootPath: null, workspaceFolders: null, capabilities: {} } },
    ));
});

describe('framing', () => {
  test('bytes may arrive one by one', () =>
    withSession(oneByOne, { initialize: { capabilities: {} } })); // so that the server asks nothing, and no answer comes between
  const oneByOne = async (client) => {
    const file = join(sample.root, 'größe 😀.js');
    const text = "// größe 😀\r\nrequire('./fehlt-ä😀');\r\n";
    for (const byte of frame(didOpen(file, text))) {
      client.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    const { diagnostics } = await client.until('textDocument/publishDiagnostics', (p) => fileURLToPath(p.uri) === file);
    assert.match(diagnostics[0].message, /fehlt-ä😀/);
    assert.deepEqual(diagnostics[0].range, { start: { line: 1, character: 8 }, end: { line: 1, character: 21 } });
  };

  test('many messages may arrive at once', () =>
    withSession(async (client) => {
      const uri = client.open(sample.file);
      const ids = Array.from({ length: 50 }, (_, index) => 1000 + index);
      const answers = ids.map(() => client.request('textDocument/hover', at(uri)));
      for (const hover of await Promise.all(answers)) assert.match(JSON.stringify(hover), /greet\(name\)/);
    }));

  for (const [name, bytes] of Object.entries({
    'text that is no header': Buffer.from('Hello from a shell profile\r\n\r\n'),
    'a header without length': Buffer.from('Content-Type: text/plain\r\n\r\n'),
    'a length that is none': Buffer.from('Content-Length: many\r\n\r\n{}'),
    'a body that is not JSON': Buffer.from('Content-Length: 9\r\n\r\n{not json'),
    'a body that is not UTF-8': Buffer.from([...Buffer.from('Content-Length: 4\r\n\r\n'), 0xff, 0xfe, 0x80, 0xc0]),
    'an endless line': Buffer.from(`${'x'.repeat(1_000_000)}\r\n\r\n`),
    'a message of 135 megabytes': Buffer.from(`Content-Length: 135000000\r\n\r\n${' '.repeat(135_000_000)}`),
    'JSON nested 100,000 deep': (() => {
      const body = `{"jsonrpc":"2.0","method":"x","params":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
      return Buffer.from(`Content-Length: ${body.length}\r\n\r\n${body}`);
    })(),
  })) {
    test(`after ${name} the server goes on`, () =>
      withSession(async (client) => {
        const uri = client.open(sample.file);
        client.write(bytes);
        assert.match(JSON.stringify(await client.request('textDocument/hover', at(uri))), /greet\(name\)/);
        assert.equal(client.received.filter(({ error }) => error).length, 1, 'one error that answers nobody');
      }));
  }
});

describe('documents', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'commonjs-e2e-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  });

  test('diagnostics lie inside of the text, hover and definition answer', () =>
    withSession(async (client) => {
      const uri = client.open(sample.file);
      const { diagnostics } = await client.diagnostics(uri);
      assert.equal(diagnostics.length, 9);
      const found = diagnostics.find((d) => d.message.includes(sample.diagnostic));
      assert.deepEqual(found.range, { start: { line: 20, character: 8 }, end: { line: 20, character: 17 } });
      assert.match(JSON.stringify(await client.request('textDocument/hover', at(uri))), /greet\(name\)/);
      for (const method of ['textDocument/definition', 'textDocument/declaration']) {
        const targets = [await client.request(method, at(uri))].flat();
        assert.ok(targets.length > 0, method);
        for (const target of targets) assert.ok(existsSync(fileURLToPath(target.targetUri ?? target.uri)));
      }
      assert.ok((await client.request('textDocument/documentSymbol', { textDocument: { uri } })) !== undefined);
      assert.ok((await client.request('textDocument/documentLink', { textDocument: { uri } })).length > 5);
      const actions = await client.request('textDocument/codeAction', { textDocument: { uri }, range: found.range, context: { diagnostics: [found] } });
      assert.ok(actions.some((action) => action.title.includes('./right')), JSON.stringify(actions));
    }));

  test('files that move take their specifiers along, and are known by their new names', () =>
    withSession(
      async (client) => {
        const file = (name) => join(folder, name);
        writeFileSync(file('moving.js'), "exports.parse = require('./helper');\n");
        writeFileSync(file('helper.js'), '');
        writeFileSync(file('closed.js'), "require('./moving.js');\n");
        const uri = client.open(file('consumer.js'), "// ö\nrequire('./moving').parse;\n");
        await client.diagnostics(uri);
        const move = (from, to) => ({ files: [{ oldUri: pathToFileURL(file(from)).href, newUri: pathToFileURL(file(to)).href }] });
        const { documentChanges } = await client.request('workspace/willRenameFiles', move('moving.js', 'deep/moved.js'));
        assert.deepEqual(
          documentChanges.map(({ textDocument, edits }) => [textDocument.uri.split('/').at(-1), textDocument.version, edits.map((e) => e.newText)]),
          [['closed.js', null, ['./deep/moved.js']], ['consumer.js', 1, ['./deep/moved']], ['moving.js', null, ['../helper']]],
        );
        assert.equal(await client.request('workspace/willRenameFiles', move('helper.js', 'helper.js')), null);
        mkdirSync(file('deep'));
        writeFileSync(file('deep/moved.js'), 'exports.other = 1;\n');
        rmSync(file('moving.js'));
        client.notify('workspace/didRenameFiles', move('moving.js', 'deep/moved.js'));
        client.change(uri, [{ text: "require('./deep/moved').parse;\n" }]);
        await client.diagnostics(uri, ({ version, diagnostics }) => version === 2 && diagnostics.some((one) => one.code === 'missing-member'));
      },
      { root: folder },
    ));

  test('a finding can be silenced, or repaired in the other file', () =>
    withSession(
      async (client) => {
        writeFileSync(join(folder, 'shapes.js'), 'exports.square = (a) => a * a;\nfunction circle() {}\n');
        const uri = client.open(join(folder, 'drawing.js'), "const shapes = require('./shapes');\nshapes.circle();\n");
        const [found] = (await client.diagnostics(uri)).diagnostics;
        const actions = await client.request('textDocument/codeAction', { textDocument: { uri }, range: found.range, context: { diagnostics: [found] } });
        const edits = Object.fromEntries(
          actions.map(({ title, edit }) => [
            title,
            edit.documentChanges.map((change) => `${change.textDocument.uri.split('/').at(-1)}:${change.edits[0].range.start.line} ${change.edits[0].newText.trim()}`).join(),
          ]),
        );
        assert.deepEqual(edits, {
          'Export `circle` from `./shapes`': 'shapes.js:0 exports.circle = circle;',
          'Disable missing-member for this line': 'drawing.js:1 // commonjs-disable-next-line missing-member',
          'Disable missing-member for this file': 'drawing.js:0 // commonjs-disable missing-member',
        });
      },
      { root: folder },
    ));

  test('completion, references, highlights, symbols and rename answer over files that are not open', () =>
    withSession(
      async (client) => {
        writeFileSync(join(folder, 'lib.js'), '/** Reads. */\nexports.parse = (text) => text;\n');
        const text = "const lib = require('./lib');\nlib.parse(1);\n";
        const uri = client.open(join(folder, 'use.js'), text);
        await client.diagnostics(uri);
        const place = { textDocument: { uri }, position: { line: 1, character: 6 } };
        const references = await client.request('textDocument/references', { ...place, context: { includeDeclaration: true } });
        assert.deepEqual(references.map(({ uri: file, range }) => `${file.split('/').at(-1)}:${range.start.line}`), ['lib.js:1', 'use.js:1']);
        assert.equal((await client.request('textDocument/documentHighlight', place)).length, 1);
        const symbols = await client.request('workspace/symbol', { query: 'prs' });
        assert.deepEqual(symbols.map(({ name, containerName, location }) => [name, containerName, location.range.start.line]), [['parse', 'lib.js', 1]]);
        assert.deepEqual(await client.request('workspace/symbol', { query: 'nobody has this' }), []);
        assert.equal((await client.request('textDocument/prepareRename', place)).placeholder, 'parse');
        const help = await client.request('textDocument/signatureHelp', { textDocument: { uri }, position: { line: 1, character: 10 } });
        assert.deepEqual([help.signatures[0].label, help.activeParameter], ['parse(text)', 0]);
        const { documentChanges } = await client.request('textDocument/rename', { ...place, newName: 'read' });
        assert.deepEqual(documentChanges.map(({ textDocument, edits }) => [textDocument.uri.split('/').at(-1), edits.map((e) => e.newText)]), [
          ['lib.js', ['read']], ['use.js', ['read']],
        ]);
        await assert.rejects(client.request('textDocument/rename', { ...place, newName: 'no name' }), /no name that can stand/);
        const nothing = { textDocument: { uri }, position: { line: 0, character: 1 } };
        assert.equal(await client.request('textDocument/completion', nothing), null);
        assert.equal(await client.request('textDocument/prepareRename', nothing), null);
        client.change(uri, [{ text: text + 'lib.\n' }]);
        const caret = { textDocument: { uri }, position: { line: 2, character: 4 } };
        const { items } = await client.request('textDocument/completion', caret);
        assert.deepEqual(items.map(({ label, textEdit }) => [label, textEdit.newText]), [['parse', 'parse']]);
        const resolved = await client.request('completionItem/resolve', items[0]);
        assert.equal(resolved.documentation.value, 'Reads.');
        client.change(uri, [{ text: "require('./" }]);
        const files = await client.request('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 11 } });
        assert.ok(files.items.some(({ label, detail }) => label === 'lib' && detail === 'lib.js'), JSON.stringify(files));
      },
      { root: folder },
    ));

  test('calls, types and implementations lead to files that are not open', () =>
    withSession(
      async (client) => {
        writeFileSync(join(folder, 'user.js'), 'function load() {}\nclass User {\n  greet() { load(); }\n}\nmodule.exports = User;\n');
        const uri = client.open(join(folder, 'calls.js'), "const User = require('./user');\nconst user = new User();\nuser.greet();\n");
        const ask = (method, line, character) => client.request(`textDocument/${method}`, { textDocument: { uri }, position: { line, character } });
        const places = async (...question) => (await ask(...question)).map((link) => `${link.targetUri.split('/').at(-1)}:${link.targetSelectionRange.start.line}`);
        assert.deepEqual(await places('typeDefinition', 1, 7), ['user.js:1']);
        assert.deepEqual(await places('implementation', 2, 6), ['user.js:2']);
        const [item, ...others] = await ask('prepareCallHierarchy', 2, 6);
        assert.deepEqual([item.name, item.detail, others], ['greet', 'user.js', []]);
        const incoming = await client.request('callHierarchy/incomingCalls', { item });
        assert.deepEqual(incoming.map(({ from, fromRanges }) => [from.name, fromRanges[0].start.line]), [['calls.js', 2]]);
        const outgoing = await client.request('callHierarchy/outgoingCalls', { item });
        assert.deepEqual(outgoing.map(({ to, fromRanges }) => [to.name, fromRanges[0].start]), [['load', { line: 2, character: 12 }]]);
        for (const method of ['typeDefinition', 'implementation', 'prepareCallHierarchy']) assert.equal(await ask(method, 0, 0), null, method);
      },
      { root: folder },
    ));

  test('a place outside of the text has no hover', () =>
    withSession(async (client) => {
      const uri = client.open(sample.file);
      assert.equal(await client.request('textDocument/hover', at(uri, { line: 9999, character: 0 })), null);
      assert.equal(await client.request('textDocument/hover', at('untitled:Untitled-1')), null);
    }));

  test('edits are followed: whole text, ranges with CR LF and astral characters', () =>
    withSession(
      async (client) => {
        const uri = client.open(join(folder, 'a.js'), "const x = '😀'; require('./no-1');\r\nrequire('./no-2');\r\n");
        const names = ({ diagnostics }) => diagnostics.map((d) => /no-\d/.exec(d.message)?.[0] ?? d.code).join();
        const now = (version, expected) => client.diagnostics(uri, (p) => p.version === version && names(p) === expected);
        await now(1, 'no-1,no-2');
        const range = (line, from, to) => ({ start: { line, character: from }, end: { line, character: to } });
        await now(client.change(uri, [{ range: range(0, 30, 31), text: '3' }, { range: range(1, 14, 15), text: '4' }]), 'no-3,no-4');
        await now(client.change(uri, [{ range: range(0, 11, 13), text: 'a\r\nb' }]), 'syntax-error,no-4');
        const whole = await now(client.change(uri, [{ text: "/* 😀 */ require('./no-5');" }]), 'no-5');
        assert.deepEqual(whole.diagnostics[0].range, range(0, 17, 25));
        client.notify('textDocument/didClose', { textDocument: { uri } });
        await client.diagnostics(uri, (p) => p.diagnostics.length === 0);
      },
      { root: folder },
    ));

  test('a cancelled request is answered exactly once', () =>
    withSession(async (client) => {
      const uri = client.open(sample.file);
      for (let i = 0; i < 20; i++) {
        const answer = client.request('textDocument/hover', at(uri));
        client.notify('$/cancelRequest', { id: answer.id });
        await answer.catch((e) => assert.equal(e.code, -32800, e.message));
      }
      client.notify('$/cancelRequest', { id: 'nobody' });
    }));
});

const didOpen = (file, text) => ({
  method: 'textDocument/didOpen',
  params: { textDocument: { uri: pathToFileURL(file).href, languageId: 'javascript', version: 1, text } },
});
