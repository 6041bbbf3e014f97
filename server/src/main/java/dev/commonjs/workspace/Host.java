package dev.commonjs.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * Who loads a file. What Node does with a file says nothing of one that only a bundler, a page or a
 * test runner loads: these know other names in it and find other modules.
 */
public enum Host {
  /** Node surely does, as the file is written. */
  NODE,
  /** Pages do, through a bundler, and Node does not: the field {@code browser} says so. */
  PAGE,
  /** A program does that translates it or knows more names, such as many test runners. */
  RUNNER,
  /** It may be Node and somebody else. */
  UNKNOWN;

  /** Asked only when something is about to be reported: the answer takes looking for importers. */
  public static Host of(Snapshot snapshot, Path file) {
    return new HostSearch(snapshot).of(file);
  }

  /** The files with which Node begins in the packages around {@code file}. */
  public static List<Path> starts(Snapshot snapshot, Path file) {
    return new HostSearch(snapshot).starts(file);
  }

  /** Whether bundlers take something else for {@code specifier}, a name, around {@code file}. */
  public static boolean isReplacedInPages(Snapshot snapshot, Path file, String specifier) {
    return new HostSearch(snapshot).entries(file).anyMatch(entries -> entries.replaces(specifier));
  }
}
