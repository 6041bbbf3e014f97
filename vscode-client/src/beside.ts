import * as vscode from 'vscode';
import type { Middleware, StaticFeature } from 'vscode-languageclient/node';
import { freshLabels, freshParagraphs, freshPlaces, freshTargets, hasProse, type Place } from './repeated';

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
  const hovers = new Others<vscode.Hover>('vscode.executeHoverProvider');
  const signatures = new Others<vscode.SignatureHelp, vscode.SignatureHelp>(
    'vscode.executeSignatureHelpProvider',
  );
  const symbols = new Others<vscode.SymbolInformation>('vscode.executeWorkspaceSymbolProvider');
  const completions = new Others<vscode.CompletionList, vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
  );
  return {
    provideDefinition: freshOf('vscode.executeDefinitionProvider'),
    provideTypeDefinition: freshOf('vscode.executeTypeDefinitionProvider'),
    provideImplementation: freshOf('vscode.executeImplementationProvider'),

    async provideHover(document, position, token, next) {
      if (hovers.areAsked([document, position])) {
        return undefined;
      }
      const ours = without(await next(document, position, token), findingsAt(document, position));
      if (!ours?.contents.some((content) => hasProse(textOf(content))) || !typeScriptIsThere()) {
        return ours;
      }
      const theirs = await Promise.race([
        hovers.ask([document, position]),
        new Promise<vscode.Hover[]>((resolve) => setTimeout(resolve, PATIENCE, [])),
      ]);
      return without(ours, (theirs ?? []).flatMap((hover) => hover.contents.map(textOf)).join('\n\n'));
    },

    async provideCompletionItem(document, position, context, token, next) {
      if (completions.areAsked([document, position])) {
        return undefined;
      }
      const answer = await next(document, position, context, token);
      const ours = Array.isArray(answer) ? answer : (answer?.items ?? []);
      if (ours.length === 0 || !typeScriptIsThere()) {
        return answer;
      }
      const theirs = await Promise.race([
        completions.ask([document, position], context.triggerCharacter),
        new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined)),
      ]);
      // Words of the text that are no suggestions of anybody's.
      const known = (theirs?.items ?? []).filter((item) => item.kind !== vscode.CompletionItemKind.Text);
      const fresh = freshLabels(ours.map(labelOf), known.map(labelOf));
      // Of names that have to be required it has most itself, later.
      const late = theirs === undefined;
      const items = ours
        .filter((item, i) => fresh[i] && !(late && isRequired(item)))
        .map((item) => amongMembers(document, item));
      return new vscode.CompletionList(items, !Array.isArray(answer) && (answer?.isIncomplete ?? false));
    },

    // TypeScript counts references itself where somebody has switched that on.
    async provideCodeLenses(document, token, next) {
      const lenses = await next(document, token);
      const counted = vscode.workspace
        .getConfiguration('javascript', document.uri)
        .get('referencesCodeLens.enabled');
      return counted === true && typeScriptIsThere()
        ? lenses?.filter((lens) => !isOfReferences(lens))
        : lenses;
    },

    // VS Code takes one service's answer: TypeScript's says types too.
    async provideSignatureHelp(document, position, context, token, next) {
      if (signatures.areAsked([document, position])) {
        return undefined;
      }
      const ours = await next(document, position, context, token);
      if (!ours || !typeScriptIsThere()) {
        return ours;
      }
      const theirs = await signatures.ask([document, position]);
      return (theirs?.signatures.length ?? 0) > 0 ? undefined : ours;
    },

    // VS Code takes the highlights of one service alone, and TypeScript knows the variables.
    provideDocumentHighlights(document, position, token, next) {
      return typeScriptIsThere() ? undefined : next(document, position, token);
    },

    // Where this fails, VS Code asks the next service, which would change a part of the places.
    async provideRenameEdits(document, position, name, token, next) {
      try {
        return await next(document, position, name, token);
      } catch (error) {
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return new vscode.WorkspaceEdit();
      }
    },

    async provideWorkspaceSymbols(query, token, next) {
      if (symbols.areAsked([query])) {
        return undefined;
      }
      const ours = await next(query, token);
      if (!ours || ours.length === 0 || !typeScriptIsThere()) {
        return ours;
      }
      const theirs = await Promise.race([
        symbols.ask([query]),
        new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined)),
      ]);
      const fresh = freshPlaces(ours.map(placeOfSymbol), (theirs ?? []).map(placeOfSymbol));
      return ours.filter((_, i) => fresh[i]);
    },

    provideDocumentSymbols(document, token, next) {
      return isWanted(outline()) ? next(document, token) : [];
    },
  };
}

/** What VS Code shows of findings, above all hovers. */
function findingsAt(document: vscode.TextDocument, position: vscode.Position): string {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((finding) => finding.range.contains(position))
    .map((finding) => finding.message)
    .join('\n\n');
}

