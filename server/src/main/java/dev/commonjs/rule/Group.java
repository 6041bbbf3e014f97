package dev.commonjs.rule;

import dev.commonjs.text.Visible;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What findings of one rule in any number of files have in common, so that they can be shown as
 * one.
 *
 * @param name what they are about, as people call it: a package, a file, a folder; made one visible
 *     line
 * @param once whether a file says it once, however many such findings are in it
 * @param head what is said of all of them at a place of its own, once; null where there is no such
 *     place. Equal in all that have one
 */
public record Group(String name, boolean once, @Nullable Head head) {
  public Group {
    name = Visible.line(name);
  }

  /** Of findings that a file says each for itself. */
  static Group of(String name) {
    return new Group(name, false, null);
  }

  /**
   * @param file where {@code finding} is; need not be a module
   */
  public record Head(Path file, Finding finding) {}

  Group withSeverity(Severity other) {
    return head == null
        ? this
        : new Group(name, once, new Head(head.file(), head.finding().withSeverity(other)));
  }
}
