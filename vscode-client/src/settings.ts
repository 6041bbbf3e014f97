import type { LaunchSettings } from './launch';

export const SECTION = 'commonjs';

/** The settings that the server reads; the names are the protocol between it and its clients. */
export const OF_SERVER = [
  'rules',
  'nodeVersion',
  'conditions',
  'exclude',
  'diagnostics.includeNodeModules',
  'diagnostics.scope',
  'observe.enable',
  'codeLens',
  'inlayHints',
] as const;

/** Settings that count from the next start of the server on. */
export const OF_PROCESS = ['java.home', 'server.path', 'server.maxHeap', 'server.vmArguments'] as const;

/** What the server is asked for at all, which it is told when it starts. */
export const OF_START = ['callHierarchy', 'autoRequire'] as const;

/** What VS Code says itself: its TypeScript reports every text that is no JavaScript. */
const SAID_ALREADY = { 'syntax-error': 'off' };

/** As much of VS Code's configuration as is asked here. */
export interface Configuration {
  get(key: string): unknown;
  inspect(key: string): object | undefined;
}

/**
 * What somebody has set, as the server wants it: a default that were sent too would override what
 * the project says in its own file. Of rules that VS Code makes needless the default is sent.
 *
 * @param trusted whether the person trusts the workspace; no code of others is run, sandbox or not
 */
export function forServer(configuration: Configuration, trusted: boolean): object {
  const settings: Record<string, unknown> = {};
  for (const key of OF_SERVER) {
    if (isSet(configuration, key)) {
      put(settings, key.split('.'), configuration.get(key));
    }
  }
  settings['rules'] = { ...SAID_ALREADY, ...(settings['rules'] as object | undefined) };
  if (!trusted) {
    put(settings, ['observe', 'enable'], false);
  }
  return settings;
}

function isSet(configuration: Configuration, key: string): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = (configuration.inspect(key) ?? {}) as {
    globalValue?: unknown;
    workspaceValue?: unknown;
    workspaceFolderValue?: unknown;
  };
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}

function put(into: Record<string, unknown>, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    into[key] = value;
  } else {
    put((into[key] ??= {}) as Record<string, unknown>, rest, value);
  }
}

/** A person may have written anything into the settings file. */
export function forLaunch(configuration: Configuration): LaunchSettings {
  const text = (key: string) => {
    const value = configuration.get(key);
    return typeof value === 'string' ? value.trim() : '';
  };
  const texts = (key: string) => {
    const value = configuration.get(key);
    return Array.isArray(value)
      ? value.filter((item): item is string => typeof item === 'string' && item !== '')
      : [];
  };
  return {
    javaHome: text('java.home'),
    serverPath: text('server.path'),
    maxHeap: text('server.maxHeap'),
    vmArguments: texts('server.vmArguments'),
  };
}
