package dev.commonjs.lsp;

import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Kept;
import dev.commonjs.rule.Rules;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last text of an open document that was checked and had no syntax errors: while somebody types
 * {@code lib.}, what is said of other lines stays. Thread-safe.
 */
final class LastReadable {
  private volatile @Nullable SourceText text;

  /** What is said of {@code file}, which is the document. */
  List<Finding> check(Snapshot snapshot, Path file, Cancel cancel) {
    if (Kept.isReadable(snapshot, file)) {
      text = snapshot.text(file).orElse(text);
      return Rules.check(snapshot, file, cancel);
    }
    SourceText before = text;
    return before == null
        ? Rules.check(snapshot, file, cancel)
        : Kept.check(snapshot, file, before, cancel);
  }
}
