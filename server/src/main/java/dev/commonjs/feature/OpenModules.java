package dev.commonjs.feature;

import dev.commonjs.graph.Linker;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which modules somebody who looks at a file may soon ask about, and reading can't tell. */
public final class OpenModules {
  private OpenModules() {}

  /** Has {@code file} and what it requires run, some time, where their shapes are open. */
  public static void observe(Snapshot snapshot, Path file, Cancel cancel) {
    if (!snapshot.settings().observe()) {
      return;
    }
    Linker linker = snapshot.linker();
    for (Path module : modules(snapshot, file)) {
      cancel.check();
      if (!linker.names(linker.exportsOf(module)).closed()) {
        snapshot.observation(module);
      }
    }
  }

  private static Set<Path> modules(Snapshot snapshot, Path file) {
    Set<Path> modules = new LinkedHashSet<>();
    List<RequireSite> sites =
        snapshot.summary(file).map(summary -> summary.requires()).orElse(List.of());
    for (RequireSite site : sites) {
      for (String specifier : site.specifiers()) {
        if (snapshot.resolve(file, specifier, site.kind()) instanceof Resolution.Found found) {
          modules.add(found.file());
        }
      }
    }
    modules.add(file);
    return modules;
  }
}
