package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files in memory, written as one text: {@code //- /path} starts a file, {@code //- /link ->
 * /target} is a symbolic link. Directories are there because something is in them.
 */
final class MemoryFiles implements FileView {
  private final Map<Path, String> files;
  private final Map<Path, Path> links;

  private MemoryFiles(Map<Path, String> files, Map<Path, Path> links) {
    this.files = files;
    this.links = links;
  }

  static MemoryFiles of(String fixture) {
    Map<Path, String> files = new TreeMap<>();
    Map<Path, Path> links = new HashMap<>();
    @Nullable Path current = null;
    for (String line : fixture.split("\n")) {
      if (!line.startsWith("//- ")) {
        if (current != null) {
          files.merge(current, line + "\n", String::concat);
        }
        continue;
      }
      String[] parts = line.substring(4).strip().split(" -> ");
      current = Path.of(parts[0]);
      if (parts.length == 2) {
        links.put(current, Path.of(parts[1]));
        current = null;
      } else {
        files.put(current, "");
      }
    }
    return new MemoryFiles(files, links);
  }

  MemoryFiles with(Path file, String text) {
    Map<Path, String> changed = new TreeMap<>(files);
    changed.put(file, text);
    return new MemoryFiles(changed, links);
  }

  MemoryFiles without(Path file) {
    Map<Path, String> changed = new TreeMap<>(files);
    changed.remove(file);
    return new MemoryFiles(changed, links);
  }

  List<Path> all() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Kind kind(Path path) {
    Path real = realPath(path);
    if (files.containsKey(real)) {
      return Kind.FILE;
    }
    return Stream.concat(files.keySet().stream(), links.keySet().stream())
            .anyMatch(entry -> entry.startsWith(real))
        ? Kind.DIRECTORY
        : Kind.ABSENT;
  }

  @Override
  public Optional<String> read(Path path) {
    return Optional.ofNullable(files.get(realPath(path)));
  }

  @Override
  public Path realPath(Path path) {
    Path real = path.getRoot();
    for (Path name : path) {
      real = real.resolve(name);
      real = links.getOrDefault(real, real);
    }
    return real;
  }

  @Override
  public List<String> list(Path directory) {
    Path real = realPath(directory);
    TreeSet<String> names = new TreeSet<>();
    List<Path> entries = new ArrayList<>(files.keySet());
    entries.addAll(links.keySet());
    for (Path entry : entries) {
      if (entry.startsWith(real) && !entry.equals(real)) {
        names.add(entry.getName(real.getNameCount()).toString());
      }
    }
    return List.copyOf(names);
  }
}
