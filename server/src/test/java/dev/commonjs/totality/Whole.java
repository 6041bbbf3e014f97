package dev.commonjs.totality;

import dev.commonjs.graph.Names;
import dev.commonjs.resolve.FileView;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Rules;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;

/**
 * All that is known of one file, after everything has been asked.
 *
 * @param names what {@code require()} of it has
 */
record Whole(Names names, List<Finding> findings) {
  static Whole of(FileView files, Path root, Path file) {
    return of(Workspace.open(List.of(root), Settings.DEFAULT, files).current(), file);
  }

  static Whole of(Snapshot snapshot, Path file) {
    snapshot.parsed(file);
    Names names = snapshot.linker().exportNames(file);
    List<Finding> findings = Rules.check(snapshot, file, Cancel.NONE);
    return new Whole(names, findings);
  }

  /** Whether {@code name} is listed, or may be there unlisted. */
  boolean mayHave(String name) {
    return !names.closed() || names.enumerable().contains(name);
  }
}
