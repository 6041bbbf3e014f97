import * as fs from 'node:fs';
import * as path from 'node:path';
import { executableOf, findJava } from './java';
import { isProblem, type Problem } from './problems';

/** A person's choices about the process. Empty: none. */
export interface LaunchSettings {
  readonly javaHome: string;
  readonly serverPath: string;
  readonly maxHeap: string;
  readonly vmArguments: readonly string[];
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What of a server's folder matters here; paths, undefined where there is no such file. */
export interface Distribution {
  readonly jar: string;
  readonly options?: string;
  readonly runtime?: string;
  /** The option by which the runtime starts from what it loaded in a run before. */
  readonly cache?: string;
}

/**
 * A cache is made for a jar of exactly this time, 2020-01-01T00:00:00Z; unpacking an extension gives files the time of
 * the day.
 */
const TIME_OF_JAR = 1_577_836_800;

/** @param bundled the server in this extension */
export async function prepare(settings: LaunchSettings, bundled: string): Promise<Launch | Problem> {
  const folder = settings.serverPath || bundled;
  const distribution = look(folder);
  if (distribution === undefined) {
    return { kind: 'noServer', folder, bundled: settings.serverPath === '' };
  }
  if (settings.javaHome === '' && distribution.runtime !== undefined) {
    restoreTime(distribution.jar);
    return launch(distribution, distribution.runtime, settings);
  }
  const java = await findJava(settings.javaHome);
  return isProblem(java) ? java : launch(distribution, java.home, settings);
}

/** Where that is not allowed, the cache is passed over. */
export function restoreTime(jar: string): void {
  try {
    if (fs.statSync(jar).mtimeMs !== TIME_OF_JAR * 1000) {
      fs.utimesSync(jar, TIME_OF_JAR, TIME_OF_JAR);
    }
  } catch {
    // A folder that is read only: the server starts more slowly, that is all.
  }
}

function look(folder: string): Distribution | undefined {
  const present = (...names: string[]) => {
    const file = path.join(folder, ...names);
    return fs.existsSync(file) ? file : undefined;
  };
  const jar = present('lib', 'commonjs-ls.jar');
  const options = present('lib', 'jvm.options');
  const cache = (name: string, option: string) => {
    const file = present('lib', name);
    return file && `-XX:${option}=${file}`;
  };
  const made = cache('commonjs-ls.aot', 'AOTCache') ?? cache('commonjs-ls.jsa', 'SharedArchiveFile');
  const runtime = present('runtime', 'bin', path.basename(executableOf(''))) && present('runtime');
  return jar === undefined
    ? undefined
    : {
        jar,
        ...(options && { options }),
        ...(runtime && { runtime }),
        ...(made && { cache: made }),
      };
}

/** A cache fits the Java that made it only: the distribution's own. */
export function launch(distribution: Distribution, javaHome: string, settings: LaunchSettings): Launch {
  const { jar, options, runtime, cache } = distribution;
  return {
    command: executableOf(javaHome),
    args: [
      ...(options ? [`@${options}`] : []),
      ...(cache && javaHome === runtime ? [cache] : []),
      ...(settings.maxHeap ? [`-Xmx${settings.maxHeap}`] : []),
      ...settings.vmArguments,
      '-jar',
      jar,
      '--stdio',
    ],
    env: environment(process.env, process.platform),
  };
}

/** Java on Linux reads file names in the locale's encoding; in the C locale only ASCII ones. */
export function environment(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): NodeJS.ProcessEnv {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'C';
  const bare = platform === 'linux' && (locale === 'C' || locale === 'POSIX');
  return bare ? { ...env, LC_ALL: 'C.UTF-8' } : env;
}
