package dev.commonjs.graph;

import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small disk that a test may write to. Folders are there as long as files are in them. */
public final class MemoryFiles implements FileView {
  private final Map<Path, String> texts = new TreeMap<>();
  private final Map<Path, Path> links = new TreeMap<>();

  /** {@code //- /path} starts a file, the lines up to the next such line are its text. */
  public static MemoryFiles of(String fixture) {
    MemoryFiles files = new MemoryFiles();
    Path file = null;
    for (String line : fixture.lines().toList()) {
      if (line.startsWith("//- ")) {
        file = Path.of(line.substring(4).strip());
        files.write(file, "");
      } else if (file != null) {
        files.write(file, files.texts.get(file) + line + "\n");
      }
    }
    return files;
  }

  public void write(Path file, String text) {
    texts.put(file, text);
  }

  public void delete(Path file) {
    texts.remove(file);
  }

  public void link(Path from, Path to) {
    links.put(from, to);
  }

  public List<Path> paths() {
    return List.copyOf(texts.keySet());
  }

  @Override
  public Kind kind(Path path) {
    Path real = realPath(path);
    if (texts.containsKey(real)) {
      return Kind.FILE;
    }
    return list(real).isEmpty() ? Kind.ABSENT : Kind.DIRECTORY;
  }

  @Override
  public Optional<String> read(Path path) {
    return Optional.ofNullable(texts.get(realPath(path)));
  }

  @Override
  public Path realPath(Path path) {
    for (Map.Entry<Path, Path> link : links.entrySet()) {
      if (path.startsWith(link.getKey())) {
        return link.getValue().resolve(link.getKey().relativize(path)).normalize();
      }
    }
    return path;
  }

  @Override
  public List<String> list(Path directory) {
    Path real = realPath(directory);
    TreeSet<String> names = new TreeSet<>();
    for (Path path : texts.keySet()) {
      addName(real, path, names);
    }
    for (Path path : links.keySet()) {
      addName(real, path, names);
    }
    return List.copyOf(names);
  }

  private static void addName(Path directory, Path path, TreeSet<String> names) {
    if (path.startsWith(directory) && !path.equals(directory)) {
      names.add(path.getName(directory.getNameCount()).toString());
    }
  }
}
