package dev.commonjs.rule;

import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be done about findings beside their own fixes: what is worth its work only where
 * somebody asks about that place. None of it is preferred.
 */
public final class Repairs {
  private Repairs() {}

  /**
   * By what is done: changes of other files, then comments that silence the finding.
   *
   * @param finding what {@link Rules#check} has said of {@code file}
   */
  public static List<Fix> of(Snapshot snapshot, Path file, Finding finding, Cancel cancel) {
    List<Fix> all = new ArrayList<>();
    ModuleView.of(snapshot, file, cancel)
        .ifPresent(
            module -> {
              MissingExport.of(module, finding).ifPresent(all::add);
              all.addAll(new Silencing(module).of(finding));
            });
    return List.copyOf(all);
  }
}
