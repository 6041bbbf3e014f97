import * as vscode from 'vscode';
import { isJavaScript, JAVASCRIPT } from './documents';
import { asLabel } from './foreign';
import { advise, type Problem, type Remedy } from './problems';
import type { State } from './supervisor';

const NAME = 'CommonJS';

const BUSY: readonly State['kind'][] = ['starting', 'indexing', 'observing'];

/** The item behind `{}` in the status bar of a JavaScript editor, and the message when all is vain. */
export class Status {
  private unsaid: Problem | undefined;
  private readonly item = vscode.languages.createLanguageStatusItem('commonjs', JAVASCRIPT);

  constructor(context: vscode.ExtensionContext) {
    context.subscriptions.push(
      this.item,
      vscode.workspace.onDidOpenTextDocument((document) => this.say(document)),
    );
    this.item.name = NAME;
    this.item.command = { command: 'commonjs.showOutput', title: 'Show Output' };
  }

  show(state: State): void {
    this.item.busy = BUSY.includes(state.kind);
    this.item.severity =
      state.kind === 'failed'
        ? vscode.LanguageStatusSeverity.Error
        : state.kind === 'waiting'
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
    this.item.text = NAME;
    this.item.detail = asLabel(detail(state));
    this.unsaid = state.kind === 'failed' ? state.problem : undefined;
    vscode.workspace.textDocuments.forEach((document) => this.say(document));
  }

  /** Who has no JavaScript open does not miss the server. */
  private say(document: vscode.TextDocument): void {
    if (this.unsaid !== undefined && isJavaScript(document)) {
      void complain(this.unsaid);
      this.unsaid = undefined;
    }
  }
}

function detail(state: State): string {
  switch (state.kind) {
    case 'starting':
      return 'starting';
    case 'indexing':
      return `indexing ${state.text}`.trim();
    case 'observing':
      return `running ${state.text} in a sandbox`;
    case 'ready':
      return state.text === '' ? 'ready' : `ready, ${state.text}`;
    case 'waiting':
      return `starts again soon (${state.reason})`;
    case 'failed':
      return advise(state.problem).text;
  }
}

const DO: Record<Remedy, () => Thenable<unknown>> = {
  'Get Java': () => vscode.env.openExternal(vscode.Uri.parse('https://adoptium.net')),
  'Open Settings': () =>
    vscode.commands.executeCommand('workbench.action.openSettings', '@ext:commonjs-dev.commonjs'),
  'Restart Server': () => vscode.commands.executeCommand('commonjs.restartServer'),
  'Show Output': () => vscode.commands.executeCommand('commonjs.showOutput'),
};

async function complain(problem: Problem): Promise<void> {
  const { text, remedies } = advise(problem);
  const chosen = await vscode.window.showErrorMessage(asLabel(text), ...remedies);
  if (chosen !== undefined) {
    await DO[chosen]();
  }
}
