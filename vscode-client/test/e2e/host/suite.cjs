// Runs inside VS Code's extension host, with nothing but its API. The environment names the files with tests.
'use strict';
const assert = require('node:assert/strict');
const vscode = require('vscode');

const NAME = 'commonjs-dev.commonjs';
const tests = Object.assign(
  {},
  ...process.env.E2E_SUITES.split(',').map((name) => require(`./${name}.cjs`).tests),
);

/** A control ends with the first failure: the others would only wait for the same. */
exports.run = async () => {
  assert(vscode.extensions.getExtension(NAME), `${NAME} is not there`);
  const only = process.env.E2E_ONLY;
  let failed = 0;
  for (const [name, test] of Object.entries(tests).filter(([name]) => !only || name === only)) {
    const begin = Date.now();
    try {
      await test();
      console.log(`e2e   ok    ${name} (${Date.now() - begin} ms)`);
    } catch (error) {
      failed++;
      console.log(`e2e   FAIL  ${name}: ${error.message}`);
      if (process.env.E2E_CONTROL) {
        break;
      }
    }
  }
  if (failed > 0) {
    throw new Error(`${failed} failed`);
  }
};
