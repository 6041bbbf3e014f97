// What the extension does in the project `greeter`.
'use strict';
const assert = require('node:assert/strict');
const vscode = require('vscode');
const {
  BESIDE_TYPESCRIPT,
  uri,
  ask,
  until,
  open,
  textOf,
  at,
  codes,
  codeOf,
  found,
  servers,
  text,
  places,
} = require('./tools.cjs');

exports.tests = {
  async 'the workspace is trusted or not, as this run wants it'() {
    assert.equal(vscode.workspace.isTrusted, process.env.E2E_TRUSTED === 'yes');
  },

  async 'findings of files that are not open are shown'() {
    await open('src/users.js');
    await found('src/greet.js', '5 lost-write');
  },

  async 'findings are shown where the mistake is'() {
    await open('src/greet.js');
    const [finding] = await found('src/greet.js', '5 lost-write');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.match(finding.message, /shout/);
    assert.equal(finding.relatedInformation.length, 1);
  },

  async 'a finding is shown once, whether its file is open or not'() {
    await open('src/greet.js');
    await found('src/greet.js', '5 lost-write');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { editor } = await open('main.js');
    const start = new vscode.Position(0, 0);
    await editor.edit((edit) => edit.insert(start, "require('./nope');\n"));
    await found('main.js', '1 cannot-resolve', '8 missing-member');
    await found('src/greet.js', '5 lost-write');
    await editor.edit((edit) => edit.delete(new vscode.Range(start, new vscode.Position(1, 0)))); // saved meanwhile
    await found('main.js', '7 missing-member');
  },

  async 'a document that was never saved is read'() {
    const document = await vscode.workspace.openTextDocument({
      language: 'javascript',
      content: 'exports = {};\n',
    });
    await vscode.window.showTextDocument(document);
    const own = () =>
      vscode.languages.getDiagnostics(document.uri).filter((found) => codeOf(found) === 'exports-reassigned');
    await until('finding in an untitled document', () => own().length === 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  },

  async 'a consumer is told too'() {
    await open('main.js');
    await found('main.js', '7 missing-member');
  },

  async "the project's own settings hold where the editor sets nothing"() {
    await open('src/parse.js');
    await open('src/greet.js');
    await found('src/greet.js', '5 lost-write');
    await until('answer about src/parse.js', () =>
      ask('HoverProvider', uri('src/parse.js'), new vscode.Position(1, 10)),
    );
    assert.deepEqual(codes('src/parse.js'), []);
  },

  async 'a hover shows what a module exports'() {
    const { document } = await open('main.js');
    const shown = text(await ask('HoverProvider', document.uri, at(document, 'users')));
    assert.match(shown, /src\/users\.js\*\* · CommonJS/);
    assert.match(shown, /\.create +function create\(name, options = \{\}\)/);
  },

  async 'a hover leaves to VS Code what it shows of the finding'() {
    const { document } = await open('src/greet.js');
    const [finding] = await found('src/greet.js', '5 lost-write');
    const shown = text(await ask('HoverProvider', document.uri, finding.range.start)).replace(/\\/g, '');
    assert.match(shown, /src\/greet\.js/);
    assert.ok(!shown.includes(finding.message), shown);
  },

  async 'what reading leaves open is seen by running it, where the workspace is trusted'() {
    const { document } = await open('report.js');
    const shown = (what) => async () => {
      const hover = text(await ask('HoverProvider', document.uri, at(document, 'models')));
      return hover.includes(what) && hover;
    };
    if (process.env.E2E_TRUSTED === 'yes') {
      const hover = await until('observed names', shown('// observed'));
      assert.match(hover, /\.user +class User\(name\) +from \.\/user\.js/);
      return;
    }
    assert.doesNotMatch(await until('open shape', shown('Open:')), /observed/);
    assert.deepEqual(servers(servers()[0]), [], 'processes that run modules');
  },

  async 'documentation is shown once'() {
    const { document } = await open('main.js');
    const documentation = 'Makes a user of a name.';
    await until('hover that has it once', async () => {
      const shown = text(await ask('HoverProvider', document.uri, at(document, 'create')));
      const whole = shown.includes('CommonJS') && (!BESIDE_TYPESCRIPT || shown.includes('(alias)'));
      return whole && shown.split(documentation).length === 2;
    });
  },

  async 'members of a module are offered once'() {
    const { document, editor } = await open('main.js');
    const end = new vscode.Position(document.lineCount, 0);
    await editor.edit((edit) => edit.insert(end, 'users.'));
    try {
      const caret = document.positionAt(document.getText().length);
      const labels = await until('members', async () => {
        const { items } = await ask('CompletionItemProvider', document.uri, caret, '.');
        const seen = items.map(({ label }) => label.label ?? label);
        return seen.includes('create') && seen;
      });
      for (const name of ['create', 'ROLES', 'parse']) {
        assert.equal(labels.filter((label) => label === name).length, 1, `${name} in ${labels}`);
      }
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  },

  async 'references of an export are found in files that are not open'() {
    const { document } = await open('src/users.js');
    const references = await ask('ReferenceProvider', document.uri, at(document, 'create', 'exports.'));
    assert.deepEqual(
      [...new Set(places(references))].filter((place) => !place.startsWith('src/users.js')),
      ['main.js:5'],
    );
  },

  async 'an export is renamed in every file, though TypeScript is asked too'() {
    const { document } = await open('main.js');
    const edit = await ask('DocumentRenameProvider', document.uri, at(document, 'create'), 'make');
    const lines = edit
      .entries()
      .flatMap(([file, edits]) =>
        edits.map(
          ({ range, newText }) =>
            `${vscode.workspace.asRelativePath(file)}:${range.start.line + 1} ${newText}`,
        ),
      );
    assert.deepEqual(lines.sort(), ['main.js:5 make', 'src/users.js:10 make']);
  },

  async 'a file that moves takes its specifiers along, once, and back again'() {
    await open('main.js');
    const consumers = ['main.js', 'src/users.js'];
    const before = await Promise.all(consumers.map(textOf));
    const afterwards = before.map((all) => all.replace(/('\.\/(?:src\/)?)parse'/, "$1text/read'"));
    const move = async (from, to, expected) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(uri(from), uri(to));
      assert(await vscode.workspace.applyEdit(edit));
      await until(`specifiers of ${to}`, async () => {
        const now = await Promise.all(consumers.map(textOf));
        return String(now) === String(expected);
      }).catch(async (error) => {
        const now = await Promise.all(consumers.map(textOf));
        throw new Error(`${error.message}: ${now.join('\n---\n')}`);
      });
    };
    await move('src/parse.js', 'src/text/read.js', afterwards);
    const { document } = await open('main.js');
    await until('definition in the file at its new place', async () => {
      const parse = await ask('DefinitionProvider', document.uri, at(document, 'parse', 'greet.shout'));
      return String(places(parse)) === 'src/text/read.js:2';
    });
    await move('src/text/read.js', 'src/parse.js', before);
  },

  async 'a definition is one place'() {
    const { document } = await open('main.js');
    const create = await ask('DefinitionProvider', document.uri, at(document, 'create'));
    assert.deepEqual(places(create), ['src/users.js:4']);
    const parse = await ask('DefinitionProvider', document.uri, at(document, 'parse', 'greet.shout'));
    assert.deepEqual(places(parse), ['src/parse.js:2']);
  },

  async 'a quick fix repairs'() {
    const { document } = await open('src/greet.js');
    const [finding] = await found('src/greet.js', '5 lost-write');
    const actions = await ask(
      'CodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find((action) => action.title.startsWith('Join them'));
    assert(fix, actions.map((action) => action.title).join('; '));
    assert(await vscode.workspace.applyEdit(fix.edit));
    await found('src/greet.js');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await found('src/greet.js', '5 lost-write');
  },

  async 'the outline has no name twice'() {
    const { document } = await open('src/users.js');
    const symbols = await until('symbols', async () => {
      const answer = await ask('DocumentSymbolProvider', document.uri);
      return answer?.length > 0 && answer;
    });
    const names = symbols.map((symbol) => symbol.name);
    assert.deepEqual(names, [...new Set(names)]);
    if (!BESIDE_TYPESCRIPT) {
      assert.deepEqual(names, ['create', 'ROLES', 'parse']);
    }
  },

  async 'specifiers are links'() {
    const { document } = await open('main.js');
    const links = await ask('LinkProvider', document.uri);
    assert.deepEqual(
      links.map((link) => vscode.workspace.asRelativePath(link.target)),
      ['src/users.js', 'src/greet.js', 'src/parse.js'],
    );
  },

  async 'a changed setting counts at once'() {
    await open('src/greet.js');
    const settings = vscode.workspace.getConfiguration('commonjs');
    await settings.update('rules', { 'lost-write': 'off' }, vscode.ConfigurationTarget.Global);
    await found('src/greet.js');
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
    await found('src/greet.js', '5 lost-write');
  },

  async 'pages show the shape and the resolution'() {
    const { document, editor } = await open('src/users.js');
    const page = (title) =>
      until(title, () =>
        vscode.workspace.textDocuments.find((d) => d.uri.scheme === 'commonjs' && d.uri.path.includes(title)),
      );
    await vscode.commands.executeCommand('commonjs.showModuleShape');
    assert.match(
      (await page('users.js (shape)')).getText(),
      /`\.ROLES` \| `\{ admin: 'ADMIN', guest: 'GUEST' \}`/,
    );
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
    const specifier = at(document, './parse');
    editor.selection = new vscode.Selection(specifier, specifier);
    await vscode.commands.executeCommand('commonjs.explainResolution');
    assert.match((await page('users.js (resolution)')).getText(), /It is `src\/parse\.js`/);
    await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
  },

  async 'the module graph is shown in a tab'() {
    await open('main.js');
    await vscode.commands.executeCommand('commonjs.showModuleGraph');
    await until('the module graph', () =>
      vscode.window.tabGroups.all.some((group) => group.tabs.some((tab) => tab.label === 'Module graph')),
    );
    await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  },

  async 'a server that is killed is started again'() {
    await open('src/greet.js');
    const [pid] = servers();
    process.kill(Number(pid), 'SIGKILL');
    await until('end of the findings', () => codes('src/greet.js').length === 0);
    await found('src/greet.js', '5 lost-write');
    assert.equal(servers().length, 1);
    assert(!servers().includes(pid));
  },

  async 'the server is restarted on command'() {
    const [pid] = servers();
    void vscode.commands.executeCommand('commonjs.restartServer');
    await until('new server', () => servers().some((other) => other !== pid) && !servers().includes(pid));
    await found('src/greet.js', '5 lost-write');
  },
};

if (process.env.E2E_CONTROL === 'wrong assertion') {
  exports.tests['a wrong assertion is noticed'] = async () => {
    const { document } = await open('main.js');
    await found('main.js', '7 missing-member');
    assert.deepEqual(places(await ask('DefinitionProvider', document.uri, at(document, 'create'))), [
      'src/users.js:5',
    ]);
  };
}
