package dev.commonjs.refactoring;

import dev.commonjs.feature.ModuleNames;
import dev.commonjs.requires.RequireEdits;
import dev.commonjs.requires.RequireStyle;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a {@code require} in a file leads to, and how one that leads there is written. */
final class RequiredFiles {
  private RequiredFiles() {}

  static Optional<Path> found(Snapshot snapshot, Path from, String specifier) {
    return snapshot.resolve(from, specifier, RequireSite.Kind.REQUIRE).target().findFirst();
  }

  /** Whether a {@code require} in {@code file} loads no more than {@code before} has. */
  static boolean isLoaded(Snapshot snapshot, Path file, String specifier, Set<Path> before) {
    return switch (snapshot.resolve(file, specifier, RequireSite.Kind.REQUIRE)) {
      case Resolution.Builtin builtin -> true;
      case Resolution.Found found -> before.contains(found.file());
      case Resolution.NotFound missing -> false;
    };
  }

  /** How {@code from} names {@code to}, or would in its style. */
  static Optional<String> specifier(Snapshot snapshot, Path from, Path to, RequireEdits written) {
    RequireStyle style = written.style();
    String path = ModuleNames.relative(from, to);
    Stream<String> own =
        written.head().declared().stream().map(declared -> declared.specifier().value());
    Stream<String> further =
        style.extension() || !path.endsWith(".js")
            ? Stream.of(path)
            : Stream.of(path.substring(0, path.length() - ".js".length()), path);
    return Stream.concat(own, further)
        .filter(one -> found(snapshot, from, one).filter(to::equals).isPresent())
        .findFirst();
  }
}
