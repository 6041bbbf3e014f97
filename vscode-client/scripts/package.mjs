// Makes the extension's packages in target/: one for every platform, which needs a Java, and, where
// the server was built with a runtime of its own, one for this platform, which needs none.
//
//   node scripts/package.mjs [SERVER]     the server's folder; ../server/target/commonjs-ls if not given
import { createVSIX } from '@vscode/vsce';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import './build.mjs';

const root = process.cwd();
const server = path.resolve(process.argv[2] ?? '../server/target/commonjs-ls');
const { version, repository } = JSON.parse(readFileSync('package.json', 'utf8'));
const sources = repository.url.replace(/\.git$/, '');
if (!existsSync(path.join(server, 'lib', 'commonjs-ls.jar'))) {
  console.error(`There is no server in ${server}: build it first (mvn -DskipTests package).`);
  process.exit(2);
}

mkdirSync('target', { recursive: true });
readdirSync('target')
  .filter((name) => name.endsWith('.vsix'))
  .forEach((name) => rmSync(path.join('target', name)));

/** What only the Java that is packed with it can use. */
const ofRuntime = (file) => file.startsWith(path.join(server, 'runtime')) || /\.(aot|jsa)$/.test(file);

await pack(`commonjs-${version}.vsix`, (file) => !ofRuntime(file));
if (existsSync(path.join(server, 'runtime'))) {
  const target = `${process.platform}-${process.arch}`;
  await pack(`commonjs-${target}-${version}.vsix`, () => true, target);
} else {
  console.log('No package for this platform: the server has no runtime (it is made by a JDK with jlink).');
}

async function pack(name, fits, target) {
  const stage = path.join(root, 'target', 'stage');
  const file = path.join(root, 'target', name);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const part of ['package.json', 'README.md', 'dist', 'media']) {
    cpSync(part, path.join(stage, part), { recursive: true });
  }
  cpSync('../LICENSE', path.join(stage, 'LICENSE'));
  cpSync('../CHANGELOG.md', path.join(stage, 'CHANGELOG.md'));
  cpSync(server, path.join(stage, 'server'), { recursive: true, filter: fits });
  await createVSIX({
    cwd: stage,
    packagePath: file,
    dependencies: false,
    baseContentUrl: `${sources}/blob/main/vscode-client`,
    baseImagesUrl: `${sources}/raw/main/vscode-client`,
    ...(target && { target }),
  });
  rmSync(stage, { recursive: true });
  console.log(`${name}: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
}
