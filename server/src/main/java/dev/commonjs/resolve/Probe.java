package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files as one resolution sees them: every look is remembered in {@code probed}, every step in
 * {@code trail}. Lives as long as that resolution, in one thread.
 */
final class Probe {
  private final FileView files;
  private final Manifests manifests;
  private final Set<Path> probed;
  private final List<String> trail;

  Probe(FileView files, Manifests manifests) {
    this(files, manifests, new LinkedHashSet<>(), new ArrayList<>());
  }

  private Probe(FileView files, Manifests manifests, Set<Path> probed, List<String> trail) {
    this.files = files;
    this.manifests = manifests;
    this.probed = probed;
    this.trail = trail;
  }

  /** For trying out what might have been meant: what it sees counts, what it does is not told. */
  Probe aside() {
    return new Probe(files, manifests, probed, new ArrayList<>());
  }

  FileView.Kind kind(Path path) {
    probed.add(path);
    return files.kind(path);
  }

  boolean isFile(Path path) {
    return kind(path) == FileView.Kind.FILE;
  }

  boolean isDirectory(Path path) {
    return kind(path) == FileView.Kind.DIRECTORY;
  }

  Outcome.Hit hit(Path path) {
    Path real = files.realPath(path);
    note(path + ": found");
    if (!real.equals(path)) {
      probed.add(real);
      note("its real path is " + real);
    }
    return new Outcome.Hit(real);
  }

  /** A package in an archive, which stands for all its files: they are not read. */
  Optional<Outcome> archived(Path folder) {
    return PlugAndPlay.archive(folder).filter(this::isFile).map(this::hit);
  }

  Optional<String> read(Path file) {
    probed.add(file);
    return files.read(file);
  }

  /** The {@code package.json} in {@code directory}. */
  Optional<PackageJson> manifest(Path directory) {
    probed.add(directory.resolve(Manifests.NAME));
    return manifests.in(directory);
  }

  /** The package that {@code file} belongs to. */
  PackageScope scope(Path file) {
    PackageScope scope = manifests.scope(file);
    probed.addAll(scope.probed());
    return scope;
  }

  /** What the configuration of tools in {@code directory} makes of names. */
  Mappings mappings(Path directory) {
    Mappings.FILES.forEach(name -> probed.add(directory.resolve(name)));
    return manifests.mappings(directory);
  }

  /** FIND_PNP_MANIFEST: the table of Plug'n'Play that holds in {@code directory}. */
  Optional<PlugAndPlay> plugAndPlay(Path directory) {
    for (@Nullable Path at = directory; at != null; at = at.getParent()) {
      probed.addAll(PlugAndPlay.scripts(at));
      Optional<PlugAndPlay> found = manifests.plugAndPlay(at);
      if (found.isPresent()) {
        probed.add(at.resolve(PnpTable.DATA));
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * The names in {@code directory}, sorted. A name that comes or goes is a change of the directory.
   */
  List<String> list(Path directory) {
    probed.add(directory);
    return manifests.list(directory);
  }

  void note(String step) {
    trail.add(step);
  }

  List<Path> probed() {
    return List.copyOf(probed);
  }

  List<String> trail() {
    return List.copyOf(trail);
  }
}
