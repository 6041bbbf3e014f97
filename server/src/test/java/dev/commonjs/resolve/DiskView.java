package dev.commonjs.resolve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The disk, for tests that compare with the real Node. */
final class DiskView implements FileView {
  @Override
  public Kind kind(Path path) {
    return Files.isRegularFile(path)
        ? Kind.FILE
        : Files.isDirectory(path) ? Kind.DIRECTORY : Kind.ABSENT;
  }

  @Override
  public Optional<String> read(Path path) {
    try {
      return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  @Override
  public List<String> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
