package dev.commonjs.graph;

import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a fixture, read as {@link TinyModule}s; what is installed is found where it is
 * loaded.
 */
final class TinyModules implements Modules {
  private final MemoryFiles files;
  private final NodeResolver resolver;
  private final Components<Path> components;
  private final Limits limits;

  TinyModules(MemoryFiles files) {
    this(files, Limits.DEFAULT);
  }

  TinyModules(MemoryFiles files, Limits limits) {
    this.limits = limits;
    this.files = files;
    this.resolver = new NodeResolver(files, NodeSettings.CURRENT);
    this.components = new Components<>(this::required);
  }

  Linker linker() {
    return new Linker(this, new Memo(), limits);
  }

  private List<Path> required(Path file) {
    List<Path> targets = new ArrayList<>();
    summary(file)
        .ifPresent(
            summary ->
                summary.requires().stream()
                    .flatMap(site -> site.specifiers().stream())
                    .forEach(
                        specifier -> {
                          if (resolve(file, specifier) instanceof Resolution.Found found) {
                            targets.add(found.file());
                          }
                        }));
    return targets;
  }

  @Override
  public Kind kind(Path file) {
    return file.toString().endsWith(".mjs") ? Kind.ES_MODULE : Kind.COMMONJS;
  }

  @Override
  public Optional<ModuleSummary> summary(Path file) {
    return files.read(file).map(text -> TinyModule.summarize(text, specifier -> false));
  }

  @Override
  public Resolution resolve(Path from, String specifier) {
    return resolver.resolve(from, specifier, Mode.REQUIRE);
  }

  @Override
  public boolean inCycle(Path a, Path b) {
    return components.visit(a).contains(b);
  }

  @Override
  public Set<String> mentions(Path file) {
    return summary(file)
        .map(
            summary ->
                summary.requires().stream()
                    .flatMap(site -> site.specifiers().stream())
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  @Override
  public Patches contribution(Path file) {
    return Patches.by(List.of(file), this, linker()::follow);
  }

  @Override
  public Patches patches(Path file) {
    List<Path> own =
        files.paths().stream().filter(path -> !path.startsWith("/node_modules")).toList();
    return Patches.by(own, this, linker()::follow);
  }

  @Override
  public Patches patches(Path file, Path reader) {
    return patches(file);
  }
}
