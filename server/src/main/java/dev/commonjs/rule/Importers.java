package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.shape.Use;
import java.nio.file.Path;
import java.util.function.Predicate;

/** What the files that require the checked one rely on. */
final class Importers {
  private Importers() {}

  /** Whether some file of the workspace reads the export {@code name} of this module. */
  static boolean read(ModuleView module, String name) {
    return anyReads(module, name, use -> true);
  }

  /** Whether some file reads it while it loads itself, or copies it into a variable then. */
  static boolean readAtLoad(ModuleView module, String name) {
    return anyReads(module, name, use -> use.phase() == Phase.LOAD);
  }

  private static boolean anyReads(ModuleView module, String name, Predicate<Use> which) {
    for (Path importer : module.snapshot().importers(module.file())) {
      module.cancel().check();
      boolean reads =
          module.snapshot().summary(importer).stream()
              .flatMap(summary -> summary.uses().stream())
              .filter(use -> reads(use, name) && which.test(use))
              .anyMatch(use -> isOf(module, importer, use.value().specifier()));
      if (reads) {
        return true;
      }
    }
    return false;
  }

  private static boolean reads(Use use, String name) {
    return !use.guarded()
        && use.certain()
        && use.access() != Use.Access.WRITE
        && use.access() != Use.Access.DELETE
        && use.value().path().size() == 1
        && use.value().path().get(0) instanceof Prop prop
        && prop.name().equals(name);
  }

  private static boolean isOf(ModuleView module, Path importer, String specifier) {
    return module.snapshot().resolve(importer, specifier) instanceof Resolution.Found found
        && found.file().equals(module.file());
  }
}
