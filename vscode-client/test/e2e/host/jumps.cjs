// VS Code jumps to a place that is alone and shows a list of more. What is a jump without this extension stays one.
'use strict';
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { ask, open, servers, until, uri } = require('./tools.cjs');

const FILES = [
  'server.js',
  'config.js',
  'models/index.js',
  'models/user.js',
  'routes/index.js',
  'routes/users.js',
  'web/index.js',
  'web/lib/web.js',
  'web/lib/application.js',
];
const KINDS = ['Definition', 'TypeDefinition', 'Implementation', 'Declaration'];

/** Names and specifiers, with words of the language among them: nobody answers there. */
const TOKENS = /\/\*[^]*?\*\/|\/\/[^\n]*|'[^'\n]*'|[A-Za-z_$][\w$]*/g;

/** What has a definition by this extension alone. */
const FOUND = [
  'Definition of use at server.js:7:6: web/lib/application.js:9:20',
  'Definition of use at server.js:9:6: web/lib/application.js:9:20',
  'Definition of greet at server.js:9:67: models/user.js:6:3',
  'Definition of listen at server.js:12:30: web/lib/application.js:18:23',
  'Definition of init at web/lib/application.js:5:7: web/lib/application.js:5:21',
  'Definition of use at web/lib/application.js:9:6: web/lib/application.js:9:20',
  'Definition of handle at web/lib/application.js:14:8: web/lib/application.js:14:23',
  'Definition of listen at web/lib/application.js:18:8: web/lib/application.js:18:23',
];

/** The places that VS Code would show: as its ReferencesModel sorts links and compares neighbours. */
function merged(answers) {
  const links = answers
    .map((link) => ({
      file: vscode.workspace.asRelativePath(link.targetUri ?? link.uri),
      whole: link.targetRange ?? link.range,
      name: link.targetSelectionRange ?? link.targetRange ?? link.range,
    }))
    .sort(
      (a, b) =>
        a.file.localeCompare(b.file) ||
        a.whole.start.compareTo(b.whole.start) ||
        a.whole.end.compareTo(b.whole.end),
    );
  return links
    .filter((link, i) => i === 0 || links[i - 1].file !== link.file || !link.whole.isEqual(links[i - 1].name))
    .map(({ file, name: { start } }) => `${file}:${start.line + 1}:${start.character + 1}`);
}

/** What each place of the project leads to. */
async function jumps() {
  const found = new Map();
  for (const file of FILES) {
    const { document } = await open(file);
    for (const { 0: token, index } of document.getText().matchAll(TOKENS)) {
      const place = document.positionAt(index + Math.floor(token.length / 2));
      for (const kind of token.startsWith('/') ? [] : KINDS) {
        const key = `${kind} of ${token} at ${file}:${place.line + 1}:${place.character + 1}`;
        found.set(key, merged(await ask(`${kind}Provider`, document.uri, place)));
      }
    }
  }
  return found;
}

const says = async (what) => {
  const { document } = await open('models/user.js');
  const hovers = await ask(
    'HoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf('find')),
  );
  return hovers.some((hover) => hover.contents.some((content) => content.value.includes(what)));
};

exports.tests = {
  async 'no jump becomes a list, and none is lost'() {
    await Promise.all(FILES.map((file) => vscode.workspace.openTextDocument(uri(file))));
    await until('hover of both', async () => (await says('CommonJS')) && (await says('(property)')));
    const settings = vscode.workspace.getConfiguration('commonjs.java');
    const restart = () => vscode.commands.executeCommand('commonjs.restartServer');
    await settings.update('home', '/nowhere', vscode.ConfigurationTarget.Global);
    void restart();
    await until('end of the server', () => servers().length === 0);
    assert(!(await says('CommonJS')));
    const without = await jumps();

    await settings.update('home', undefined, vscode.ConfigurationTarget.Global);
    void restart();
    await until('hover again', () => says('CommonJS'));
    const both = await jumps();

    const worse = [...without]
      .filter(
        ([key, before]) =>
          (before.length === 1 && String(both.get(key)) !== String(before)) ||
          !before.every((place) => both.get(key).includes(place)),
      )
      .map(([key, before]) => `${key}: ${before} became ${both.get(key)}`);
    assert.deepEqual(worse, []);
    const found = [...without].filter(([key, before]) => before.length === 0 && both.get(key).length > 0);
    assert.deepEqual(
      found.filter(([key]) => key.startsWith('Definition')).map(([key]) => `${key}: ${both.get(key)}`),
      FOUND,
    );
  },
};
