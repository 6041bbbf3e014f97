// Runs the unit tests: bundled first, because Node 20 does not read TypeScript.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const tests = readdirSync('test/unit').filter((name) => name.endsWith('.test.ts'));
await build({
  entryPoints: tests.map((name) => `test/unit/${name}`),
  outdir: 'target/unit',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
});
const files = tests.map((name) => `target/unit/${name.replace('.ts', '.js')}`);
process.exit(spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' }).status ?? 1);
