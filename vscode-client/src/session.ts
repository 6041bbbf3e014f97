import { spawn, type ChildProcess } from 'node:child_process';
import type { OutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type StreamInfo,
} from 'vscode-languageclient/node';
import type { Launch } from './launch';
import { SECTION } from './settings';

const START_LIMIT = 60_000;
const STOP_LIMIT = 2_000;
const TAIL_LENGTH = 4_000;

/** How a session came to its end. */
export interface Ending {
  readonly reason: string;
  /** Milliseconds since the server had answered `initialize`; undefined: it never did. */
  readonly lived: number | undefined;
}

/** The library shows messages of its own when things go wrong; here one place decides on these. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** The library does so after a failed start too, when there is nothing to stop. */
  override async stop(limit?: number): Promise<void> {
    if (this.isRunning()) {
      await super.stop(limit);
    }
  }
}

/**
 * One process of the server with the client that talks to it, from start to end. It never starts
 * anew.
 */
export class Session {
  readonly client: LanguageClient;
  private readonly process: ChildProcess;
  private readonly exit: Promise<string>;
  private cause: string | undefined;
  private closing = false;
  private errors = '';

  constructor(
    launch: Launch,
    options: LanguageClientOptions,
    private readonly output: OutputChannel,
  ) {
    output.appendLine(`${launch.command} ${launch.args.join(' ')}`);
    this.process = spawn(launch.command, [...launch.args], { env: launch.env, windowsHide: true });
    this.exit = new Promise((resolve) => {
      this.process.once('error', (error) => resolve(error.message));
      this.process.once('exit', (code, signal) =>
        resolve(this.cause ?? (signal === null ? `exit code ${code}` : `signal ${signal}`)),
      );
    });
    // What the server logs comes over the protocol too, so this is shown when it has ended only.
    this.process.stderr?.on('data', (data: Buffer) => {
      this.errors = (this.errors + data.toString()).slice(-TAIL_LENGTH);
    });
    this.client = new QuietClient(SECTION, 'CommonJS', async () => this.streams(), {
      ...options,
      outputChannel: output,
      initializationFailedHandler: (error) => this.end(`initialize failed: ${String(error)}`),
      errorHandler: {
        error: (error) => {
          this.end(`its output is not the protocol: ${error.message}`);
          return { action: ErrorAction.Continue, handled: true };
        },
        closed: () => {
          this.end('it closed its output');
          return { action: CloseAction.DoNotRestart, message: 'The connection is closed.', handled: true };
        },
      },
    });
  }

  private streams(): StreamInfo {
    const { stdin, stdout } = this.process;
    if (stdin === null || stdout === null) {
      throw new Error('the process has no streams');
    }
    return { writer: stdin, reader: stdout };
  }

  /** Every failure ends the process, and the end of the process ends the session. */
  private end(cause: string): false {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.cause ??= cause;
      this.process.kill('SIGKILL');
    }
    return false;
  }

  /**
   * Starts to talk and waits for the end, whatever it is.
   *
   * @param ready runs when the server has answered
   */
  async live(ready: () => void): Promise<Ending> {
    const limit = setTimeout(() => this.end('no answer within a minute'), START_LIMIT);
    let started: number | undefined;
    this.client.start().then(
      () => {
        clearTimeout(limit);
        started = Date.now();
        ready();
      },
      (error: unknown) => this.end(String(error)),
    );
    const reason = await this.exit;
    clearTimeout(limit);
    if (!this.closing) {
      this.output.appendLine(`The server has ended: ${reason}. Its last words:\n${this.errors}`);
    }
    return { reason, lived: started === undefined ? undefined : Date.now() - started };
  }

  /** Ends the server politely, or else by force. */
  async close(): Promise<void> {
    this.closing = true;
    await this.client.stop(STOP_LIMIT).catch(() => undefined);
    const limit = setTimeout(() => this.process.kill('SIGKILL'), STOP_LIMIT);
    if (this.process.pid !== undefined) {
      this.process.stdin?.end();
      await this.exit;
    }
    clearTimeout(limit);
  }
}
