package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The answer of {@link NodeResolver}.
 *
 * <p>{@code probed} are the paths that the answer depends on, each once: it may change when one of
 * them is created, deleted or changed. A directory among them also changes when a name in it comes
 * or goes, and a directory that comes or goes takes along everything under it.
 */
public sealed interface Resolution {
  List<Path> probed();

  /** The same with equal paths in place of {@link #probed}, for whoever keeps many. */
  default Resolution withProbed(List<Path> paths) {
    return switch (this) {
      case Found r -> new Found(r.file, paths);
      case Builtin r -> new Builtin(r.name, paths);
      case NotFound r -> new NotFound(r.reason, r.code, r.message, r.suggestions, paths, r.trail);
    };
  }

  /** The file that was found; none for a built-in module and where nothing was. */
  default Stream<Path> target() {
    return this instanceof Found found ? Stream.of(found.file()) : Stream.empty();
  }

  /** A file. {@code file} is the real path that Node would use as the cache key. */
  record Found(Path file, List<Path> probed) implements Resolution {}

  /**
   * What Node has in itself: a built-in module, {@code name} without {@code node:}; or a {@code
   * data:} URL given to {@code import}, {@code name} is {@code data:} then.
   */
  record Builtin(String name, List<Path> probed) implements Resolution {}

  /**
   * @param code Node's error code: {@code MODULE_NOT_FOUND}, {@code ERR_PACKAGE_PATH_NOT_EXPORTED},
   *     {@code ERR_UNKNOWN_BUILTIN_MODULE}, {@code ERR_PACKAGE_IMPORT_NOT_DEFINED}, {@code
   *     ERR_INVALID_PACKAGE_TARGET}, {@code ERR_INVALID_PACKAGE_CONFIG}, {@code
   *     ERR_INVALID_ARG_VALUE}
   * @param suggestions specifiers or names that would resolve and are close to what was written,
   *     best first
   * @param trail see {@link NodeResolver#steps}
   */
  record NotFound(
      Reason reason,
      String code,
      String message,
      List<String> suggestions,
      List<Path> probed,
      List<String> trail)
      implements Resolution {}

  enum Reason {
    /** A relative or absolute path that names nothing. */
    FILE,
    /** A directory without an entry. */
    DIRECTORY_WITHOUT_ENTRY,
    /**
     * Differs from a present file only by the case of letters. The right specifier is the first
     * suggestion.
     */
    WRONG_CASE,
    PACKAGE_NOT_INSTALLED,
    SUBPATH_NOT_EXPORTED,
    /** The package is there, the file in it is not. */
    SUBPATH_MISSING,
    /** A tool of the project makes another name of it, which leads nowhere that can be seen. */
    MAPPED,
    UNKNOWN_BUILTIN,
    IMPORT_NOT_DEFINED,
    INVALID
  }
}
