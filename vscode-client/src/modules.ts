import * as vscode from 'vscode';
import { ExecuteCommandRequest, type Location } from 'vscode-languageclient/node';
import { isJavaScript } from './documents';
import { sayStopped } from './pages';
import type { Session } from './session';

const VIEW = 'commonjs.modules';

type Direction = 'requiredBy' | 'requires';

/** What the server says of one module beside another. */
interface Module {
  readonly kind: 'module' | 'package' | 'builtin' | 'unresolved';
  readonly name: string;
  readonly uri?: string;
  /** The specifier, in the file that requires. */
  readonly place: Location;
  readonly leaf: boolean;
}

type Neighbours = Readonly<Record<Direction, readonly Module[]>>;

/** All on one side of the file that the tree is about. */
interface Side {
  readonly direction: Direction;
  readonly modules: readonly Module[];
  readonly above: readonly string[];
}

/** `above` are the files on the way to it, itself left out. */
interface Step {
  readonly direction: Direction;
  readonly module: Module;
  readonly above: readonly string[];
}

type Item = Side | Step;

const TITLES: Readonly<Record<Direction, string>> = { requiredBy: 'Required by', requires: 'Requires' };

const ICONS: Readonly<Record<Module['kind'], vscode.ThemeIcon>> = {
  module: vscode.ThemeIcon.File,
  package: new vscode.ThemeIcon('package'),
  builtin: new vscode.ThemeIcon('circuit-board'),
  unresolved: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
};

/**
 * Who requires the module in the editor, and what it requires, level by level, as the server answers.
 * It is about another module when another editor is looked at, unless the tree has led there.
 */
export class ModuleTree implements vscode.TreeDataProvider<Item> {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view: vscode.TreeView<Item>;
  private subject: vscode.Uri | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    context: vscode.ExtensionContext,
    private readonly session: () => Session | undefined,
  ) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this });
    context.subscriptions.push(
      this.changed,
      this.view,
      vscode.commands.registerCommand('commonjs.showModuleTree', () => this.show()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.workspace.onDidSaveTextDocument((document) => isJavaScript(document) && this.refresh()),
    );
    this.follow(vscode.window.activeTextEditor);
    void vscode.commands.executeCommand('setContext', 'commonjs.active', true);
  }

  /** What the server knows is something else now. */
  refresh(): void {
    this.changed.fire();
  }

  private async show(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (this.session() === undefined) {
      await sayStopped();
      return;
    }
    if (document !== undefined && isJavaScript(document)) {
      this.be(document.uri);
    }
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document === undefined || !isJavaScript(document)) {
      return;
    }
    const ledHere = this.view.selection.some(
      (item) => 'module' in item && String(goal(item).uri) === String(document.uri),
    );
    if (!ledHere) {
      this.be(document.uri);
    }
  }

  private be(subject: vscode.Uri): void {
    this.subject = subject;
    this.view.description = subject.path.slice(subject.path.lastIndexOf('/') + 1);
    this.refresh();
  }

  async getChildren(item?: Item): Promise<Item[]> {
    if (item === undefined) {
      const subject = this.subject?.toString();
      const found = await this.ask(subject);
      return subject === undefined || found === undefined
        ? []
        : (['requiredBy', 'requires'] as const).map((direction) => ({
            direction,
            modules: found[direction],
            above: [subject],
          }));
    }
    const { direction } = item;
    if (!('module' in item)) {
      return item.modules.map((module) => ({ direction, module, above: item.above }));
    }
    const uri = item.module.uri;
    const found = await this.ask(uri);
    const above = uri === undefined ? item.above : [...item.above, uri];
    return (found?.[direction] ?? []).map((module) => ({ direction, module, above }));
  }

  /** Nothing where there is no server to be asked, or no module. */
  private async ask(uri: string | undefined): Promise<Neighbours | undefined> {
    const client = this.session()?.client;
    if (uri === undefined || client === undefined) {
      return undefined;
    }
    const answer: Promise<Neighbours | null> = client.sendRequest(ExecuteCommandRequest.type, {
      command: 'commonjs.modules',
      arguments: [{ textDocument: { uri: client.code2ProtocolConverter.asUri(vscode.Uri.parse(uri)) } }],
    });
    return (await answer.catch(() => null)) ?? undefined;
  }

  getTreeItem(item: Item): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    if (!('module' in item)) {
      const row = new vscode.TreeItem(TITLES[item.direction], item.modules.length === 0 ? None : Expanded);
      row.description = String(item.modules.length);
      // VS Code keeps what is open by this, and leaves closed what was empty before.
      row.id = [item.direction, item.modules.length > 0, ...item.above].join(' ');
      return row;
    }
    const { kind, name, uri, leaf } = item.module;
    const again = uri !== undefined && item.above.includes(uri);
    const row = new vscode.TreeItem(name, leaf || again ? None : Collapsed);
    row.iconPath = ICONS[kind];
    row.tooltip = name;
    if (uri !== undefined && kind === 'module') {
      row.resourceUri = vscode.Uri.parse(uri); // for the icon of its language, and its problems
    }
    if (again || kind === 'unresolved') {
      row.description = again ? 'cycle' : 'not found';
    }
    const to = goal(item);
    row.command = {
      title: 'Open',
      command: 'vscode.open',
      arguments: [to.uri, { preserveFocus: true, selection: to.range }],
    };
    return row;
  }
}

/** An importer at the line that requires; what is required, where it has a file. */
function goal({ direction, module }: Step): { readonly uri: vscode.Uri; readonly range?: vscode.Range } {
  if (direction === 'requires' && module.uri !== undefined) {
    return { uri: vscode.Uri.parse(module.uri) };
  }
  const { start, end } = module.place.range;
  return {
    uri: vscode.Uri.parse(module.place.uri),
    range: new vscode.Range(start.line, start.character, end.line, end.character),
  };
}