/** The hover without paragraphs of `known`; nothing where nothing is left. */
function without(hover: vscode.Hover | null | undefined, known: string): vscode.Hover | undefined {
  const texts = (hover?.contents ?? [])
    .map((content) => freshParagraphs(textOf(content), known))
    .filter((text) => text !== '');
  return texts.length === 0
    ? undefined
    : new vscode.Hover(
        texts.map((text) => new vscode.MarkdownString(text)),
        hover?.range,
      );
}

/** What VS Code shows of one service only, or twice, is TypeScript's unless somebody wants ours. */
function isWanted(setting: unknown): boolean {
  return setting === 'on' || (setting !== 'off' && !typeScriptIsThere());
}

/**
 * What VS Code should not have from this server beside its own JavaScript support, the server is
 * told that the client can't do: call hierarchy (VS Code asks one service alone, the newest), and
 * names that have to be required (TypeScript, asked twice at every key, would be half as fast).
 */
export function leftOut(setting: (key: string) => unknown): StaticFeature {
  return {
    fillClientCapabilities({ textDocument }) {
      if (textDocument && !isWanted(setting('callHierarchy'))) {
        delete textDocument.callHierarchy;
      }
      const resolved = textDocument?.completion?.completionItem?.resolveSupport;
      if (resolved && !isWanted(setting('autoRequire'))) {
        resolved.properties = resolved.properties.filter((name) => name !== 'additionalTextEdits');
      }
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  };
}

/** Of our places those that nobody else gives who answers `command`, where that makes no list of a jump. */
function freshOf(command: string): NonNullable<Middleware['provideDefinition']> {
  const others = new Others<Found>(command);
  return async (document, position, token, next) => {
    if (others.areAsked([document, position])) {
      return undefined;
    }
    const ours = await next(document, position, token);
    if (!Array.isArray(ours) || ours.length === 0 || !typeScriptIsThere()) {
      return ours;
    }
    const theirs = (await others.ask([document, position])) ?? [];
    const fresh = freshTargets(ours.map(placeOf), theirs.map(placeOf));
    return ours.filter((_, i) => fresh[i]) as vscode.DefinitionLink[];
  };
}

/** What a question is about: a place, or a name that is searched for. */
type About = readonly [vscode.TextDocument, vscode.Position] | readonly [string];

/**
 * Asks everybody but us: VS Code asks all, and the first question after ours about the same thing is
 * taken for our own.
 */
class Others<T, All = T[]> {
  private readonly asked = new Set<string>();

  constructor(private readonly command: string) {}

  areAsked(about: About): boolean {
    return this.asked.delete(keyOf(about));
  }

  async ask(about: About, ...more: unknown[]): Promise<All | undefined> {
    const key = keyOf(about);
    this.asked.add(key);
    const [subject, ...place] = about;
    const first = typeof subject === 'string' ? subject : subject.uri;
    try {
      return await vscode.commands.executeCommand<All>(this.command, first, ...place, ...more);
    } finally {
      this.asked.delete(key);
    }
  }
}

function keyOf([subject, position]: About): string {
  return typeof subject === 'string' ? subject : `${subject.uri}#${position?.line}:${position?.character}`;
}

/** Whether the server adds a `require` with it. */
function isRequired(item: vscode.CompletionItem): boolean {
  const { data } = item as { data?: { require?: unknown } };
  return data?.require !== undefined;
}

function isOfReferences(lens: vscode.CodeLens): boolean {
  const { data } = lens as { data?: { kind?: unknown } };
  return data?.kind === 'REFERENCES';
}

function labelOf(item: vscode.CompletionItem): string {
  return typeof item.label === 'string' ? item.label : item.label.label;
}

/**
 * VS Code sorts the members that several services offer behind a dot by `sortText` only where the
 * range of an item begins at the dot. TypeScript's members have 11, its guesses 18.
 */
function amongMembers(document: vscode.TextDocument, item: vscode.CompletionItem): vscode.CompletionItem {
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
  const insert = item.textEdit?.newText ?? item.insertText;
  if (range === undefined || range.start.character === 0 || typeof insert !== 'string') {
    return item;
  }
  const dot = new vscode.Range(range.start.translate(0, -1), range.start);
  if (document.getText(dot) !== '.') {
    return item;
  }
  const lost = item.tags?.includes(vscode.CompletionItemTag.Deprecated) ?? false;
  item.sortText = `${lost ? '17' : '11'}${item.sortText ?? ''}`;
  item.filterText = `.${item.filterText ?? labelOf(item)}`;
  item.insertText = `.${insert}`;
  item.range = new vscode.Range(dot.start, range.end);
  return item;
}

function placeOf(found: Found): Place {
  return 'targetUri' in found
    ? {
        file: found.targetUri.toString(),
        line: (found.targetSelectionRange ?? found.targetRange).start.line,
      }
    : { file: found.uri.toString(), line: found.range.start.line };
}

/** A place may have several names. */
function placeOfSymbol({ name, location }: vscode.SymbolInformation): Place {
  return { file: `${name} ${location.uri.toString()}`, line: location.range.start.line };
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}
