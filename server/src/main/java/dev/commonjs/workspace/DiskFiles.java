package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The disk. Total: what can't be read is absent, a circle of symbolic links too. Keeps nothing, so
 * that its answers are always fresh; snapshots do the keeping.
 */
public final class DiskFiles implements FileView {
  /**
   * In bytes. Nobody writes a longer module by hand, and generated ones of this size tell nothing.
   */
  public static final long MAX_SIZE = 20L << 20;

  @Override
  public Kind kind(Path path) {
    BasicFileAttributes attributes = attributes(path);
    if (attributes == null) {
      return Kind.ABSENT;
    }
    if (attributes.isDirectory()) {
      return Kind.DIRECTORY;
    }
    // A pipe or a device may block its reader for ever.
    return attributes.isRegularFile() ? Kind.FILE : Kind.ABSENT;
  }

  private static @Nullable BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  @Override
  public Optional<String> read(Path path) {
    BasicFileAttributes attributes = attributes(path);
    if (attributes == null || !attributes.isRegularFile() || attributes.size() > MAX_SIZE) {
      return Optional.empty();
    }
    try {
      return Optional.of(SourceText.decode(Files.readAllBytes(path)).text());
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  /** Why {@link #read} is empty, for people; empty when it is not. */
  public Optional<String> whyUnreadable(Path path) {
    BasicFileAttributes attributes = attributes(path);
    if (attributes == null) {
      return Optional.of("there is no such file, or it may not be looked at");
    }
    if (!attributes.isRegularFile()) {
      return Optional.of(attributes.isDirectory() ? "it is a folder" : "it is no regular file");
    }
    if (attributes.size() > MAX_SIZE) {
      return Optional.of("it is larger than " + (MAX_SIZE >> 20) + " MB");
    }
    return read(path).isPresent() ? Optional.empty() : Optional.of("it may not be read");
  }

  /** Whether {@code folder} is one, and may not be listed. */
  public boolean isClosed(Path folder) {
    return kind(folder) == Kind.DIRECTORY && !Files.isReadable(folder);
  }

  @Override
  public Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException | SecurityException e) {
      return path;
    }
  }

  @Override
  public List<String> list(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    } catch (IOException | DirectoryIteratorException | SecurityException e) {
      return List.of();
    }
    return names;
  }
}
