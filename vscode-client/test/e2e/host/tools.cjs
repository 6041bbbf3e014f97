// What the tests inside VS Code share. The environment tells what to expect.
'use strict';
const assert = require('node:assert/strict');
const { readdirSync, readFileSync } = require('node:fs');
const vscode = require('vscode');

const BESIDE_TYPESCRIPT = process.env.E2E_TYPESCRIPT === 'yes';
const LIMIT = Number(process.env.E2E_LIMIT ?? 60_000);

const uri = (name) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
const ask = (what, ...args) => vscode.commands.executeCommand(`vscode.execute${what}`, ...args);

async function until(what, read) {
  const end = Date.now() + LIMIT;
  for (;;) {
    const value = await read();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`no ${typeof what === 'function' ? what() : what} within ${LIMIT} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function open(name) {
  const document = await vscode.workspace.openTextDocument(uri(name));
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  return { document, editor };
}

/** What is on disk, or in the editor where that is newer. */
async function textOf(name) {
  const open = vscode.workspace.textDocuments.find(({ uri: at }) => String(at) === String(uri(name)));
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri(name)));
}

/** The place of the first `text` after `behind`, in its middle. */
function at(document, text, behind = '') {
  const whole = document.getText();
  const offset = whole.indexOf(text, whole.indexOf(behind) + behind.length);
  assert.notEqual(offset, -1, `${text} in ${document.uri}`);
  return document.positionAt(offset + Math.floor(text.length / 2));
}

const findings = (name) =>
  vscode.languages.getDiagnostics(uri(name)).filter((found) => String(found.source).startsWith('commonjs'));
const codes = (name) => findings(name).map((found) => `${found.range.start.line + 1} ${codeOf(found)}`);
const codeOf = ({ code }) => (typeof code === 'object' ? code.value : code);
const found = (name, ...expected) =>
  until(
    () => `findings ${expected} in ${name}, but ${codes(name)}`,
    () => String(codes(name)) === String(expected) && findings(name),
  );

/** Process ids of the servers that this extension host has started; of what such a server has started, by its id. */
function servers(parent = process.pid) {
  return readdirSync('/proc').filter((pid) => {
    try {
      const of = / ([0-9]+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) ./s, ''))[1];
      return (
        Number(of) === Number(parent) &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('commonjs-ls.jar')
      );
    } catch {
      return false;
    }
  });
}

const text = (hovers) =>
  hovers
    .flatMap((hover) => hover.contents)
    .map((content) => content.value ?? content)
    .join('\n---\n');
const places = (answers) =>
  answers.map((answer) => {
    const target = answer.targetUri ?? answer.uri;
    const range = answer.targetSelectionRange ?? answer.targetRange ?? answer.range;
    return `${vscode.workspace.asRelativePath(target)}:${range.start.line + 1}`;
  });

module.exports = {
  BESIDE_TYPESCRIPT,
  uri,
  ask,
  until,
  open,
  textOf,
  at,
  findings,
  codes,
  codeOf,
  found,
  servers,
  text,
  places,
};
