import type { DocumentSelector } from 'vscode';

/** What the server reads: JavaScript on a disk. */
export const LANGUAGES: readonly string[] = ['javascript', 'javascriptreact'];

export const JAVASCRIPT = LANGUAGES.map((language) => ({
  scheme: 'file',
  language,
})) satisfies DocumentSelector;
