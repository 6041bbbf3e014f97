package dev.commonjs.observe;

import dev.commonjs.resolve.FileView;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that code in the sandbox can learn of the outside: what the workspace holds, read-only. Total
 * like {@link FileView}: what can't be read is absent.
 */
public interface World {
  /** What {@code require(specifier)} in {@code from} names. */
  Target resolve(Path from, String specifier);

  /** The text of a file. */
  Optional<String> read(Path file);

  /** Stands for what {@link #read} gives. */
  default Optional<ContentHash> hash(Path file) {
    return read(file).map(text -> new SourceText(text).hash());
  }

  /** What stands at {@code path}, links followed. */
  FileView.Kind kind(Path path);

  /** The names in a directory. */
  List<String> list(Path directory);

  /** {@code path} with links resolved. */
  Path realPath(Path path);

  /** The folder that the program would be started in. */
  Path folder();

  /** The version of Node that the program would run on, such as {@code 22.12.0}. */
  String nodeVersion();

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
    OPAQUE
  }
}
