package dev.commonjs.cli;

import java.io.PrintWriter;

/** One line that says how far a long command is. Silent for commands that are done soon. */
final class Progress {
  private static final long SOON_MILLIS = 1000;
  private static final long PACE_MILLIS = 100;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean live;
  private final String verb;
  private final int total;
  private final long started = System.nanoTime();
  private long shown = SOON_MILLIS - PACE_MILLIS;
  private boolean visible;
  private int done;

  Progress(Terminal terminal, String verb, int total) {
    this.err = terminal.err();
    this.live = terminal.live();
    this.verb = verb;
    this.total = total;
  }

  /** One more is done. */
  void step() {
    done++;
    long millis = (System.nanoTime() - started) / 1_000_000;
    if (live && millis - shown >= PACE_MILLIS) {
      shown = millis;
      visible = true;
      err.print(ERASE + verb + " " + done + "/" + total);
      err.flush();
    }
  }

  /** Takes the line away, so that something else can be printed. */
  void clear() {
    if (visible) {
      visible = false;
      err.print(ERASE);
      err.flush();
    }
  }
}
