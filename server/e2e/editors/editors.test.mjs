// Real editors open the sample: findings, hover, jump to the definition; Neovim and eglot complete, find references and rename too. An editor that is not installed is skipped, and said so;
// install.sh brings them all.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { command, faulty, sample } from '../servers.mjs';

const PATIENCE = 60_000; // milliseconds, for each thing that an editor waits for
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'commonjs-editors-'));
after(() => rmSync(home, { recursive: true, force: true }));

const succeeds = (program, ...args) => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const emacsHas = (library) => () =>
  succeeds('emacs', '--batch', '-Q', '--eval', `(progn (dolist (f (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*-[0-9]*")) (add-to-list 'load-path f)) (kill-emacs (if (locate-library "${library}") 0 1)))`);

const EDITORS = {
  Neovim: {
    run: ['nvim', '--headless', '--clean', '-n', '-i', 'NONE', '-c', `luafile ${path('neovim.lua')}`],
    missing: () => !succeeds('nvim', '--version') && 'nvim is not installed',
  },
  'Emacs eglot': {
    run: ['emacs', '--batch', '-Q', '-l', path('eglot.el')],
    missing: () => !emacsHas('eglot')() && 'Emacs with eglot is not installed',
  },
  'Emacs lsp-mode': {
    run: ['emacs', '--batch', '-Q', '-l', path('lsp-mode.el')],
    missing: () => !emacsHas('lsp-mode')() && 'Emacs with lsp-mode is not installed',
  },
  'Vim ALE': {
    run: ['vim', '-e', '-s', '-u', 'NONE', '-i', 'NONE', '-S', path('ale.vim')],
    missing: () => (!succeeds('vim', '--version') || !existsSync('/usr/share/vim-ale')) && 'Vim with ALE is not installed',
  },
};

/** Ends with the editor's exit code and the JSON line that its script wrote. */
function run([program, ...args], changes) {
  const result = join(home, `${Math.random()}.json`);
  const e2e = { command, ...sample, patience: PATIENCE, ...changes };
  const editor = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, E2E: JSON.stringify(e2e), E2E_RESULT: result },
  });
  let output = '';
  editor.stdout.on('data', (bytes) => (output += bytes));
  editor.stderr.on('data', (bytes) => (output += bytes));
  const timer = setTimeout(() => editor.kill('SIGKILL'), 3 * PATIENCE);
  return new Promise((resolve) =>
    editor.on('close', (code) => {
      clearTimeout(timer);
      const json = existsSync(result) ? readFileSync(result, 'utf8') : output.split('\n').findLast((line) => /^\{.*"ok":/.test(line)) ?? '{}';
      resolve({ code, output, ...JSON.parse(json) });
    }),
  );
}

for (const [name, { run: editor, missing }] of Object.entries(EDITORS)) {
  describe(name, { skip: missing() || false, concurrency: 1 }, () => {
    test('shows findings, hovers and jumps', async (t) => {
      const result = await run(editor);
      assert.equal(result.code, 0, JSON.stringify(result, null, 2));
      assert.equal(result.diagnostics.length, 9);
      const more = ['completion', 'references'].map((what) => (result[what] ? `, ${result[what].length} of ${what}` : '')).join('');
      t.diagnostic(`${result.editor}: ${result.diagnostics.length} findings, hover, definition${more}`);
    });

    const fails = (what, changes, failure) =>
      test(`control: ${what} is a failure`, async () => {
        const result = await run(editor, { patience: 5_000, ...changes });
        assert.ok(result.code > 0, JSON.stringify(result, null, 2));
        assert.match(result.failure ?? result.output, failure);
      });
    fails('a server that ends', { command: faulty('dies') }, /ended|exit|died|shut|no diagnostics/i);
    fails('garbage on standard output', { command: faulty('garbage') }, /INVALID|JSON|Content-Length|timed out|no diagnostics/i);
    fails('a wrong expectation', { patience: PATIENCE, hover: 'never said by any hover' }, /never said by any hover/);
  });
}
