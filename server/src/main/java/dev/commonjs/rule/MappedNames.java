package dev.commonjs.rule;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.Told;
import dev.commonjs.shape.Fact;
import dev.commonjs.workspace.LoaderState.Mapped;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names of packages that mean something else to a bundler or a test runner of the project. */
final class MappedNames {
  private MappedNames() {}

  static boolean mayBe(ModuleView module, String specifier) {
    return module.snapshot().loaderState(module.file()).mapped().stream()
        .anyMatch(mapped -> mayBe(module.snapshot().view(), mapped, specifier));
  }

  private static boolean mayBe(FileView view, Mapped mapped, String specifier) {
    @Nullable Path folder = mapped.file().getParent();
    Fact.NamesMapped names = mapped.names();
    return names.names().stream().anyMatch(name -> isMapped(name, names.patterns(), specifier))
        || folder != null
            && (names.folders().stream()
                    .map(Told::path)
                    .filter(in -> in.indexOf('\0') < 0)
                    .anyMatch(in -> isThere(view, folder.resolve(in), specifier))
                || !names.complete() && isOwn(view, folder, specifier));
  }

  private static boolean isMapped(String name, boolean pattern, String specifier) {
    if (pattern) {
      Told.Expression told = Told.Expression.of(name);
      return told.isUnsureOf(specifier) || told.in(specifier).isPresent();
    }
    String plain = name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
    String start = plain.endsWith("/*") ? plain.substring(0, plain.length() - 2) : plain;
    return specifier.equals(start)
        || specifier.startsWith(start.endsWith("/") ? start : start + "/");
  }

  /** Whether {@code folder} has what {@code specifier} begins with, under any extension. */
  private static boolean isThere(FileView view, Path folder, String specifier) {
    String first = specifier.split("/", 2)[0];
    return view.list(folder.normalize()).stream()
        .anyMatch(name -> name.equals(first) || name.startsWith(first + "."));
  }

  /**
   * Whether a name that is not written down may be one of the project's own: nobody could install a
   * package of that name, or a file or folder near {@code folder} is called so.
   */
  private static boolean isOwn(FileView view, Path folder, String specifier) {
    String name = PackageNames.of(specifier);
    return !PackageNames.isInstallable(name)
        || Stream.concat(Stream.of(folder), Stream.ofNullable(folder.getParent()))
            .flatMap(at -> Stream.concat(Stream.of(at), folders(view, at).stream()))
            .anyMatch(at -> isThere(view, at, specifier.replaceFirst("^@[^/]*/", "")));
  }

  private static List<Path> folders(FileView view, Path folder) {
    return view.list(folder).stream()
        .filter(name -> !name.startsWith(".") && !name.equals("node_modules"))
        .map(folder::resolve)
        .filter(path -> view.kind(path) == FileView.Kind.DIRECTORY)
        .toList();
  }
}
