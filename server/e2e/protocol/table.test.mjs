// Every feature, asked for an export that is made in each of the ways of idioms.txt. Node says that the export is there, and after a rename
// whether it has the new name. What is not expected to work is listed there with the reason, and has to fail.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apply } from '../packages.mjs';
import { command } from '../servers.mjs';
import { Client } from './client.mjs';

const AIM = 0.95;
const NEW = 'renamed';
const WARNING = 2; // DiagnosticSeverity

const idioms = readFileSync(new URL('idioms.txt', import.meta.url), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((block, number) => {
    const [head, ...parts] = block.split(/^\/\/- /m);
    const [name, ...notes] = head.trim().split('\n');
    const kind = /^read: a (.*)$/m.exec(head)?.[1] ?? 'function';
    const known = notes.flatMap((note) => /^- ([^:]+): ./.exec(note)?.[1] ?? []);
    const files = parts.map((part) => /^(\S+)\n([^]*)$/.exec(part).slice(1));
    const [file, text] = files.find(([, text]) => text.includes('«'));
    const line = text.slice(0, text.indexOf('«')).split('\n').length - 1;
    return { name, kind, known, files: files.map(([file, text]) => [file, text.replace(/[«»]/g, '')]), defined: { file, line }, folder: `idiom${number}` };
  });

const calls = { function: (callee) => `${callee}('path', 'flags')`, class: (callee) => `new ${callee}('path', 'flags')`, constant: (callee) => `void (${callee})` };
const consumer = (kind) => `const lib = require('./lib');
const { read } = require('./lib');
const one = ${calls[kind]('lib.read')};
const other = ${calls[kind]('read')};
const {  } = require('./lib');
`;
const place = (text, line, word) => ({ line, character: text.split('\n')[line].indexOf(word) + word.length });

function node(folder, name) {
  const ask = `require('./use'); const lib = require('./lib'); console.log(JSON.stringify([${JSON.stringify(name)} in lib, 'read' in lib]));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', ask], { cwd: folder, encoding: 'utf8' });
  return stdout ? JSON.parse(stdout) : stderr.split('\n').find((line) => line.includes('Error'));
}

describe('features by idioms', () => {
  let root;
  let client;
  let asked = 0;
  let right = 0;

  before(async () => {
    root = mkdtempSync(join(realpathSync(tmpdir()), 'idioms-'));
    for (const { folder, files, kind } of idioms) {
      for (const [file, text] of [...files, ['use.js', consumer(kind)]]) {
        mkdirSync(dirname(join(root, folder, file)), { recursive: true });
        writeFileSync(join(root, folder, file), text);
      }
    }
    client = new Client(command, root);
    await client.initialize();
  });

  after(async () => {
    await client.kill();
    rmSync(root, { recursive: true, force: true });
  });

  /** Each says whether it is as an author expects it. */
  const cells = {
    findings: async ({ uri, lib }) => {
      const all = await Promise.all([client.diagnostics(uri), client.diagnostics(lib)]);
      return all.every(({ diagnostics }) => diagnostics.every((one) => one.severity > WARNING));
    },
    links: async ({ uri, folder }) => {
      const links = await client.request('textDocument/documentLink', { textDocument: { uri } });
      return links.length === 3 && links.every(({ target }) => fileURLToPath(target) === join(folder, 'lib.js'));
    },
    hover: async ({ member, kind }) => {
      const text = (await client.request('textDocument/hover', member))?.contents.value ?? '';
      return text.includes('read') && (kind === 'constant' || text.includes('path'));
    },
    definition: async ({ member, isDefinition }) => {
      const places = await client.request('textDocument/definition', member);
      return places?.length === 1 && isDefinition(places[0]);
    },
    'definition of a name in a pattern': async ({ pattern, isDefinition }) => ((await client.request('textDocument/definition', pattern)) ?? []).some(isDefinition),
    references: async ({ member, uri }) => {
      const places = (await client.request('textDocument/references', { ...member, context: { includeDeclaration: true } })) ?? [];
      const own = places.filter((one) => one.uri === uri).map(({ range }) => range.start.line);
      return own.includes(1) && own.includes(2) && places.some((one) => one.uri !== uri);
    },
    highlights: async ({ member }) => {
      const lines = ((await client.request('textDocument/documentHighlight', member)) ?? []).map(({ range }) => range.start.line);
      return lines.includes(1) && lines.includes(2);
    },
    symbols: async ({ defining }) => {
      if (!defining.endsWith('.js')) return undefined;
      const names = (symbols) => symbols.flatMap(({ name, children }) => [name, ...names(children ?? [])]);
      return names((await client.request('textDocument/documentSymbol', { textDocument: { uri: client.open(defining) } })) ?? []).includes('read');
    },
    'completion of members': ({ beforeMember }) => offers(beforeMember),
    'completion of names in a pattern': ({ beforeName }) => offers(beforeName),
    'completion of names that have to be required': async ({ folder }) => {
      const text = "'use strict';\nmodule.exports = rea;\n";
      writeFileSync(join(folder, 'auto.js'), text);
      const uri = client.open(join(folder, 'auto.js'));
      const list = await client.request('textDocument/completion', { textDocument: { uri }, position: place(text, 1, 'rea') });
      const item = list?.items.find(({ label }) => label === 'read');
      if (!item) return false;
      const { textEdit, additionalTextEdits } = await client.request('completionItem/resolve', item);
      apply({ documentChanges: [{ textDocument: { uri }, edits: [textEdit, ...additionalTextEdits] }] });
      const { stdout } = spawnSync(process.execPath, ['-p', "require('./auto') !== undefined"], { cwd: folder, encoding: 'utf8' });
      return stdout.trim() === 'true';
    },
    signature: async ({ inCall, kind }) => {
      if (kind === 'constant') return undefined;
      const help = await client.request('textDocument/signatureHelp', inCall);
      return help !== null && help.signatures.some(({ label }) => /path.*flags/.test(label));
    },
    rename: async ({ member, folder }) => {
      let edit;
      try {
        edit = await client.request('textDocument/rename', { ...member, newName: NEW });
      } catch {
        return false;
      }
      const copy = `${folder}-renamed`;
      cpSync(folder, copy, { recursive: true });
      if (edit) apply(edit, (file) => join(copy, file.slice(folder.length)));
      const [isNew, isOld] = node(copy, NEW);
      rmSync(copy, { recursive: true });
      return isNew === true && isOld === false;
    },
  };

  async function offers(at) {
    const list = await client.request('textDocument/completion', at);
    return (list?.items ?? list ?? []).some(({ label }) => label === 'read');
  }

  for (const idiom of idioms) {
    test(idiom.name, async () => {
      const folder = join(root, idiom.folder);
      assert.deepEqual(node(folder, 'read'), [true, true], 'what Node says');
      const text = consumer(idiom.kind);
      const uri = client.open(join(folder, 'use.js'));
      const lib = client.open(join(folder, 'lib.js'));
      const at = (line, word) => ({ textDocument: { uri }, position: place(text, line, word) });
      const spot = {
        uri, lib, folder, kind: idiom.kind, defining: join(folder, idiom.defined.file),
        member: at(2, 'lib.re'), pattern: at(1, '{ re'), beforeMember: at(2, 'lib.'), beforeName: at(4, '{ '), inCall: at(2, 'read('),
        isDefinition: (link) => fileURLToPath(link.targetUri) === join(folder, idiom.defined.file) && [link.targetSelectionRange, link.targetRange].some(({ start }) => start.line === idiom.defined.line),
      };
      const failed = [];
      for (const [name, cell] of Object.entries(cells)) {
        const outcome = await cell(spot);
        if (outcome === undefined) continue;
        asked++;
        if (outcome) right++;
        else failed.push(name);
      }
      assert.deepEqual(failed.sort(), idiom.known.sort(), 'what fails, and what is listed');
    });
  }

  test('at least 95 of 100 are right', () => {
    console.log(`${right} of ${asked} (${idioms.length} idioms, ${Object.keys(cells).length} features)`);
    assert.ok(right >= AIM * asked, `${right} of ${asked}`);
    assert.deepEqual(client.problems, []);
  });
});
