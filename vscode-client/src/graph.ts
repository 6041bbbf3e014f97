import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { isJavaScript } from './documents';
import { sayStopped } from './pages';
import type { Session } from './session';

/**
 * The server's page of the module graph. Its content security policy lets it load nothing and run
 * its own scripts only; what it says is which file to open.
 */
export class GraphView {
  private panel: vscode.WebviewPanel | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly session: () => Session | undefined,
  ) {
    context.subscriptions.push(
      vscode.commands.registerCommand('commonjs.showModuleGraph', () => this.show()),
    );
  }

  private async show(): Promise<void> {
    const session = this.session();
    if (session === undefined) {
      await sayStopped();
      return;
    }
    const document = vscode.window.activeTextEditor?.document;
    const page: { html: string } = await session.client.sendRequest(ExecuteCommandRequest.type, {
      command: 'commonjs.graph',
      arguments:
        document !== undefined && isJavaScript(document)
          ? [{ textDocument: session.client.code2ProtocolConverter.asTextDocumentIdentifier(document) }]
          : [],
    });
    this.panel ??= this.open();
    this.panel.webview.html = page.html;
    this.panel.reveal();
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'commonjs.graph',
      'Module graph',
      vscode.ViewColumn.Beside,
      {
        enableScripts: true,
        localResourceRoots: [],
        retainContextWhenHidden: true, // where one has got to in the graph
      },
    );
    panel.onDidDispose(() => (this.panel = undefined), undefined, this.context.subscriptions);
    panel.webview.onDidReceiveMessage(openFile, undefined, this.context.subscriptions);
    return panel;
  }
}

async function openFile({ open }: { open?: unknown }): Promise<void> {
  const uri = typeof open === 'string' ? vscode.Uri.parse(open) : undefined;
  if (uri?.scheme === 'file' || uri?.scheme === 'untitled') {
    await vscode.commands.executeCommand('vscode.open', uri, { viewColumn: vscode.ViewColumn.One });
  }
}
