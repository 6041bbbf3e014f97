package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code package.json} files and directory listings of one state of the files; each is read
 * once.
 */
final class Manifests {
  static final String NAME = "package.json";

  private final FileView files;
  private final PackageJson.Cache cache;
  private final boolean withInvalid;
  private final Map<Path, Optional<PackageJson>> byDirectory = new ConcurrentHashMap<>();
  private final Map<Path, PackageScope> scopes = new ConcurrentHashMap<>();
  private final Map<Path, List<String>> listings = new ConcurrentHashMap<>();
  private final Map<Path, Mappings> mappings = new ConcurrentHashMap<>();
  private final Map<Path, Optional<PlugAndPlay>> plugs = new ConcurrentHashMap<>();

  /**
   * @param withInvalid whether Node takes {@code "exports": false} for something
   */
  Manifests(FileView files, PackageJson.Cache cache, boolean withInvalid) {
    this.files = files;
    this.cache = cache;
    this.withInvalid = withInvalid;
  }

  Optional<PackageJson> in(Path directory) {
    return byDirectory.computeIfAbsent(
        directory, d -> files.read(d.resolve(NAME)).map(cache::parse).map(this::asNodeTakesIt));
  }

  private PackageJson asNodeTakesIt(PackageJson manifest) {
    return withInvalid ? manifest : manifest.withoutInvalid();
  }

  /**
   * LOOKUP_PACKAGE_SCOPE: upwards from the directory of {@code file}, but not into a {@code
   * node_modules} itself.
   */
  PackageScope scope(Path file) {
    @Nullable Path directory = file.getParent();
    return directory == null
        ? new PackageScope(file, Optional.empty(), Set.of())
        : scopes.computeIfAbsent(directory, this::scopeOf);
  }

  private PackageScope scopeOf(Path start) {
    Set<Path> probed = new LinkedHashSet<>();
    Path last = start;
    for (@Nullable Path directory = start; directory != null; directory = directory.getParent()) {
      if (directory.endsWith("node_modules")) {
        break;
      }
      last = directory;
      probed.add(directory.resolve(NAME));
      Optional<PackageJson> manifest = in(directory);
      if (manifest.isPresent()) {
        return new PackageScope(directory, manifest, probed);
      }
    }
    return new PackageScope(last, Optional.empty(), probed);
  }

  /** What the configuration of tools in {@code directory} makes of names. */
  Mappings mappings(Path directory) {
    return mappings.computeIfAbsent(directory, d -> Mappings.in(d, files));
  }

  /** The table of Plug'n'Play in {@code directory}. */
  Optional<PlugAndPlay> plugAndPlay(Path directory) {
    return plugs.computeIfAbsent(directory, d -> PlugAndPlay.in(d, files, cache));
  }

  List<String> list(Path directory) {
    return listings.computeIfAbsent(directory, d -> files.list(d).stream().sorted().toList());
  }
}
