package dev.commonjs.workspace;

import dev.commonjs.resolve.PackageEntries;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.PackageScope;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Node runs a file where a package begins, a script names it, a test runner loads it that
 * translates nothing, or a file imports it that Node runs. One that nobody is seen to load is taken
 * for Node's unless something is declared that could be meant to: then, and of what is installed,
 * it is not known.
 */
final class HostSearch {
  /** Among more of them nobody looks on. */
  private static final int MOST = 200;

  /** Configuration that its tool lets Node load as it is. */
  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "(?:babel|commitlint|eslint|jest|prettier|rollup|stylelint|webpack)\\.config\\.[cm]?js"
              + "|\\.[a-z]+rc\\.[cm]?js");

  /** What runners load besides tests, as their documentation calls it. */
  private static final Pattern OF_RUNNERS =
      Pattern.compile(
          "(?:jest|vitest)(?!\\.config).*|setup-?tests?\\..*", Pattern.CASE_INSENSITIVE);

  /** With this Jest loads ES modules as Node does (<em>Jest: ECMAScript Modules</em>). */
  private static final String AS_NODE_DOES = "experimental-vm-modules";

  private final Snapshot snapshot;

  HostSearch(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Host of(Path start) {
    Set<Path> seen = new LinkedHashSet<>(Set.of(start));
    Deque<Path> queue = new ArrayDeque<>(seen);
    Set<Host> found = EnumSet.noneOf(Host.class);
    for (Path file = queue.poll(); file != null; file = queue.poll()) {
      if (isEntry(file)) {
        return Host.NODE;
      }
      Host other = other(file);
      if (other == Host.NODE) {
        return Host.NODE;
      }
      Set<Path> importers = other == Host.UNKNOWN ? snapshot.importers(file) : Set.of();
      if (importers.isEmpty()) {
        found.add(other);
      }
      importers.stream().filter(next -> seen.size() < MOST && seen.add(next)).forEach(queue::add);
    }
    if (found.equals(Set.of(Host.PAGE))) {
      return Host.PAGE;
    }
    Host own = other(start);
    // What tests load is there for somebody else too.
    boolean unseen = own != Host.UNKNOWN || mayBeTranslated(start) || !found.contains(own);
    return unseen ? own : Host.NODE;
  }

  /** Who loads {@code file}, as far as it shows that by itself. */
  private Host other(Path file) {
    if (entries(file).anyMatch(entries -> entries.isForPages(file))) {
      return Host.PAGE;
    }
    if (entries(file).anyMatch(entries -> entries.isRunByOthers(file))
        || snapshot.text(file).filter(t -> PackageEntries.isForOthers(t.text())).isPresent()) {
      return Host.RUNNER;
    }
    boolean test =
        TestFiles.are(file, snapshot)
            || OF_RUNNERS.matcher(String.valueOf(file.getFileName())).matches();
    return test ? byRunner(file) : Host.UNKNOWN;
  }

  List<Path> starts(Path file) {
    List<PackageEntries> all = entries(file).toList();
    return snapshot.files().stream()
        .filter(start -> all.stream().anyMatch(entries -> entries.hasEntry(start)))
        .toList();
  }

  private boolean isEntry(Path file) {
    return entries(file)
        .anyMatch(
            entries ->
                entries.hasEntry(file)
                    || entries.folder().equals(file.getParent())
                        && CONFIGURATION.matcher(String.valueOf(file.getFileName())).matches());
  }

  /** Who runs a test; unknown where nothing says that, or who does takes it for either. */
  private Host byRunner(Path file) {
    Set<String> mentioned = snapshot.mentions(file);
    if (Tools.PLAIN_TESTING.are(mentioned)) {
      return Host.NODE;
    }
    if (Tools.TRANSLATING_RUNNERS.are(mentioned) || declares(file, Tools.TRANSLATING_RUNNERS)) {
      boolean asNodeDoes =
          manifests(file)
              .anyMatch(m -> m.runs().scripts().stream().anyMatch(s -> s.contains(AS_NODE_DOES)));
      return asNodeDoes && snapshot.isSurelyEsModule(file) ? Host.NODE : Host.RUNNER;
    }
    // What these load through hooks is no ES module for Node; what it knows for one, is for them.
    boolean plain =
        declares(file, Tools.PLAIN_RUNNERS)
            || manifests(file)
                .anyMatch(m -> m.runs().scripts().stream().anyMatch(s -> s.contains("--test")));
    return plain && (snapshot.isSurelyEsModule(file) || !mayBeTranslated(file))
        ? Host.NODE
        : Host.UNKNOWN;
  }

  private boolean mayBeTranslated(Path file) {
    return Packages.folderOf(file).isPresent() || declares(file, Tools.TRANSLATORS);
  }

  private boolean declares(Path file, Tools tools) {
    return manifests(file).anyMatch(tools::are);
  }

  private Stream<PackageJson> manifests(Path file) {
    return scopes(file).flatMap(scope -> scope.manifest().stream());
  }

  Stream<PackageEntries> entries(Path file) {
    return scopes(file)
        .flatMap(
            scope ->
                scope.manifest().stream()
                    .map(m -> new PackageEntries(scope.directory(), m, snapshot.view())));
  }

  /** Those around {@code file}; of an installed package only its own. */
  private Stream<PackageScope> scopes(Path file) {
    Optional<Path> installed = Packages.folderOf(file);
    List<PackageScope> all = snapshot.surroundings().packages(file);
    return all.stream()
        .filter(scope -> installed.filter(top -> !scope.directory().startsWith(top)).isEmpty());
  }
}
