// Each feature once in the project `shop`, which has an Express-like framework of its own.
'use strict';
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const vscode = require('vscode');
const { BESIDE_TYPESCRIPT, ask, at, open, places, textOf, until, uri } = require('./tools.cjs');

const where = (answers) => [...new Set(places(answers))];

/** The titles of what is offered at `text`. */
async function offered(document, text, behind, kind) {
  const place = at(document, text, behind);
  const range = new vscode.Range(place, place);
  return ask('CodeActionProvider', document.uri, range, kind.value);
}

/** With a setting of this extension while `body` runs. */
async function having(setting, value, body) {
  const settings = vscode.workspace.getConfiguration('commonjs');
  await settings.update(setting, value, vscode.ConfigurationTarget.Global);
  try {
    await body();
  } finally {
    await settings.update(setting, undefined, vscode.ConfigurationTarget.Global);
  }
}

/** Saves until the files have these texts: VS Code saves what an edit has opened only when it shows it. */
const onDisk = (files, expected) =>
  until(`${expected}`, async () => {
    await vscode.workspace.saveAll();
    return String(files.map((name) => readFileSync(uri(name).fsPath, 'utf8'))) === String(expected);
  });

const labels = (list) => list.items.map(({ label }) => label.label ?? label);

exports.tests = {
  async 'symbols of the workspace are there before a file is open'() {
    const symbols = await until('symbols', async () => {
      const found = await ask('WorkspaceSymbolProvider', 'createApplication');
      return found.length > 0 && found;
    });
    assert.deepEqual(
      symbols.map(({ name, location }) => `${name} ${vscode.workspace.asRelativePath(location.uri)}`),
      ['createApplication web/lib/web.js'],
    );
  },

  async 'a rename changes every file on the disk, though only one is open'() {
    const files = ['models/user.js', 'routes/users.js', 'server.js'];
    const before = await Promise.all(files.map(textOf));
    const { document } = await open('models/user.js');
    assert.deepEqual(
      vscode.workspace.textDocuments.map((d) => vscode.workspace.asRelativePath(d.uri)),
      ['models/user.js'],
    );
    const find = () => at(document, 'find', 'exports.');
    await until('uses', async () => where(await ask('ReferenceProvider', document.uri, find())).length === 4);
    assert(
      await vscode.workspace.applyEdit(await ask('DocumentRenameProvider', document.uri, find(), 'seek')),
    );
    await onDisk(files, [
      before[0].replace('exports.find', 'exports.seek'),
      before[1].replace('{ User, find }', '{ User, seek: find }'),
      before[2].replace('user.find(', 'user.seek('),
    ]);
    const back = new vscode.WorkspaceEdit();
    files.forEach((name, i) => back.replace(uri(name), new vscode.Range(0, 0, 1000, 0), before[i]));
    assert(await vscode.workspace.applyEdit(back));
    await onDisk(files, before);
  },

  async 'references are found in all files, open or not'() {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { document } = await open('server.js');
    const references = await ask('ReferenceProvider', document.uri, at(document, 'find', 'user.'));
    assert.deepEqual(where(references), [
      'models/user.js:18',
      'routes/users.js:3',
      'routes/users.js:11',
      'server.js:9',
    ]);
  },

  async 'a name is highlighted in its file'() {
    const { document } = await open('routes/users.js');
    const highlights = await until('highlights', async () => {
      const found = await ask('DocumentHighlights', document.uri, at(document, 'create', '/new'));
      return found?.length > 0 && found;
    });
    assert.deepEqual(
      highlights.map(({ range }) => range.start.line + 1),
      [2, 12],
    );
  },

  async 'type definition and implementation are one place'() {
    const { document } = await open('routes/users.js');
    const types = (text, behind) => ask('TypeDefinitionProvider', document.uri, at(document, text, behind));
    assert.deepEqual(places(await types('ada', 'response.end(')), ['models/user.js:1']);
    assert.deepEqual(places(await types('router', 'const ')), ['web/lib/router.js:1']);
    const made = (text, behind) => ask('ImplementationProvider', document.uri, at(document, text, behind));
    assert.deepEqual(places(await made('create', '/new')), ['models/user.js:12']);
    assert.deepEqual(places(await made('Router', 'new ')), ['web/lib/router.js:1']);
  },

  async 'parameters are shown while a call is written'() {
    const { document } = await open('routes/users.js');
    const inside = document.positionAt(document.getText().indexOf("find('Ada") + 'find('.length);
    const help = await ask('SignatureHelpProvider', document.uri, inside, '(');
    assert.deepEqual(
      help.signatures.map(({ label }) => label),
      [BESIDE_TYPESCRIPT ? 'find(name: any): any' : 'find(name)'],
    );
  },

  async 'completion offers members and files, each once'() {
    const { document, editor } = await open('routes/index.js');
    const end = new vscode.Position(document.lineCount, 0);
    for (const [text, trigger, name] of [
      ["require('../models/user').", '.', 'find'],
      ["require('../models/", '/', 'order'],
    ]) {
      await editor.edit((edit) => edit.insert(end, text));
      const caret = document.positionAt(document.getText().length);
      await until(name, async () => {
        const offers = labels(await ask('CompletionItemProvider', document.uri, caret, trigger));
        return offers.filter((label) => label === name || label === `${name}.js`).length === 1;
      });
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  },

  async 'callers are found in all modules where TypeScript is off, and are left to it where it is on'() {
    const { document } = await open('models/user.js');
    const [item, ...more] = await vscode.commands.executeCommand(
      'vscode.prepareCallHierarchy',
      document.uri,
      at(document, 'create', 'function '),
    );
    assert.deepEqual(more, []);
    const calls = await vscode.commands.executeCommand('vscode.provideIncomingCalls', item);
    const callers = calls.map(({ from }) => vscode.workspace.asRelativePath(from.uri));
    assert.deepEqual(
      [...new Set(callers)],
      BESIDE_TYPESCRIPT ? ['models/user.js'] : ['models/user.js', 'routes/users.js'],
    );
  },

  async 'refactorings are offered, and what one does is what it says'() {
    const { document } = await open('models/user.js');
    const actions = await offered(document, 'exports', 'exports.User', vscode.CodeActionKind.Refactor);
    const one = actions.filter(({ title }) => title.startsWith('Export all names with one'));
    assert.equal(one.length, 1, actions.map(({ title }) => title).join('; '));
    assert(await vscode.workspace.applyEdit(one[0].edit));
    assert.match(
      document.getText(),
      /\nconst find = [^\n]*\n\nmodule\.exports = \{ User, create, find \};\n$/,
    );
    assert.doesNotMatch(document.getText(), /^exports\./m);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  },

  async 'code lenses are there when they are switched on'() {
    const { document } = await open('models/user.js');
    const lenses = async () =>
      (await ask('CodeLensProvider', document.uri, 99))
        .filter(({ command }) => command?.command.startsWith('commonjs.'))
        .map(({ range, command }) => `${range.start.line + 1} ${command.title}`)
        .sort();
    assert.deepEqual(await lenses(), []);
    await having('codeLens', true, async () => {
      // The file has changed and changed back right before this: what is counted follows.
      const expected = ['1 required by 3 modules', '16 5 references', '17 5 references', '18 3 references'];
      await until(`${expected}`, async () => String(await lenses()) === String(expected));
    });
    await until('no lenses', async () => (await lenses()).length === 0);
  },

  async 'inlay hints are there when they are switched on'() {
    const { document } = await open('routes/users.js');
    const hints = async () =>
      (await ask('InlayHintProvider', document.uri, new vscode.Range(0, 0, document.lineCount, 0))).map(
        ({ position, label }) => `${position.line + 1} ${label}`,
      );
    assert.deepEqual(await hints(), []);
    await having('inlayHints', true, async () => {
      await until('hints', async () => (await hints()).length > 0);
      assert.deepEqual(await hints(), ['1 : function createApplication()']);
    });
    await until('no hints', async () => (await hints()).length === 0);
  },
};
