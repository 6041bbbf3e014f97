import type { DocumentSelector, TextDocument } from 'vscode';

/** What the server reads: JavaScript on a disk. */
const LANGUAGES: readonly string[] = ['javascript', 'javascriptreact'];

export const JAVASCRIPT = LANGUAGES.map((language) => ({
  scheme: 'file',
  language,
})) satisfies DocumentSelector;

export function isJavaScript(document: TextDocument): boolean {
  return document.uri.scheme === 'file' && LANGUAGES.includes(document.languageId);
}
