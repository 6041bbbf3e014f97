/** Where a definition begins. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** For each of `ours`, whether it says something that `theirs` does not. */
export function freshPlaces(ours: readonly Place[], theirs: readonly Place[]): boolean[] {
  const known = new Set(theirs.map((place) => `${place.line} ${place.file}`));
  return ours.map((place) => !known.has(`${place.line} ${place.file}`));
}

/** Whether a hover's Markdown goes on after the code, as with documentation. */
export function hasProse(text: string): boolean {
  return !text.trimEnd().endsWith('```');
}

/** A hover's Markdown without the paragraphs that are in `theirs` too. Code stays as it is. */
export function freshParagraphs(ours: string, theirs: string): string {
  const known = words(theirs);
  return ours
    .split(/(```[^]*?```)/)
    .map((part) => (part.startsWith('```') ? part : withoutKnown(part, known)))
    .filter((part) => part !== '')
    .join('\n\n');
}

function withoutKnown(text: string, known: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '' && !known.includes(words(paragraph)))
    .join('\n\n');
}

/** Services differ in white space and in what they escape. */
function words(text: string): string {
  return text.replace(/\\/g, '').replace(/\s+/g, ' ').trim();
}
