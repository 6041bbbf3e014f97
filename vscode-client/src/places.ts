import * as vscode from 'vscode';
import type { StaticFeature } from 'vscode-languageclient/node';

/** What the server's code lenses name: each shows places that it is given. */
const COMMANDS = ['commonjs.references', 'commonjs.importers'];

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Location {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

const position = ({ line, character }: Position) => new vscode.Position(line, character);

const location = ({ uri, range }: Location) =>
  new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(position(range.start), position(range.end)));

/** Tells the server that this client runs the commands of its code lenses. */
export const placeCommands: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const other: unknown = capabilities.experimental;
    capabilities.experimental = { ...(other as object | undefined), commands: { commands: COMMANDS } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** Shows the places of a lens as VS Code shows references. */
export function registerPlaceCommands(): vscode.Disposable[] {
  return COMMANDS.map((command) =>
    vscode.commands.registerCommand(command, (uri: string, at: Position, places: Location[]) =>
      vscode.commands.executeCommand(
        'editor.action.showReferences',
        vscode.Uri.parse(uri),
        position(at),
        places.map(location),
      ),
    ),
  );
}
