package dev.commonjs.feature;

import dev.commonjs.shape.RequireSite;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What can be written inside the string of {@code require('…')}, {@code require.resolve('…')},
 * {@code import … from '…'} and {@code import('…')}.
 *
 * <p>Whatever is offered resolves, but for folders and for packages that are declared and not
 * installed. It can stand in a string as it is: names that would need an escape there, or that
 * don't show what they are, are not offered. What the tools of a project make of names ({@code
 * paths}, aliases) isn't either, nor are absolute paths and URLs.
 */
public final class SpecifierCompletions {
  /** Items of one answer. */
  public static final int MOST = 1_000;

  private SpecifierCompletions() {}

  public enum ItemKind {
    /** A file in a folder, or in a package that hides none. */
    FILE,
    /** Something that more has to follow: {@code insert} ends with a slash. */
    FOLDER,
    PACKAGE,
    /** What {@code exports} of a package let out. */
    SUBPATH,
    BUILTIN,
    /** What {@code imports} of the nearest {@code package.json} define. */
    IMPORT_NAME
  }

  /**
   * One line of the list.
   *
   * @param label what a person sees, and what goes on from what is typed
   * @param insert the text to put in place of what is replaced
   * @param replaced how many UTF-16 units at the end of what was typed {@code insert} replaces: all
   *     behind the last slash; for packages and built-in modules everything
   * @param detail what the specifier leads to: a file ({@code src/user.js}, {@code
   *     express@4.19.2/index.js}), a folder with a slash at its end, a built-in module ({@code
   *     node:fs}), {@link #NOT_INSTALLED}; for a step in {@code exports} or {@code imports} the
   *     name of that field
   * @param rank the lower comes first, before the label
   */
  public record Item(
      String label, String insert, int replaced, ItemKind kind, String detail, int rank) {}

  /** The detail of a package that the nearest {@code package.json} declares and that is nowhere. */
  public static final String NOT_INSTALLED = "not installed";

  /**
   * By rank, then by label. Where there is too much (more than {@link #MOST}, or very many packages
   * that nobody declares) those are there that go on from what is typed, as far as they go: ask
   * again when more is typed. Empty where nothing can be said.
   *
   * @param typed what stands between the opening quote and the caret, as in the source
   */
  public static List<Item> of(
      Snapshot snapshot, Path file, String typed, RequireSite.Kind kind, Cancel cancel) {
    if (!SpecifierQuestion.isPlain(typed)) {
      return List.of();
    }
    List<Item> items = items(new SpecifierQuestion(snapshot, file, typed, kind, cancel));
    return items.stream()
        .distinct()
        .limit(MOST)
        .sorted(Comparator.comparingInt(Item::rank).thenComparing(Item::label))
        .toList();
  }

  private static List<Item> items(SpecifierQuestion question) {
    String typed = question.typed();
    FileCompletions files = new FileCompletions(question);
    PackageCompletions packages = new PackageCompletions(question);
    if (typed.startsWith("./") || typed.startsWith("../")) {
      return files.relative();
    }
    if (typed.equals(".") || typed.equals("..")) {
      return files.starts();
    }
    if (typed.startsWith("#")) {
      return packages.imports();
    }
    if (typed.startsWith(".") || typed.startsWith("/")) {
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    if (typed.isEmpty()) {
      items.addAll(files.starts());
      items.addAll(packages.imports());
    }
    items.addAll(new BuiltinCompletions(question).items());
    items.addAll(packages.bare(files));
    return items;
  }
}
