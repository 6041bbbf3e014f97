import { findRuntimes, getRuntime } from 'jdk-utils';
import * as path from 'node:path';
import type { Problem } from './problems';

export const MINIMUM_JAVA = 21;

/** A Java on this machine. `major` is 0 where its version can't be told. */
export interface Java {
  readonly home: string;
  readonly major: number;
  /** Whether the environment names it: by `JAVA_HOME`, or by its `bin` in the `PATH`. */
  readonly named?: 'JAVA_HOME' | 'PATH';
}

/**
 * The one that the person names in the environment, if it is new enough; else the newest.
 */
export function choose(found: readonly Java[]): Java | Problem {
  const fit = found.filter((java) => java.major >= MINIMUM_JAVA);
  const byName = (name: Java['named']) => fit.find((java) => java.named === name);
  const newest = newestOf(fit);
  const chosen = byName('JAVA_HOME') ?? byName('PATH') ?? newest;
  if (chosen !== undefined) {
    return chosen;
  }
  const best = newestOf(found);
  return best === undefined || best.major === 0
    ? { kind: 'noJava', minimum: MINIMUM_JAVA }
    : { kind: 'oldJava', minimum: MINIMUM_JAVA, ...best };
}

function newestOf(found: readonly Java[]): Java | undefined {
  return found.reduce<Java | undefined>(
    (best, java) => (best === undefined || java.major > best.major ? java : best),
    undefined,
  );
}

/** The Java that a setting names, and no other. `found` is undefined where there is none. */
export function chooseNamed(home: string, found: Java | undefined): Java | Problem {
  if (found === undefined || found.major < MINIMUM_JAVA) {
    return { kind: 'wrongJavaHome', minimum: MINIMUM_JAVA, home, major: found?.major ?? 0 };
  }
  return found;
}

/** @param setting the person's choice; empty: look for one */
export async function findJava(setting: string): Promise<Java | Problem> {
  if (setting !== '') {
    const runtime = await getRuntime(setting, { withVersion: true });
    const java = runtime && { home: runtime.homedir, major: runtime.version?.major ?? 0 };
    return chooseNamed(setting, java);
  }
  const runtimes = await findRuntimes({ withVersion: true, withTags: true });
  return choose(
    runtimes.map((runtime) => ({
      home: runtime.homedir,
      major: runtime.version?.major ?? 0,
      ...(runtime.isJavaHomeEnv
        ? { named: 'JAVA_HOME' as const }
        : runtime.isInPathEnv
          ? { named: 'PATH' as const }
          : {}),
    })),
  );
}

export function executableOf(home: string, platform: NodeJS.Platform = process.platform): string {
  return path.join(home, 'bin', platform === 'win32' ? 'java.exe' : 'java');
}
