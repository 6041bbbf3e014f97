package dev.commonjs.graph;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The modules that load when a file does. Of the hundreds that may be, only those are executed that
 * can get hold of the object in question: they require its module, or one that does. Who may
 * require whom is seen in the texts alone ({@link Modules#mentions}). Immutable.
 */
final class Loading {
  private final Path file;
  private final Modules modules;
  private final int size;
  private final boolean complete;

  /** By module: those that seem to require it. */
  private final Map<Path, List<Path>> requirers = new HashMap<>();

  /**
   * @param most how many modules are looked at: more than anybody waits for
   */
  Loading(Path file, Modules modules, int most) {
    this.file = file;
    this.modules = modules;
    boolean all = true;
    Set<Path> seen = new LinkedHashSet<>(Set.of(file));
    Deque<Path> queue = new ArrayDeque<>(seen);
    for (Path from = queue.poll(); from != null; from = queue.poll()) {
      for (Path to : modules.mentioned(from)) {
        if (seen.size() >= most && !seen.contains(to)) {
          all = false;
        } else if (seen.add(to)) {
          queue.add(to);
        }
        requirers.computeIfAbsent(to, t -> new ArrayList<>()).add(from);
      }
    }
    this.size = seen.size();
    this.complete = all;
  }

  /** Those that load besides the file itself, as far as they were counted. */
  Set<Path> modules() {
    return requirers.keySet();
  }

  /** How many modules load at most, as far as they were counted. */
  int size() {
    return size;
  }

  /** Whether those that were not counted can't be among {@link #towards}. */
  boolean complete() {
    return complete;
  }

  /**
   * The file itself and those that it loads which may get hold of what {@code target} exports, the
   * nearest first.
   */
  Set<Path> towards(Path target) {
    Set<Path> leading = leadingTo(target);
    Set<Path> loaded = new LinkedHashSet<>(Set.of(file));
    Deque<Path> queue = new ArrayDeque<>(loaded);
    for (Path from = queue.poll(); from != null; from = queue.poll()) {
      for (RequireSite site :
          modules.summary(from).map(ModuleSummary::requires).orElse(List.of())) {
        if (site.kind() == RequireSite.Kind.REQUIRE || site.kind() == RequireSite.Kind.IMPORT) {
          for (String specifier : site.specifiers()) {
            if (modules.resolve(from, specifier) instanceof Resolution.Found found
                && leading.contains(found.file())
                && loaded.add(found.file())) {
              queue.add(found.file());
            }
          }
        }
      }
    }
    return loaded;
  }

  private Set<Path> leadingTo(Path target) {
    Set<Path> leading = new HashSet<>(Set.of(target));
    Deque<Path> queue = new ArrayDeque<>(leading);
    for (Path to = queue.poll(); to != null; to = queue.poll()) {
      for (Path from : requirers.getOrDefault(to, List.of())) {
        if (leading.add(from)) {
          queue.add(from);
        }
      }
    }
    return leading;
  }
}
