import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { freshParagraphs, freshPlaces, hasProse, type Place } from './repeated';

/** Extensions that answer for JavaScript by TypeScript's service. */
const TYPESCRIPT = ['vscode.typescript-language-features', 'TypeScriptTeam.native-preview'];

/** Milliseconds that a hover waits for another service, which may still be reading the project. */
const PATIENCE = 400;

type Found = vscode.Location | vscode.LocationLink;

/** An extension that is switched off is not there. */
function typeScriptIsThere(): boolean {
  return TYPESCRIPT.some((id) => vscode.extensions.getExtension(id) !== undefined);
}

/**
 * What is left out so that this server and VS Code's own JavaScript support don't say one thing
 * twice. VS Code puts the answers of both one below the other and gives an extension no say in it.
 */
export function beside(outline: () => unknown): Middleware {
  const definitions = new Others<Found>('vscode.executeDefinitionProvider');
  const hovers = new Others<vscode.Hover>('vscode.executeHoverProvider');
  return {
    async provideDefinition(document, position, token, next) {
      if (definitions.areAsked(document, position)) {
        return undefined;
      }
      const ours = await next(document, position, token);
      if (!Array.isArray(ours) || ours.length === 0 || !typeScriptIsThere()) {
        return ours;
      }
      const theirs = await definitions.ask(document, position);
      const fresh = freshPlaces(ours.map(placeOf), theirs.map(placeOf));
      return ours.filter((_, i) => fresh[i]) as vscode.DefinitionLink[];
    },

    async provideHover(document, position, token, next) {
      if (hovers.areAsked(document, position)) {
        return undefined;
      }
      const ours = await next(document, position, token);
      if (!ours || !ours.contents.some((content) => hasProse(textOf(content))) || !typeScriptIsThere()) {
        return ours;
      }
      const theirs = await Promise.race([
        hovers.ask(document, position),
        new Promise<vscode.Hover[]>((resolve) => setTimeout(resolve, PATIENCE, [])),
      ]);
      const known = theirs.flatMap((hover) => hover.contents.map(textOf)).join('\n\n');
      const contents = ours.contents.map(
        (content) => new vscode.MarkdownString(freshParagraphs(textOf(content), known)),
      );
      return new vscode.Hover(contents, ours.range);
    },

    provideDocumentSymbols(document, token, next) {
      const wanted = outline();
      const shown = wanted === 'on' || (wanted !== 'off' && !typeScriptIsThere());
      return shown ? next(document, token) : [];
    },
  };
}

/**
 * Asks everybody but us: VS Code asks all, and the first question after ours about the same place is
 * taken for our own.
 */
class Others<T> {
  private readonly asked = new Set<string>();

  constructor(private readonly command: string) {}

  areAsked(document: vscode.TextDocument, position: vscode.Position): boolean {
    return this.asked.delete(keyOf(document, position));
  }

  async ask(document: vscode.TextDocument, position: vscode.Position): Promise<T[]> {
    const key = keyOf(document, position);
    this.asked.add(key);
    try {
      return (await vscode.commands.executeCommand<T[]>(this.command, document.uri, position)) ?? [];
    } finally {
      this.asked.delete(key);
    }
  }
}

function keyOf(document: vscode.TextDocument, position: vscode.Position): string {
  return `${document.uri}#${position.line}:${position.character}`;
}

function placeOf(found: Found): Place {
  return 'targetUri' in found
    ? {
        file: found.targetUri.toString(),
        line: (found.targetSelectionRange ?? found.targetRange).start.line,
      }
    : { file: found.uri.toString(), line: found.range.start.line };
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}
