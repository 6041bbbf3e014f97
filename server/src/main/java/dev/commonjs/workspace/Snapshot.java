package dev.commonjs.workspace;

import dev.commonjs.graph.Linker;
import dev.commonjs.graph.ModuleGraph;
import dev.commonjs.graph.Modules;
import dev.commonjs.module.ModuleSummary;
import dev.commonjs.module.RequireSite;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One version of everything, immutable: the whole read API for features and rules. Thread-safe. */
public final class Snapshot {
  Snapshot() {}

  public long version() {
    throw new UnsupportedOperationException();
  }

  public Settings settings() {
    throw new UnsupportedOperationException();
  }

  public List<Path> roots() {
    throw new UnsupportedOperationException();
  }

  /** Open documents over the disk. */
  public FileView view() {
    throw new UnsupportedOperationException();
  }

  /** Whether the editor owns the text of {@code file}. */
  public boolean isOpen(Path file) {
    throw new UnsupportedOperationException();
  }

  /** Empty when there is no such file or it can't be read. */
  public Optional<SourceText> text(Path file) {
    throw new UnsupportedOperationException();
  }

  /** Empty when there is no text, or the file is JSON or opaque. */
  public Optional<ParsedFile> parsed(Path file) {
    throw new UnsupportedOperationException();
  }

  public Optional<ModuleSummary> summary(Path file) {
    throw new UnsupportedOperationException();
  }

  public Modules.Kind kind(Path file) {
    throw new UnsupportedOperationException();
  }

  public Resolution resolve(Path from, String specifier, RequireSite.Kind kind) {
    throw new UnsupportedOperationException();
  }

  /** Of {@link #files}; other files are there as targets only. */
  public ModuleGraph graph() {
    throw new UnsupportedOperationException();
  }

  public Linker linker() {
    throw new UnsupportedOperationException();
  }

  /** The modules of the roots, sorted; those in {@code node_modules} only when the settings include them. */
  public List<Path> files() {
    throw new UnsupportedOperationException();
  }

  public boolean isNodeModules(Path file) {
    throw new UnsupportedOperationException();
  }
}
