package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import dev.commonjs.workspace.Host;
import dev.commonjs.workspace.LoaderState;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a module may be found that Node by itself does not find. */
final class PatchedLoader {
  private PatchedLoader() {}

  /** Asked only when something is about to be called missing. */
  static boolean mayFind(ModuleView module, Specifiers.Failure failure) {
    return switch (failure.why().reason()) {
      case Reason.PACKAGE_NOT_INSTALLED ->
          module.snapshot().isPluggedUnread(module.file())
              || module.snapshot().loaderState(module.file()).mayFind(failure.specifier())
              || MappedNames.mayBe(module, failure.specifier());
      case Reason.FILE, Reason.DIRECTORY_WITHOUT_ENTRY ->
          withExtension(module, failure.specifier()) || mayBeElsewhere(module, failure);
      case Reason.SUBPATH_MISSING, Reason.SUBPATH_NOT_EXPORTED -> mayBeElsewhere(module, failure);
      default -> false;
    };
  }

  /**
   * Whether the package is perhaps not the one that Node finds by itself. One that asks for itself
   * by a path that it lacks is run by what it begins with, though nothing is seen to load the file.
   */
  private static boolean mayBeElsewhere(ModuleView module, Specifiers.Failure failure) {
    String specifier = failure.specifier();
    Snapshot snapshot = module.snapshot();
    boolean named = !specifier.startsWith(".") && !specifier.startsWith("/");
    return named
        && (snapshot.loaderState(module.file()).mayFind(specifier)
            || Hosts.isOwnName(module, failure)
                && Host.starts(snapshot, module.file()).stream()
                    .anyMatch(start -> snapshot.loaderState(start).mayFind(specifier)));
  }

  /**
   * {@code ./view} for {@code view.coffee}, where somebody has told Node how to load such files.
   */
  private static boolean withExtension(ModuleView module, String specifier) {
    Optional<Path> base = base(module.file(), specifier);
    if (base.isEmpty()) {
      return false;
    }
    return hasExtension(module, base.get()) || hasExtension(module, base.get().resolve("index"));
  }

  private static boolean hasExtension(ModuleView module, Path path) {
    @Nullable Path folder = path.getParent();
    return folder != null
        && module.snapshot().view().list(folder).stream()
            .filter(name -> isNamed(name, path))
            .map(name -> name.substring(String.valueOf(path.getFileName()).length()))
            .anyMatch(extension -> isLoaded(module, extension));
  }

  private static boolean isNamed(String name, Path path) {
    String wanted = String.valueOf(path.getFileName());
    return name.length() > wanted.length() + 1
        && name.startsWith(wanted)
        && name.charAt(wanted.length()) == '.';
  }

  private static boolean isLoaded(ModuleView module, String extension) {
    LoaderState state = module.snapshot().loaderState(module.file());
    return state.anyExtension() || state.extensions().contains(extension);
  }

  private static Optional<Path> base(Path file, String specifier) {
    @Nullable Path folder = file.getParent();
    boolean plain = specifier.startsWith(".") && specifier.indexOf('\0') < 0;
    return folder == null || !plain
        ? Optional.empty()
        : Optional.of(folder.resolve(specifier).normalize());
  }
}
