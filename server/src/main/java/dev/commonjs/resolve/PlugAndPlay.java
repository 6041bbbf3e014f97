package dev.commonjs.resolve;

import dev.commonjs.resolve.PnpTable.Info;
import dev.commonjs.resolve.PnpTable.Locator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where packages are, by a table of Yarn's Plug'n'Play (Yarn's documentation, <em>PnP
 * Specification</em>, "Resolution algorithm"). Steps are named as there.
 *
 * @param folder that of the table
 * @param table null where there is one that can't be read
 * @param owners the packages of a folder: a package with peers is there once for each set of them
 */
record PlugAndPlay(Path folder, @Nullable PnpTable table, Map<Path, List<Locator>> owners) {

  private static final List<String> VIRTUAL = List.of("__virtual__", "$$virtual");

  /** What the table says about a name. */
  sealed interface Answer {}

  /** The folder of the package, which may lie in an archive. */
  record In(Path folder) implements Answer {}

  /**
   * @param owner who asks for what it does not declare; null for the package of the table's folder
   * @param peer it does declare it, and nobody provides it
   */
  record Undeclared(@Nullable String owner, boolean peer) implements Answer {}

  /** The table that {@code folder} has; empty when it has none. */
  static Optional<PlugAndPlay> in(Path folder, FileView files, PackageJson.Cache cache) {
    for (Path script : scripts(folder)) {
      if (files.kind(script) == FileView.Kind.FILE) {
        PnpTable table =
            files
                .read(script)
                .flatMap(cache::pnpInScript)
                .or(() -> files.read(folder.resolve(PnpTable.DATA)).flatMap(cache::pnpInJson))
                .orElse(null);
        return Optional.of(new PlugAndPlay(folder, table, owners(folder, table)));
      }
    }
    return Optional.empty();
  }

  /** The files that the table of {@code folder} may be in. */
  static List<Path> scripts(Path folder) {
    return PnpTable.FILES.stream().map(folder::resolve).toList();
  }

  private static Map<Path, List<Locator>> owners(Path folder, @Nullable PnpTable table) {
    Map<Path, List<Locator>> owners = new HashMap<>();
    if (table != null) {
      table
          .packages()
          .forEach(
              (locator, info) -> {
                if (info.lookedUp()) {
                  at(folder, info.location())
                      .ifPresent(
                          path ->
                              owners.computeIfAbsent(path, p -> new ArrayList<>()).add(locator));
                }
              });
    }
    return owners;
  }

  /** Whether there is one that can't be read: then nothing is known of packages. */
  boolean isUnread() {
    return table == null;
  }

  /**
   * RESOLVE_TO_UNQUALIFIED, without the subpath: where the package {@code name} is for {@code
   * from}. Empty where the table does not say.
   */
  Optional<Answer> locate(String name, Path from) {
    PnpTable known = table;
    List<Locator> asking = known == null ? List.of() : findLocators(known, from);
    if (known == null || asking.isEmpty()) {
      return Optional.empty();
    }
    boolean peer = false;
    for (Locator locator : asking) {
      Optional<Locator> dependency = dependencies(known, locator).get(name);
      if (dependency != null && dependency.isPresent()) {
        return in(known, dependency.get());
      }
      peer |= dependency != null;
    }
    for (Locator locator : asking) {
      Optional<Locator> fallback = peer ? Optional.empty() : viaFallback(known, locator, name);
      if (fallback.isPresent()) {
        return in(known, fallback.get());
      }
    }
    return Optional.of(new Undeclared(asking.getFirst().name(), peer));
  }

  private static Map<String, Optional<Locator>> dependencies(PnpTable table, Locator locator) {
    Info info = table.packages().get(locator);
    return info == null ? Map.of() : info.dependencies();
  }

  private Optional<Answer> in(PnpTable table, Locator locator) {
    Info info = table.packages().get(locator);
    return info == null ? Optional.empty() : at(folder, info.location()).map(In::new);
  }

  /** FIND_LOCATOR. */
  private List<Locator> findLocators(PnpTable known, Path from) {
    if (from.startsWith(folder)
        && known.ignored() != null
        && mayBeIgnored(known.ignored(), folder.relativize(from))) {
      return List.of();
    }
    for (@Nullable Path at = from.getParent(); at != null; at = at.getParent()) {
      List<Locator> found = owners.get(at);
      if (found != null) {
        return found;
      }
    }
    return List.of();
  }

  private static boolean mayBeIgnored(Told.Expression ignored, Path path) {
    String text = path.toString().replace('\\', '/');
    return ignored.isUnsureOf(text) || ignored.in(text).isPresent();
  }

  /** RESOLVE_VIA_FALLBACK. */
  private static Optional<Locator> viaFallback(PnpTable known, Locator asking, String name) {
    if (!known.topLevelFallback() || known.excluded().contains(asking)) {
      return Optional.empty();
    }
    return dependencies(known, PnpTable.TOP)
        .getOrDefault(name, Optional.empty())
        .or(() -> Optional.ofNullable(known.pool().get(name)));
  }

  /** RESOLVE_VIRTUAL: the folder that {@code location} stands for. */
  private static Optional<Path> at(Path folder, String location) {
    return UrlPath.path(folder, location).map(PlugAndPlay::real);
  }

  /** {@code base/__virtual__/hash/2/rest} is {@code base/../../rest}. */
  private static Path real(Path path) {
    for (int i = 0; i + 2 < path.getNameCount(); i++) {
      String up = path.getName(i + 2).toString();
      if (VIRTUAL.contains(path.getName(i).toString()) && up.matches("\\d{1,3}")) {
        Path base = path.getRoot();
        int end = i - Integer.parseInt(up);
        for (int j = 0; base != null && j < end; j++) {
          base = base.resolve(path.getName(j));
        }
        for (int j = i + 3; base != null && j < path.getNameCount(); j++) {
          base = base.resolve(path.getName(j));
        }
        return base == null ? path : base.normalize();
      }
    }
    return path;
  }

  /** The archive that {@code path} lies in; empty where it lies in none. */
  static Optional<Path> archive(Path path) {
    for (@Nullable Path at = path; at != null && at.getFileName() != null; at = at.getParent()) {
      if (at.getFileName().toString().endsWith(".zip")) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
