import * as path from 'node:path';
import * as vscode from 'vscode';
import type { LanguageClientOptions, Middleware } from 'vscode-languageclient/node';
import { beside, leftOut } from './beside';
import { JAVASCRIPT } from './documents';
import { asMarkdown } from './foreign';
import { GraphView } from './graph';
import { prepare } from './launch';
import { ModuleTree } from './modules';
import { Pages } from './pages';
import { Session } from './session';
import { placeCommands, registerPlaceCommands } from './places';
import { forLaunch, forServer, OF_PROCESS, OF_START, SECTION } from './settings';
import { Status } from './status';
import { Supervisor, type State } from './supervisor';

let supervisor: Supervisor | undefined;

const configuration = () => vscode.workspace.getConfiguration(SECTION);

const settings = () => forServer(configuration(), vscode.workspace.isTrusted);

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('CommonJS', 'log');
  const status = new Status(context);
  const bundled = path.join(context.extensionPath, 'server');
  const modules = new ModuleTree(context, () => supervisor?.running);
  const show = (state: State) => {
    status.show(state);
    if (state.kind === 'ready') {
      modules.refresh();
    }
  };
  const running = new Supervisor(
    () => prepare(forLaunch(configuration()), bundled),
    (launch) => {
      const session = new Session(launch, options(show), output);
      session.client.registerFeature(leftOut((key) => configuration().get(key)));
      session.client.registerFeature(placeCommands);
      return session;
    },
    show,
  );
  supervisor = running;
  new Pages(context, () => running.running);
  new GraphView(context, () => running.running);
  context.subscriptions.push(
    output,
    ...registerPlaceCommands(),
    vscode.commands.registerCommand('commonjs.restartServer', () => running.restart()),
    vscode.commands.registerCommand('commonjs.showOutput', () => output.show(true)),
    vscode.workspace.onDidGrantWorkspaceTrust(() =>
      running.running?.client.sendNotification('workspace/didChangeConfiguration', { settings: null }),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if ([...OF_PROCESS, ...OF_START].some((key) => change.affectsConfiguration(`${SECTION}.${key}`))) {
        void offerRestart();
      }
    }),
  );
  void running.restart();
}

export async function deactivate(): Promise<void> {
  await supervisor?.stop();
}

function options(show: (state: State) => void): LanguageClientOptions {
  const middleware: Middleware = {
    ...beside(() => configuration().get('outline')),
    async provideDocumentLinks(document, token, next) {
      const links = await next(document, token);
      for (const link of links ?? []) {
        if (link.tooltip !== undefined) {
          link.tooltip = asMarkdown(link.tooltip);
        }
      }
      return links;
    },
    handleWorkDoneProgress(token, params, next) {
      const work = String(token).startsWith('commonjs-index')
        ? 'indexing'
        : String(token).startsWith('commonjs-run')
          ? 'observing'
          : undefined;
      if (work !== undefined) {
        const kind = params.kind === 'end' ? 'ready' : work;
        show({ kind, text: params.message ?? '' });
      }
      if (work !== 'observing') {
        next(token, params); // nobody waits for a run: the status item is enough
      }
    },
    workspace: {
      configuration: ({ items }) => items.map((item) => (item.section === SECTION ? settings() : null)),
    },
  };
  return {
    documentSelector: JAVASCRIPT,
    initializationOptions: settings,
    diagnosticCollectionName: SECTION,
    markdown: { isTrusted: false, supportHtml: false }, // hovers show texts of others
    middleware,
  };
}

/** A person may still be typing a path: nothing is restarted under their hands. */
async function offerRestart(): Promise<void> {
  const restart = 'Restart Server';
  const chosen = await vscode.window.showInformationMessage(
    'CommonJS: the changed settings count from the next start of the server on.',
    restart,
  );
  if (chosen === restart) {
    await vscode.commands.executeCommand('commonjs.restartServer');
  }
}
