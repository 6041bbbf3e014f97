/** Why there is no server. */
export type Problem =
  | { readonly kind: 'noJava'; readonly minimum: number }
  | {
      readonly kind: 'oldJava';
      readonly minimum: number;
      readonly home: string;
      readonly major: number;
    }
  | {
      readonly kind: 'wrongJavaHome';
      readonly minimum: number;
      readonly home: string;
      /** 0: there is no Java in it. */
      readonly major: number;
    }
  | { readonly kind: 'noServer'; readonly folder: string; readonly bundled: boolean }
  | { readonly kind: 'doesNotStart'; readonly reason: string }
  | { readonly kind: 'crashes'; readonly times: number };

/** What a person can do about it with one click. */
export type Remedy = 'Get Java' | 'Open Settings' | 'Restart Server' | 'Show Output';

export interface Advice {
  /** One sentence. */
  readonly text: string;
  readonly remedies: readonly Remedy[];
}

export function advise(problem: Problem): Advice {
  switch (problem.kind) {
    case 'noJava':
      return {
        text: `CommonJS needs Java ${problem.minimum} or newer and found none: install one, or name its folder in the settings.`,
        remedies: ['Get Java', 'Open Settings', 'Restart Server'],
      };
    case 'oldJava':
      return {
        text: `CommonJS needs Java ${problem.minimum} or newer and found only Java ${problem.major} in ${problem.home}: install a newer one, or name its folder in the settings.`,
        remedies: ['Get Java', 'Open Settings', 'Restart Server'],
      };
    case 'wrongJavaHome': {
      const what = problem.major === 0 ? 'there is no Java in it' : `that is Java ${problem.major}`;
      return {
        text: `The setting commonjs.java.home is ${problem.home}, but ${what}: set it to the folder of a Java ${problem.minimum} or newer, or empty it.`,
        remedies: ['Open Settings', 'Restart Server'],
      };
    }
    case 'noServer':
      return problem.bundled
        ? {
            text: `The CommonJS server is missing in ${problem.folder}: install the extension again.`,
            remedies: ['Restart Server'],
          }
        : {
            text: `The setting commonjs.server.path is ${problem.folder}, but there is no lib/commonjs-ls.jar in it: correct it, or empty it.`,
            remedies: ['Open Settings', 'Restart Server'],
          };
    case 'doesNotStart':
      return {
        text: `The CommonJS server does not start (${problem.reason}): its output says more.`,
        remedies: ['Show Output', 'Open Settings', 'Restart Server'],
      };
    case 'crashes':
      return {
        text: `The CommonJS server ended unexpectedly ${problem.times} times and is left alone now: its output says more.`,
        remedies: ['Show Output', 'Restart Server'],
      };
  }
}

export function isProblem(value: object): value is Problem {
  return 'kind' in value;
}
