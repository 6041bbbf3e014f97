package dev.commonjs.feature;

import dev.commonjs.resolve.Moves;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which texts may name what moves: whoever does writes its name, or that of its folder where it is
 * the entry. Errs on the side of too many, so that nothing else has to be executed. A name that a
 * tool's configuration makes up for one file is not seen.
 */
final class MoveMentions {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_\\-.]*");

  /** A folder that is not named. */
  private static final Pattern DOTS = Pattern.compile("['\"`]\\.{1,2}(?:/\\.\\.)*/?['\"`]");

  private final Snapshot snapshot;
  private final NodeResolver resolver;
  private final Moves moves;
  private final Set<String> names = new HashSet<>();
  private boolean entries;

  MoveMentions(Snapshot snapshot, Moves moves) {
    this.snapshot = snapshot;
    this.resolver = snapshot.resolver();
    this.moves = moves;
    for (Map.Entry<Path, Path> move : moves.paths().entrySet()) {
      add(move.getKey());
      add(move.getValue());
    }
  }

  private void add(Path path) {
    names.add(stem(path));
    Path folder = path.getParent();
    if (stem(path).equals("index") && folder != null) {
      entries = true;
      names.add(stem(folder));
    }
  }

  /** The start of the name, as far as it looks the same in every string and URL. */
  private static String stem(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    var plain = NAME.matcher(dot > 0 ? name.substring(0, dot) : name);
    return plain.lookingAt() ? plain.group() : "";
  }

  /** Whether a specifier in {@code file} may have to be written in another way. */
  boolean concern(Path file) {
    Optional<String> text = snapshot.text(file).map(source -> source.text());
    return text.isPresent()
        && (moves.touch(file) && leavesItsFolder(file, text.get())
            || names.stream().anyMatch(text.get()::contains)
            || entries && DOTS.matcher(text.get()).find());
  }

  private boolean leavesItsFolder(Path file, String text) {
    Optional<String> own =
        resolver.packageScope(file).manifest().map(PackageJson::name).filter(text::contains);
    return moves.paths().containsKey(file)
        || text.contains("..")
        || text.contains("'#")
        || text.contains("\"#")
        || own.isPresent();
  }
}
