import { Backoff, PATIENT } from './backoff';
import type { Launch } from './launch';
import { isProblem, type Problem } from './problems';
import type { Session } from './session';

export type State =
  | { readonly kind: 'starting' }
  | { readonly kind: 'indexing'; readonly text: string }
  | { readonly kind: 'observing'; readonly text: string }
  | { readonly kind: 'ready'; readonly text: string }
  | { readonly kind: 'waiting'; readonly reason: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Keeps one session going: starts it, starts another when it crashes, gives up when that is vain. */
export class Supervisor {
  private readonly backoff = new Backoff(PATIENT);
  /** Each start and each stop is a turn; what belongs to an older turn has no say any more. */
  private turn = 0;
  private session: Session | undefined;
  private timer: { readonly id: NodeJS.Timeout; readonly wake: () => void } | undefined;

  constructor(
    private readonly prepare: () => Promise<Launch | Problem>,
    private readonly open: (launch: Launch) => Session,
    private readonly show: (state: State) => void,
  ) {}

  /** The session that answers; undefined while there is none. */
  get running(): Session | undefined {
    return this.session?.client.isRunning() ? this.session : undefined;
  }

  /** Ends the session that there may be, and begins anew with full patience. */
  async restart(): Promise<void> {
    const turn = await this.stop();
    if (turn === this.turn) {
      this.backoff.reset();
      await this.run(++this.turn);
    }
  }

  /** Returns the turn that this stop is. */
  async stop(): Promise<number> {
    const turn = ++this.turn;
    const session = this.session;
    this.session = undefined;
    this.timer?.wake();
    await session?.close();
    return turn;
  }

  private async run(turn: number): Promise<void> {
    while (turn === this.turn) {
      const problem = await this.once(turn);
      if (problem !== undefined && turn === this.turn) {
        this.show({ kind: 'failed', problem });
        return;
      }
    }
  }

  /** One session from start to end, and the pause after it. Returns what makes another vain. */
  private async once(turn: number): Promise<Problem | undefined> {
    this.show({ kind: 'starting' });
    const session = await this.begin(turn);
    if (session === undefined || isProblem(session)) {
      return session;
    }
    const { reason, lived } = await session.live(() => {
      if (turn === this.turn) {
        this.show({ kind: 'ready', text: '' });
      }
    });
    if (turn !== this.turn) {
      return undefined;
    }
    this.session = undefined;
    if (lived === undefined) {
      return { kind: 'doesNotStart', reason };
    }
    const delay = this.backoff.next(lived);
    if (delay === undefined) {
      return { kind: 'crashes', times: this.backoff.failures };
    }
    this.show({ kind: 'waiting', reason });
    await this.pause(delay);
    return undefined;
  }

  /** Undefined where something newer has begun meanwhile. */
  private async begin(turn: number): Promise<Session | Problem | undefined> {
    try {
      const launch = await this.prepare();
      if (turn !== this.turn || isProblem(launch)) {
        return isProblem(launch) ? launch : undefined;
      }
      this.session = this.open(launch);
      return this.session;
    } catch (error) {
      return { kind: 'doesNotStart', reason: String(error) };
    }
  }

  private async pause(delay: number): Promise<void> {
    await new Promise<void>((wake) => {
      this.timer = { id: setTimeout(wake, delay), wake };
    });
    clearTimeout(this.timer?.id);
    this.timer = undefined;
  }
}
