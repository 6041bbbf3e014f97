/** Where a definition begins. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A block of code, whose borders may be longer than what looks like borders in it. */
const CODE = /^ *(`{3,})[^`\n]*\n(?:[^]*?\n)? *\1$/gm;

/** For each of `ours`, whether it says something that `theirs` does not. */
export function freshPlaces(ours: readonly Place[], theirs: readonly Place[]): boolean[] {
  const known = new Set(theirs.map((place) => `${place.line} ${place.file}`));
  return ours.map((place) => !known.has(`${place.line} ${place.file}`));
}

/**
 * As {@link freshPlaces}, but nothing beside a place that is alone: VS Code jumps there, and would
 * show a list of two.
 */
export function freshTargets(ours: readonly Place[], theirs: readonly Place[]): boolean[] {
  const alone = new Set(theirs.map((place) => `${place.line} ${place.file}`)).size === 1;
  return alone ? ours.map(() => false) : freshPlaces(ours, theirs);
}

/** For each of `ours`, whether no label of `theirs` is the same. */
export function freshLabels(ours: readonly string[], theirs: readonly string[]): boolean[] {
  const known = new Set(theirs);
  return ours.map((label) => !known.has(label));
}

/** Whether a hover's Markdown goes on after the code, as with documentation. */
export function hasProse(text: string): boolean {
  return !text.trimEnd().endsWith('```');
}

/** A hover's Markdown without the paragraphs that are in `theirs` too. Code stays as it is. */
export function freshParagraphs(ours: string, theirs: string): string {
  const known = words(theirs);
  const parts: string[] = [];
  let end = 0;
  for (const block of ours.matchAll(CODE)) {
    parts.push(withoutKnown(ours.slice(end, block.index), known), block[0]);
    end = block.index + block[0].length;
  }
  parts.push(withoutKnown(ours.slice(end), known));
  return parts.filter((part) => part !== '').join('\n\n');
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
