package dev.commonjs.workspace;

import dev.commonjs.shape.Fact;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a program may find modules otherwise than Node does by itself.
 *
 * @param findsMore names of packages may lead somewhere else
 * @param mapped what bundlers and test runners are told about names, with the file that tells it
 * @param absentPatchers specifiers of what can't be read and gets the loader: it may have all names
 *     but its own lead somewhere else
 * @param anyExtension files with any extension may be found without it
 * @param extensions files with these, with their dot, may be
 */
public record LoaderState(
    boolean findsMore,
    Set<String> absentPatchers,
    boolean anyExtension,
    Set<String> extensions,
    Set<Mapped> mapped) {
  static final LoaderState PLAIN = new LoaderState(false, Set.of(), false, Set.of(), Set.of());
  static final LoaderState FINDS_MORE = new LoaderState(true, Set.of(), false, Set.of(), Set.of());
  static final LoaderState ANY_EXTENSION =
      new LoaderState(false, Set.of(), true, Set.of(), Set.of());

  /** What {@code file} tells. */
  public record Mapped(Path file, Fact.NamesMapped names) {}

  public LoaderState {
    absentPatchers = Set.copyOf(absentPatchers);
    extensions = Set.copyOf(extensions);
    mapped = Set.copyOf(mapped);
  }

  static LoaderState mapped(Path file, Fact.NamesMapped names) {
    return new LoaderState(false, Set.of(), false, Set.of(), Set.of(new Mapped(file, names)));
  }

  static LoaderState patchedBy(String specifier) {
    return new LoaderState(false, Set.of(specifier), false, Set.of(), Set.of());
  }

  static LoaderState withExtension(String extension) {
    return new LoaderState(false, Set.of(), false, Set.of(extension), Set.of());
  }

  /** Whether the package that {@code specifier} names may be somewhere else. */
  public boolean mayFind(String specifier) {
    return findsMore || absentPatchers.stream().anyMatch(patcher -> !patcher.equals(specifier));
  }

  LoaderState and(LoaderState other) {
    return other.equals(PLAIN)
        ? this
        : new LoaderState(
            findsMore || other.findsMore,
            both(absentPatchers, other.absentPatchers),
            anyExtension || other.anyExtension,
            both(extensions, other.extensions),
            both(mapped, other.mapped));
  }

  private static <E> Set<E> both(Set<E> a, Set<E> b) {
    Set<E> all = new LinkedHashSet<>();
    Stream.of(a, b).forEach(all::addAll);
    return all;
  }
}
