package dev.commonjs.observe;

import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that code in the sandbox can learn of the outside: what it may look at of the files,
 * read-only. Total: what can't be read is absent, and so is, but for its {@link Kind} and its name,
 * what may not be.
 */
public interface World {
  /** What {@code require(specifier)} in {@code from} names; that alone makes nothing readable. */
  Target resolve(Path from, String specifier);

  /** The text of a file. */
  Optional<String> read(Path file);

  /** Stands for what {@link #read} gives. */
  default Optional<ContentHash> hash(Path file) {
    return read(file).map(text -> new SourceText(text).hash());
  }

  /** What stands at {@code path}, links followed. */
  Kind kind(Path path);

  /** The names in a directory. */
  List<String> list(Path directory);

  /** {@code path} with links resolved; itself where it may not be looked at. */
  Path realPath(Path path);

  /** The folder that the program would be started in. */
  Path folder();

  /** The version of Node that the program would run on, such as {@code 22.12.0}. */
  String nodeVersion();

  /** What stands at a path. */
  enum Kind {
    FILE,
    DIRECTORY,
    ABSENT,
    /** It may not be looked at, and nothing is said of whether there is something. */
    OUTSIDE
  }

  /** What a specifier names. */
  sealed interface Target {
    /**
     * @param file its real path
     */
    record Module(Path file, Format format) implements Target {}

    /** {@code name} is without {@code node:}. */
    record Builtin(String name) implements Target {}

    /**
     * @param code Node's error code
     */
    record Missing(String code, String message) implements Target {}
  }

  /** How Node would load a file. */
  enum Format {
    COMMONJS,
    JSON,
    ES_MODULE,
    OPAQUE,
    /** It may not be looked at. */
    OUTSIDE
  }
}
