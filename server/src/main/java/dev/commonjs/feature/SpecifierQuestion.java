package dev.commonjs.feature;

import dev.commonjs.feature.SpecifierCompletions.Item;
import dev.commonjs.feature.SpecifierCompletions.ItemKind;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.PackagesInReach;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What {@link SpecifierCompletions} is asked, and how a candidate becomes an item. */
final class SpecifierQuestion {
  /** Of a specifier, in UTF-16 units: nobody wants a longer one. */
  private static final int LONGEST = 300;

  private final Snapshot snapshot;
  private final Path file;
  private final String typed;
  private final Mode mode;
  private final Cancel cancel;
  private final FileView view;
  private final NodeResolver resolver;

  /**
   * @param typed {@link #isPlain}
   */
  SpecifierQuestion(
      Snapshot snapshot, Path file, String typed, RequireSite.Kind kind, Cancel cancel) {
    this.snapshot = snapshot;
    this.file = file;
    this.typed = typed;
    this.mode = Snapshot.mode(kind);
    this.cancel = cancel;
    this.view = snapshot.view();
    this.resolver = snapshot.resolver();
  }

  /**
   * Whether {@code text} stands for itself in a string, whatever its quotes, and shows what it is.
   */
  static boolean isPlain(String text) {
    return text.length() <= LONGEST
        && !text.contains("${")
        && text.codePoints().noneMatch(c -> "'\"`\\\t".indexOf(c) >= 0 || Visible.isHarmful(c));
  }

  String typed() {
    return typed;
  }

  /** What is typed up to its last slash and with it; else empty. */
  String folderPart() {
    return typed.substring(0, typed.lastIndexOf('/') + 1);
  }

  /** What is typed behind that. */
  String segment() {
    return typed.substring(typed.lastIndexOf('/') + 1);
  }

  boolean isRequire() {
    return mode == Mode.REQUIRE;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  FileView view() {
    return view;
  }

  /** The path under which Node runs the file. */
  Path realFile() {
    Path folder = file.getParent();
    Path name = file.getFileName();
    return view.kind(file) == FileView.Kind.FILE || folder == null || name == null
        ? view.realPath(file)
        : view.realPath(folder).resolve(name);
  }

  PackagesInReach inReach() {
    return resolver.inReach(file, mode);
  }

  /** The requires that the file has. */
  List<RequireSite> written() {
    return snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of());
  }

  Resolution resolveWritten(String specifier, RequireSite.Kind kind) {
    return snapshot.resolve(file, specifier, kind);
  }

  /**
   * Those that go on from {@code start} come first, else in the order given.
   *
   * @param most how many at most
   */
  List<String> best(Collection<String> names, String start, int most) {
    List<String> first = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String name : names) {
      boolean goesOn = name.regionMatches(true, 0, start, 0, start.length());
      (goesOn ? first : others).add(name);
    }
    first.addAll(others);
    return first.subList(0, Math.min(most, first.size()));
  }

  Resolution resolve(String specifier) {
    cancel.check();
    return resolver.resolve(file, specifier, mode);
  }

  /**
   * What {@code insert} makes of what is typed, as an item; empty where it is not {@link #isPlain}
   * or leads nowhere.
   */
  Optional<Item> tried(String insert, int replaced, ItemKind kind, int rank) {
    String specifier = completed(insert, replaced);
    return isPlain(specifier)
        ? detail(resolve(specifier)).map(detail -> item(insert, replaced, kind, detail, rank))
        : Optional.empty();
  }

  String completed(String insert, int replaced) {
    return typed.substring(0, typed.length() - replaced) + insert;
  }

  static Item item(String insert, int replaced, ItemKind kind, String detail, int rank) {
    return new Item(insert, insert, replaced, kind, detail, rank);
  }

  private Optional<String> detail(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found -> Optional.of(name(found.file()));
      case Resolution.Builtin builtin -> Optional.of("node:" + builtin.name());
      case Resolution.NotFound missing -> Optional.empty();
    };
  }

  /** How people see a file. */
  String name(Path path) {
    return Visible.line(Visible.cut(ModuleNames.of(snapshot, path), LONGEST));
  }

  /** Of a folder: {@code lib} or {@code lib/}, where more has to follow. */
  Optional<Item> folder(String name, Path path, int replaced, int rank) {
    String insert = name + "/";
    String detail = name(path);
    String shown = detail.isEmpty() || detail.endsWith("/") ? detail : detail + "/";
    return isPlain(completed(insert, replaced))
        ? Optional.of(item(insert, replaced, ItemKind.FOLDER, shown, rank))
        : Optional.empty();
  }

  void checkCancel() {
    cancel.check();
  }
}
