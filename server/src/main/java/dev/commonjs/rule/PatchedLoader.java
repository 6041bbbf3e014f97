package dev.commonjs.rule;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether Node's way of finding modules may be another one where a file runs: what changes it holds
 * for all that is loaded afterwards. Told by the texts, since nothing but silence rests on it.
 */
final class PatchedLoader {
  private static final Pattern PATCH =
      Pattern.compile(
          "\\b_(?:resolveFilename|findPath|nodeModulePaths|resolveLookupPaths)\\b[^=;\\n]{0,40}=[^=]"
              + "|\\bregisterHooks\\s*\\(|\\b[Mm]odule\\.register\\s*\\("
              + "|\\b_initPaths\\s*\\(|\\bglobalPaths\\s*(?:=[^=]|\\.\\s*(?:push|unshift|splice)\\b)");

  /** Counts for the module that it is, and for no other. */
  private static final Pattern OWN_PATHS =
      Pattern.compile("\\b(?:module|main)\\.paths\\s*(?:=[^=]|\\.\\s*(?:push|unshift|splice)\\b)");

  /** A mock of the own code: in a package it is one of many things that the package can do. */
  private static final Pattern OWN_PATCH = Pattern.compile("\\b_load\\b[^=;\\n]{0,40}=[^=]");

  /** How many files are looked at: more than load before one file in most programs. */
  private static final int FILES = 60;

  /** How many of an installed package. */
  private static final int FILES_OF_PACKAGE = 12;

  private PatchedLoader() {}

  /** Asked only when something is about to be called missing. */
  static boolean mayFind(ModuleView module) {
    Snapshot snapshot = module.snapshot();
    if (plugsIn(snapshot, module.file()) || has(snapshot, module.file(), OWN_PATHS)) {
      return true;
    }
    Set<Path> seen = new LinkedHashSet<>(Set.of(module.file()));
    Deque<Path> queue = new ArrayDeque<>(seen);
    for (Path file = queue.poll(); file != null; file = queue.poll()) {
      module.cancel().check();
      if (patches(snapshot, file)) {
        return true;
      }
      for (Path importer : snapshot.importers(file)) {
        if (seen.size() < FILES && seen.add(importer)) {
          queue.add(importer);
        }
      }
    }
    return false;
  }

  /** Yarn's Plug'n'Play: packages are in archives, which one file knows the places of. */
  private static boolean plugsIn(Snapshot snapshot, Path file) {
    for (@Nullable Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      for (String name : List.of(".pnp.cjs", ".pnp.js")) {
        if (snapshot.view().kind(folder.resolve(name)) == FileView.Kind.FILE) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether {@code file} does it, or an installed package that it requires. */
  private static boolean patches(Snapshot snapshot, Path file) {
    if (has(snapshot, file, PATCH) || has(snapshot, file, OWN_PATCH)) {
      return true;
    }
    return snapshot.summary(file).stream()
        .flatMap(summary -> summary.requires().stream())
        .filter(site -> site.kind() != RequireSite.Kind.RESOLVE)
        .flatMap(site -> site.specifiers().stream())
        .filter(specifier -> !specifier.startsWith("."))
        .distinct()
        .anyMatch(specifier -> packagePatches(snapshot, file, specifier));
  }

  private static boolean packagePatches(Snapshot snapshot, Path from, String specifier) {
    Set<Path> seen = new LinkedHashSet<>();
    Deque<Path> queue = new ArrayDeque<>();
    target(snapshot, from, specifier).filter(snapshot::isNodeModules).ifPresent(queue::add);
    for (Path file = queue.poll(); file != null; file = queue.poll()) {
      if (!seen.add(file) || seen.size() > FILES_OF_PACKAGE) {
        continue;
      }
      if (has(snapshot, file, PATCH)) {
        return true;
      }
      Path at = file;
      snapshot.summary(file).stream()
          .flatMap(summary -> summary.requires().stream())
          .flatMap(site -> site.specifiers().stream())
          .filter(next -> next.startsWith("."))
          .forEach(next -> target(snapshot, at, next).ifPresent(queue::add));
    }
    return false;
  }

  private static Optional<Path> target(Snapshot snapshot, Path from, String specifier) {
    return snapshot.resolve(from, specifier) instanceof Resolution.Found found
        ? Optional.of(found.file())
        : Optional.empty();
  }

  private static boolean has(Snapshot snapshot, Path file, Pattern what) {
    return snapshot.text(file).filter(text -> what.matcher(text.text()).find()).isPresent();
  }
}
