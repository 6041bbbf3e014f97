/** When a server that ended by itself is started again. */
export interface Policy {
  /** Milliseconds before the first, second, … new start. */
  readonly delays: readonly number[];
  /** A server that ran this many milliseconds is taken to be well: counting starts over. */
  readonly wellAfter: number;
}

export const PATIENT: Policy = { delays: [500, 2_000, 5_000, 15_000], wellAfter: 3 * 60_000 };

export class Backoff {
  private used = 0;

  constructor(private readonly policy: Policy) {}

  /** How often a server has ended that was not well. */
  get failures(): number {
    return this.used;
  }

  /**
   * The delay before the next start, in milliseconds; undefined: enough.
   *
   * @param lived how many milliseconds the server ran
   */
  next(lived: number): number | undefined {
    if (lived >= this.policy.wellAfter) {
      this.used = 0;
    }
    return this.policy.delays[this.used++];
  }

  reset(): void {
    this.used = 0;
  }
}
