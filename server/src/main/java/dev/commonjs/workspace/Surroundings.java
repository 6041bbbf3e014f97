package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.OwnWorkspace;
import dev.commonjs.resolve.PackageScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the folders around a file say of what belongs there and need not be there yet: packages that
 * are declared, and what is kept out of the repository. Thread-safe.
 */
public final class Surroundings {
  private final Generation generation;
  private final IgnoreFiles ignoreFiles;
  private final Map<Path, Installed> installed = new ConcurrentHashMap<>();
  private final Map<Path, Optional<OwnWorkspace>> workspaces = new ConcurrentHashMap<>();
  private final Map<Path, Optional<Deployment>> deployments = new ConcurrentHashMap<>();

  Surroundings(Generation generation) {
    this.generation = generation;
    this.ignoreFiles = new IgnoreFiles(generation.view);
  }

  /**
   * Whether the folder of {@code file} is on the disk. A document that was never saved may have
   * none, and what is beside it is not known then.
   */
  public boolean isPlaced(Path file) {
    @Nullable Path folder = file.getParent();
    return folder != null && generation.disk.kind(folder) == FileView.Kind.DIRECTORY;
  }

  /**
   * Where what is around {@code file} is deployed to, as the nearest folder that says so has it.
   */
  public Deployment deployment(Path file) {
    for (@Nullable Path at = file.getParent(); at != null; at = at.getParent()) {
      Optional<Deployment> found =
          deployments.computeIfAbsent(at, folder -> Deployment.in(folder, generation.view));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Deployment.NONE;
  }

  /** The folders above {@code file} that have a {@code package.json}, the nearest first. */
  public List<PackageScope> packages(Path file) {
    List<PackageScope> found = new ArrayList<>();
    for (@Nullable Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Path at = folder;
      generation
          .resolver
          .manifest(at)
          .ifPresent(m -> found.add(new PackageScope(at, Optional.of(m), Set.of())));
    }
    return found;
  }

  /** What is there of the packages that a {@code package.json} declares. */
  public enum Installed {
    NONE,
    /** Only what another {@code package.json} further up declares and has installed, too. */
    LENT,
    SOME
  }

  /**
   * What of the packages that the {@code package.json} in {@code scope} declares is installed there
   * or further up. Whoever is installed together with others may find its own there, anybody else
   * finds what is there for others.
   */
  public Installed installed(PackageScope scope) {
    Installed known = installed.get(scope.directory());
    if (known == null) {
      Path folder = scope.directory();
      known =
          generation.resolver.isPlugged(folder.resolve("package.json"))
              ? Installed.SOME
              : scope.manifest().stream()
                  .flatMap(manifest -> manifest.dependencies().stream())
                  .map(name -> installed(folder, name))
                  .max(Comparator.naturalOrder())
                  .orElse(Installed.NONE);
      installed.put(folder, known);
    }
    return known;
  }

  private Installed installed(Path folder, String name) {
    Optional<Path> place = generation.packages.installedIn(folder, name);
    if (place.isEmpty()) {
      return Installed.NONE;
    }
    boolean lent =
        !place.get().equals(folder)
            && generation
                .resolver
                .manifest(place.get())
                .filter(other -> other.dependencies().contains(name))
                .isPresent()
            && workspace(folder).isEmpty();
    return lent ? Installed.LENT : Installed.SOME;
  }

  /** See {@link NodeResolver#workspace}. */
  public Optional<OwnWorkspace> workspace(Path folder) {
    Optional<OwnWorkspace> known = workspaces.get(folder);
    if (known == null) {
      known = generation.resolver.workspace(folder);
      workspaces.put(folder, known);
    }
    return known;
  }

  /** The {@code package.json} files in the folders of {@code workspace}, its root's first. */
  public List<PackageScope> packages(OwnWorkspace workspace) {
    return Stream.concat(Stream.of(workspace.root()), workspace.members().stream())
        .map(at -> new PackageScope(at, generation.resolver.manifest(at), Set.of()))
        .toList();
  }

  /** What of the way to {@code path} the repository ignores; see {@link IgnoreFiles#ignored}. */
  public Optional<Ignored> ignored(Path path) {
    return ignoreFiles.ignored(path, false);
  }
}
