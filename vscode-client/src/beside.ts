import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { withoutRepeated, type Place } from './places';

/** Extensions that answer for JavaScript by TypeScript's service. */
const TYPESCRIPT = ['vscode.typescript-language-features', 'TypeScriptTeam.native-preview'];

/** An extension that is switched off is not there. */
function typeScriptIsThere(): boolean {
  return TYPESCRIPT.some((id) => vscode.extensions.getExtension(id) !== undefined);
}

/**
 * What is left out so that this server and VS Code's own JavaScript support don't say one thing
 * twice. VS Code puts the answers of both one below the other and gives an extension no say in it.
 */
export function beside(outline: () => unknown): Middleware {
  const asking = new Set<string>();
  return {
    async provideDefinition(document, position, token, next) {
      const place = `${document.uri}#${position.line}:${position.character}`;
      if (asking.has(place)) {
        return undefined; // Asked from below, where the others' answers are wanted.
      }
      const ours = await next(document, position, token);
      if (!Array.isArray(ours) || ours.length === 0 || !typeScriptIsThere()) {
        return ours;
      }
      asking.add(place);
      try {
        const theirs = await vscode.commands.executeCommand<
          (vscode.Location | vscode.LocationLink)[]
        >('vscode.executeDefinitionProvider', document.uri, position);
        const fresh = withoutRepeated(ours.map(placeOf), theirs.map(placeOf));
        return ours.filter((_, i) => fresh[i]) as vscode.DefinitionLink[];
      } finally {
        asking.delete(place);
      }
    },

    provideDocumentSymbols(document, token, next) {
      const wanted = outline();
      const shown = wanted === 'on' || (wanted !== 'off' && !typeScriptIsThere());
      return shown ? next(document, token) : [];
    },
  };
}

function placeOf(found: vscode.Location | vscode.LocationLink): Place {
  return 'targetUri' in found
    ? {
        file: found.targetUri.toString(),
        line: (found.targetSelectionRange ?? found.targetRange).start.line,
      }
    : { file: found.uri.toString(), line: found.range.start.line };
}
