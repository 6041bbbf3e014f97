// Looks at the page of `commonjs-ls graph` in a browser, at the size of a large project.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser } from './code-server.mjs';

const MODULES = 500;
const FOLDERS = [
  'bin',
  'lib',
  'lib/http',
  'lib/http/router',
  'lib/util',
  'src/jobs',
  'src/models',
  'src/views',
  'test',
];
const WORDS = ['cache', 'event', 'logger', 'mail', 'order', 'parse', 'render', 'route', 'session', 'user'];
const HOSTILE = 'a"<img src=x onerror=alert(1)>]]>.js';

/** Modules that require later ones, some of which require an earlier one. */
function write(folder) {
  const file = (i) =>
    `${FOLDERS[(i * 7) % FOLDERS.length]}/${WORDS[i % 10]}-${WORDS[(i * 3 + 1) % 10]}-${i}.js`;
  const specifier = (from, to) => {
    const relative = path.posix.relative(path.posix.dirname(file(from)), file(to));
    return relative.startsWith('.') ? relative : `./${relative}`;
  };
  for (let i = 0; i < MODULES; i++) {
    const targets = [i + 1, i + 1 + ((i * 13) % 40), i + 1 + ((i * 29) % 200)].filter((j) => j < MODULES);
    if (i % 60 === 59) {
      targets.push(i - 3);
    }
    const lines = [...new Set(targets)].map((j) => `require('${specifier(i, j)}');`);
    lines.push(i % 7 === 0 ? "require('fs');" : '', i % 50 === 0 ? "require('./gone');" : '');
    const name = path.join(folder, file(i));
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, `${lines.filter(Boolean).join('\n')}\nexports.run = () => {};\n`);
  }
  writeFileSync(path.join(folder, HOSTILE), 'exports.a = 1;\n');
}

export async function tryGraph({ chromium, launcher, folder, target }) {
  const lines = [];
  const html = path.join(folder, 'graph.html');
  write(path.join(folder, 'project'));
  execFileSync(launcher, ['graph', path.join(folder, 'project'), '--format', 'html', '--output', html]);
  const window = await browser(chromium);
  const complaints = [];
  let passed = true;
  const page = await window.newPage({ viewport: { width: 1280, height: 760 } });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith('file:') || complaints.push(request.url()));
  const picture = async (name) => {
    mkdirSync(path.join(target, 'screenshots'), { recursive: true });
    await page.screenshot({ path: path.join(target, 'screenshots', `graph-${name}.png`) });
  };
  const ids = (selector) => page.evaluate((s) => moduleGraph.elements(s).map((one) => one.id()), selector);
  const tests = {
    async 'all modules are there, and cycles are red'() {
      await page.goto(pathToFileURL(html).href);
      await page.getByText(`${MODULES + 1} modules`).waitFor();
      assert.equal((await ids('.module')).length, MODULES + 1);
      const red = await page.evaluate(() => [
        ...new Set(moduleGraph.edges('.cycle').map((edge) => edge.style('line-color'))),
      ]);
      assert.deepEqual(red, ['rgb(198,40,40)']);
      await page.getByText('Cycles while loading (8)').waitFor();
      await picture('whole');
    },
    async 'a search marks what it finds'() {
      await page.getByRole('searchbox').fill('MAIL-');
      const found = await ids('.match');
      assert(found.length > 20 && found.length < 150, `${found.length}`);
      await page.getByText(`${found.length} of `).waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('Open file').waitFor();
      await picture('search');
    },
    async 'a name is text'() {
      await page.getByRole('searchbox').fill('onerror');
      await page.getByRole('button', { name: HOSTILE }).click();
      assert.equal(await page.locator('aside h1').innerText(), HOSTILE);
      assert.match(
        await page.locator('#open').getAttribute('href'),
        /^vscode:\/\/file\/.*a%22%3Cimg%20src=x/,
      );
    },
    async 'a double click shows the neighbourhood'() {
      await page.keyboard.press('Escape');
      await page.getByText('Fit').click();
      const { x, y } = await page.evaluate(() => {
        const node = moduleGraph.nodes('.incycle')[0].renderedPosition();
        const box = document.getElementById('graph').getBoundingClientRect();
        return { x: node.x + box.x, y: node.y + box.y };
      });
      await page.mouse.dblclick(x, y);
      await page.getByText('Whole graph').waitFor();
      assert((await ids('.module')).length < 30);
      await page.getByLabel('Steps').selectOption('2');
      await picture('neighbourhood');
      await page.getByText('Whole graph').click();
      assert.equal((await ids('.module')).length, MODULES + 1);
    },
    async 'nothing was loaded, refused or complained about'() {
      assert.deepEqual(complaints, []);
    },
    async 'a script that is not its own does not run'() {
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "run"';
        document.body.append(script);
      });
      assert.equal(await page.title(), 'Module graph');
      assert.equal(complaints.length, 1);
    },
  };
  try {
    for (const [name, test] of Object.entries(tests)) {
      await test();
      lines.push(`e2e   ok    ${name}`);
    }
  } catch (error) {
    passed = false;
    await picture('failure');
    lines.push(`e2e   FAIL  ${error.message} (see graph-failure.png)`);
  } finally {
    await window.close();
  }
  return { passed, lines };
}
