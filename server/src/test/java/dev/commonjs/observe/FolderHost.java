package dev.commonjs.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Undefined;

/** A sandbox's world: the files of the disk, and a list of what it was told. */
final class FolderHost implements NodeEnvironment.Host {
  private final Path folder;
  final List<String> taints = new ArrayList<>();

  FolderHost(Path folder) {
    this.folder = folder;
  }

  @Override
  public String nodeVersion() {
    return "20.20.2";
  }

  @Override
  public String workingFolder() {
    return folder.toString();
  }

  @Override
  public String mainModule() {
    return folder.resolve("main.js").toString();
  }

  @Override
  public void taint(String label) {
    taints.add(label);
  }

  @Override
  public @Nullable String kind(String path) {
    Path place = Path.of(path);
    return Files.isDirectory(place) ? "directory" : Files.exists(place) ? "file" : null;
  }

  @Override
  public @Nullable List<String> list(String path) {
    if (!Files.isDirectory(Path.of(path))) {
      return null;
    }
    try (Stream<Path> entries = Files.list(Path.of(path))) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException absent) {
      return null;
    }
  }

  @Override
  public @Nullable String realpath(String path) {
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException absent) {
      return null;
    }
  }

  @Override
  public Object createRequire(String path) {
    return Undefined.instance;
  }
}
