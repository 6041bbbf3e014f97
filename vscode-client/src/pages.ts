import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { isJavaScript } from './documents';
import type { Session } from './session';

const SCHEME = 'commonjs';

interface Question {
  /** The server's command. */
  readonly command: 'commonjs.shape' | 'commonjs.resolve';
  /** What the page shows, for its tab. */
  readonly title: string;
  readonly nothing: string;
}

const SHAPE: Question = {
  command: 'commonjs.shape',
  title: 'shape',
  nothing: 'CommonJS: open the file whose shape you want to see.',
};
const RESOLUTION: Question = {
  command: 'commonjs.resolve',
  title: 'resolution',
  nothing: 'CommonJS: put the cursor on a specifier, or on a name that holds a required module.',
};

/** Pages of Markdown that the server writes, shown beside the editor that was asked about. */
export class Pages implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly texts = new Map<string, string>();
  readonly onDidChange = this.changed.event;

  constructor(
    context: vscode.ExtensionContext,
    private readonly session: () => Session | undefined,
  ) {
    context.subscriptions.push(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument((document) => this.texts.delete(document.uri.toString())),
      vscode.commands.registerCommand('commonjs.showModuleShape', () => this.ask(SHAPE)),
      vscode.commands.registerCommand('commonjs.explainResolution', () => this.ask(RESOLUTION)),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? 'Run the command again to see this page.';
  }

  private async ask(question: Question): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document;
    const session = this.session();
    if (document === undefined || !isJavaScript(document)) {
      void vscode.window.showInformationMessage(question.nothing);
      return;
    }
    if (session === undefined) {
      await sayStopped();
      return;
    }
    const converter = session.client.code2ProtocolConverter;
    const answer: { value: string } | null = await session.client.sendRequest(ExecuteCommandRequest.type, {
      command: question.command,
      arguments: [
        converter.asTextDocumentPositionParams(
          document,
          editor?.selection.active ?? new vscode.Position(0, 0),
        ),
      ],
    });
    if (answer === null) {
      void vscode.window.showInformationMessage(question.nothing);
      return;
    }
    await this.show(question, document.uri, answer.value);
  }

  private async show(question: Question, about: vscode.Uri, text: string): Promise<void> {
    const name = about.path.slice(about.path.lastIndexOf('/') + 1);
    const page = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${name} (${question.title})`, // No `.js` at the end: TypeScript's service would read it.
      query: about.toString(),
    });
    this.texts.set(page.toString(), text);
    this.changed.fire(page);
    await vscode.commands.executeCommand('markdown.showPreviewToSide', page);
  }
}

/** Where a command needs the server and there is none. */
export async function sayStopped(): Promise<void> {
  const restart = 'Restart Server';
  const chosen = await vscode.window.showWarningMessage('CommonJS: the server does not run.', restart);
  if (chosen === restart) {
    await vscode.commands.executeCommand('commonjs.restartServer');
  }
}
