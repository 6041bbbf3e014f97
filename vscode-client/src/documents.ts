import type { DocumentSelector, TextDocument } from 'vscode';

/** What the server reads: JavaScript on a disk, or that may be put there. */
const LANGUAGES: readonly string[] = ['javascript', 'javascriptreact'];
const SCHEMES: readonly string[] = ['file', 'untitled'];

export const JAVASCRIPT = SCHEMES.flatMap((scheme) =>
  LANGUAGES.map((language) => ({ scheme, language })),
) satisfies DocumentSelector;

export function isJavaScript(document: TextDocument): boolean {
  return SCHEMES.includes(document.uri.scheme) && LANGUAGES.includes(document.languageId);
}
