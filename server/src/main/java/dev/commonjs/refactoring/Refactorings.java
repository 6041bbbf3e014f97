package dev.commonjs.refactoring;

import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a module can be written otherwise, by a place in it. */
public final class Refactorings {
  private Refactorings() {}

  /** Those that are about what stands at {@code offset}, and whether they can be done. */
  public static List<Refactoring> at(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    Optional<CodeOfFile> code = CodeOfFile.of(snapshot, file);
    if (code.isEmpty()) {
      return List.of();
    }
    cancel.check();
    return Stream.of(
            ExportStyles.at(code.get(), offset).stream(),
            RequireBindings.at(code.get(), offset).stream(),
            SymbolMoves.at(code.get(), offset, cancel).stream(),
            EsModules.at(code.get(), offset, cancel).stream())
        .flatMap(one -> one)
        .toList();
  }
}
