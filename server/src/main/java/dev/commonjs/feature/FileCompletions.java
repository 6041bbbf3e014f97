package dev.commonjs.feature;

import dev.commonjs.feature.SpecifierCompletions.Item;
import dev.commonjs.feature.SpecifierCompletions.ItemKind;
import dev.commonjs.resolve.ModuleKinds;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files and folders that a specifier can lead to by their paths. */
final class FileCompletions {
  private static final int RANK = 0;

  /** The entry of a folder, which the folder's own name stands for. */
  private static final int INDEX_RANK = 1;

  private static final int START_RANK = 0;

  /** Entries of a folder that are looked at. */
  private static final int MOST_LOOKS = 4_000;

  private static final String JS = ".js";

  private final SpecifierQuestion question;

  FileCompletions(SpecifierQuestion question) {
    this.question = question;
  }

  /** How a relative path starts, in place of all that is typed. */
  List<Item> starts() {
    @Nullable Path folder = question.realFile().getParent();
    List<Item> items = new ArrayList<>();
    if (folder != null) {
      int replaced = question.typed().length();
      question.folder(".", folder, replaced, START_RANK).ifPresent(items::add);
      up(folder, replaced).ifPresent(items::add);
    }
    return items;
  }

  private Optional<Item> up(Path folder, int replaced) {
    return Optional.ofNullable(folder.getParent())
        .flatMap(above -> question.folder("..", above, replaced, START_RANK));
  }

  /** What is in the folder of a path that starts with a dot. */
  List<Item> relative() {
    List<Item> items = new ArrayList<>();
    Optional.ofNullable(question.realFile().getParent())
        .flatMap(start -> below(start, question.folderPart()))
        .ifPresent(
            folder -> {
              if (isClimbing()) {
                up(folder, question.segment().length()).ifPresent(items::add);
              }
              items.addAll(in(folder));
            });
    return items;
  }

  /** Whether a path of nothing but {@code ../} goes on with a dot. */
  private boolean isClimbing() {
    String segment = question.segment();
    String climbed = question.folderPart().replace("../", "");
    return climbed.isEmpty() && (segment.equals(".") || segment.equals(".."));
  }

  /** {@code path} seen from {@code folder}; empty when it can't be a path. */
  static Optional<Path> below(Path folder, String path) {
    try {
      return Optional.of(folder.resolve(path).normalize());
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  /** What is in {@code folder}, that what is typed up to the last slash leads to. */
  List<Item> in(Path folder) {
    boolean hidden = question.segment().startsWith(".");
    List<String> names =
        question.view().list(folder).stream()
            .filter(name -> hidden || !name.startsWith("."))
            .filter(name -> !name.equals("node_modules"))
            .sorted()
            .toList();
    boolean withExtension = !question.isRequire() || writesExtensions();
    Path self = question.realFile();
    List<Item> items = new ArrayList<>();
    for (String name : question.best(names, question.segment(), MOST_LOOKS)) {
      question.checkCancel();
      if (items.size() == SpecifierCompletions.MOST) {
        break;
      }
      entry(folder.resolve(name), name, self, withExtension).ifPresent(items::add);
    }
    return items;
  }

  private Optional<Item> entry(Path path, String name, Path self, boolean withExtension) {
    return switch (question.view().kind(path)) {
      case DIRECTORY -> question.folder(name, path, question.segment().length(), RANK);
      case FILE -> ModuleKinds.isLoadable(path) ? file(path, name, self, withExtension) : none();
      case ABSENT -> none();
    };
  }

  private static Optional<Item> none() {
    return Optional.empty();
  }

  /** The first of its spellings that leads to the very file. */
  private Optional<Item> file(Path path, String name, Path self, boolean withExtension) {
    Path real = question.view().realPath(path);
    if (real.equals(self)) {
      return none();
    }
    int replaced = question.segment().length();
    int rank = name.startsWith("index.") ? INDEX_RANK : RANK;
    return spellings(name, withExtension)
        .filter(spelling -> leadsTo(question.completed(spelling, replaced), real))
        .flatMap(spelling -> question.tried(spelling, replaced, ItemKind.FILE, rank).stream())
        .findFirst();
  }

  private static Stream<String> spellings(String name, boolean withExtension) {
    return withExtension || !name.endsWith(JS)
        ? Stream.of(name)
        : Stream.of(name.substring(0, name.length() - JS.length()), name);
  }

  private boolean leadsTo(String specifier, Path real) {
    return question.resolve(specifier) instanceof Resolution.Found found
        && found.file().equals(real);
  }

  /** Whether the file has relative requires of {@code .js} files, and all of them say so. */
  private boolean writesExtensions() {
    List<Boolean> styles =
        question.written().stream()
            .filter(site -> site.kind() == RequireSite.Kind.REQUIRE)
            .flatMap(site -> site.specifiers().stream())
            .flatMap(specifier -> writesExtension(specifier).stream())
            .toList();
    return !styles.isEmpty() && !styles.contains(false);
  }

  /** Empty where {@code specifier} is no relative path of a {@code .js} file. */
  private Optional<Boolean> writesExtension(String specifier) {
    boolean relative = specifier.startsWith("./") || specifier.startsWith("../");
    if (!relative
        || !(question.resolveWritten(specifier, RequireSite.Kind.REQUIRE)
            instanceof Resolution.Found found)) {
      return Optional.empty();
    }
    String name = String.valueOf(found.file().getFileName());
    String last = specifier.substring(specifier.lastIndexOf('/') + 1);
    return name.equals(last + JS)
        ? Optional.of(false)
        : name.equals(last) && last.endsWith(JS) ? Optional.of(true) : Optional.empty();
  }
}
