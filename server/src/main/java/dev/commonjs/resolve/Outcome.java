package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.List;

/** What a step of the algorithm ends in, where it ends the search. */
sealed interface Outcome {
  /** A file, symbolic links followed. */
  record Hit(Path file) implements Outcome {}

  /** A built-in module. */
  record Core(String name) implements Outcome, Located {}

  /** Node would throw here. */
  record Fail(Resolution.Reason reason, String code, String message, List<String> suggestions)
      implements Outcome, Located {
    public Fail {
      suggestions = List.copyOf(suggestions);
    }

    Fail(Resolution.Reason reason, String code, String message) {
      this(reason, code, message, List.of());
    }

    Fail withCode(String other) {
      return new Fail(reason, other, message, suggestions);
    }
  }

  /**
   * What {@code exports}, {@code imports} or a bare specifier say, before anyone looks whether a
   * file is there.
   */
  sealed interface Located permits At, Core, Fail, Blocked, Unmatched {}

  /**
   * @param pathname of a {@code file:} URL, see {@link UrlPath}
   */
  record At(String pathname) implements Located {}

  /** A {@code null} target. */
  record Blocked() implements Located {}

  /** An object none of whose conditions hold. */
  record Unmatched() implements Located {}
}
