/** Where a definition begins. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** For each of `ours`, whether it says something that `theirs` does not. */
export function withoutRepeated(ours: readonly Place[], theirs: readonly Place[]): boolean[] {
  const known = new Set(theirs.map((place) => `${place.line} ${place.file}`));
  return ours.map((place) => !known.has(`${place.line} ${place.file}`));
}
