// Runs host/suite.cjs inside VS Code's extension host, against an unpacked extension.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { browser, start } from './code-server.mjs';

const LIMIT = 180_000;

/**
 * @param extension the folder of the extension, as unpacked from a .vsix
 * @returns the lines that the suite wrote, and whether all of it passed
 */
export async function runSuite({ code, chromium, extension, project, settings, env, trusted, log }) {
  const server = await start({ folder: code, settings, env, trusted, log });
  const window = await browser(chromium);
  const lines = [];
  try {
    const page = await window.newPage();
    const passed = await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`the suite has not ended within ${LIMIT} ms`)), LIMIT).unref();
      drive(page, server.url, { extension, project, lines, resolve }).catch(reject);
    });
    return { passed, lines };
  } catch (error) {
    lines.push(`e2e   FAIL  ${error.message}`);
    return { passed: false, lines };
  } finally {
    await window.close();
    await server.close();
    writeFileSync(`${log}.lines`, `${lines.join('\n')}\n`);
  }
}

/**
 * The page carries the workbench's options in an attribute. Those of extension development are put
 * in before the workbench reads it; it then reports through two functions of the window.
 */
async function drive(page, url, { extension, project, lines, resolve }) {
  await page.exposeFunction('codeAutomationExit', (code) => resolve(code === 0));
  await page.exposeFunction('codeAutomationLog', (_, args) => {
    const line = String(args[0]);
    if (line.startsWith('e2e ')) {
      lines.push(line);
    }
  });
  const remote = (file) => ({ scheme: 'vscode-remote', authority: new URL(url).host, path: file });
  const suite = path.join(import.meta.dirname, 'host', 'suite.cjs');
  await page.addInitScript(
    (development) => {
      const observer = new MutationObserver(() => {
        const options = document.getElementById('vscode-workbench-web-configuration');
        if (options !== null) {
          observer.disconnect();
          const given = JSON.parse(options.dataset.settings);
          options.dataset.settings = JSON.stringify({ ...given, developmentOptions: development });
        }
      });
      if (window.top === window) {
        observer.observe(document, { childList: true, subtree: true });
      }
    },
    { extensions: [remote(extension)], extensionTestsPath: remote(suite) },
  );
  await page.goto(`${url}/?folder=${encodeURIComponent(project)}`);
}
