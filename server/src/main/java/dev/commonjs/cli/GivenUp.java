package dev.commonjs.cli;

import dev.commonjs.text.Visible;
import dev.commonjs.workspace.MemoryGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The files that took too much memory to read while a command ran. Thread-safe. */
final class GivenUp {
  private final MemoryGuard memory = new MemoryGuard();
  private final Set<Path> files = new ConcurrentSkipListSet<>();

  GivenUp() {
    memory.onGivenUp(files::add);
  }

  /** Has to guard all that the command does. */
  MemoryGuard memory() {
    return memory;
  }

  boolean contains(Path file) {
    return files.contains(file);
  }

  /** A line for each, sorted. */
  List<String> lines(Paths shown) {
    return files.stream()
        .map(file -> "can't read " + Visible.line(shown.shown(file)) + ": " + tooMuch())
        .toList();
  }

  /** What is said of work on {@code file} that there was no memory for. */
  static String shortage(String file) {
    return "can't finish " + Visible.line(file) + ": " + tooMuch();
  }

  private static String tooMuch() {
    return "it takes more memory than " + (Runtime.getRuntime().maxMemory() >> 20) + " MB";
  }
}
