/**
 * Text that others wrote (names of files, messages), for places where VS Code would take links, icons
 * or Markdown out of it.
 */

/** For status items and messages, in which `[label](target)` is a link and `$(name)` an icon. */
export function asLabel(text: string): string {
  return text.replace(/\](?=\()|\$(?=\()/g, '$&\u2060'); // a word joiner: it has no width
}

/** For tooltips of links, which VS Code puts into Markdown as they are. */
export function asMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&~!#$|]/g, '\\$&');
}
