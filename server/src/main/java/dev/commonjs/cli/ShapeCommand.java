package dev.commonjs.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.commonjs.observe.Observer;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shape}: what {@code require()} of files returns. */
@Command(
    name = "shape",
    mixinStandardHelpOptions = true,
    description = "Show what require() of a file returns.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:every file was read", "2:could not run, or some file could not be read"})
final class ShapeCommand implements Callable<Integer> {
  private static final String TOO_MUCH = "it takes more memory to read than there is";

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Terminal terminal;
  private final DiskFiles disk = new DiskFiles();
  private final GivenUp givenUp;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files, in the order of the output.")
  private List<String> files = List.of();

  @Option(names = "--json", description = "Print one JSON object a line for each file.")
  private boolean json;

  @Option(
      names = "--observe",
      description =
          "Where reading a module leaves its exports open, run it in a sandbox and show what it"
              + " exports then.")
  private boolean observe;

  @Option(
      names = "--files-from",
      paramLabel = "LIST",
      description = "Read further files from LIST: one path a line, relative to --root.")
  private @Nullable String list;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description =
          "The workspace; printed paths are relative to it. The current folder if absent.")
  private String root = ".";

  @Mixin private CacheOption cache = new CacheOption();

  ShapeCommand(Terminal terminal, GivenUp givenUp) {
    this.givenUp = givenUp;
    this.terminal = terminal;
  }

  /** {@code failure}: what went wrong, for people; null when nothing did. */
  private record Shaped(ShapeRow row, @Nullable String failure) {}

  @Override
  public Integer call() {
    Path folder = Paths.absolute(terminal.directory(), root);
    if (disk.kind(folder) != DiskFiles.Kind.DIRECTORY) {
      throw new CannotRun("there is no folder " + Visible.line(root) + ".");
    }
    List<Path> all = files(folder);
    if (all.isEmpty()) {
      throw new CannotRun("no file was named. Name files, or give a list with --files-from.");
    }
    Paths paths = new Paths(disk, folder);
    Workspace workspace =
        Workspace.open(
            List.of(paths.base()),
            Project.settings(disk, paths.base()),
            disk,
            givenUp.memory(),
            cache.store(terminal));
    Snapshot snapshot = workspace.current();
    Progress progress = new Progress(terminal, "reading", all.size());
    List<String> failures = new ArrayList<>();
    try (Observer observer = new Observer()) {
      Shapes.UnaryObserver runs =
          file ->
              observe
                  ? workspace.observations().observe(snapshot, file, observer)
                  : Optional.empty();
      InOrder.each(
          all,
          file -> shape(snapshot, folder, file, paths, runs),
          shaped -> {
            progress.step();
            if (shaped.failure() != null) {
              failures.add(shaped.failure());
            }
            print(shaped.row());
          },
          terminal.out()::checkError);
    }
    failures.addAll(givenUp.lines(paths));
    progress.clear();
    failures.forEach(terminal::complain);
    return failures.isEmpty() ? ExitStatus.CLEAN : ExitStatus.FAILED;
  }

  private List<Path> files(Path folder) {
    List<Path> all = new ArrayList<>();
    files.forEach(file -> all.add(Paths.absolute(terminal.directory(), file)));
    if (list != null) {
      try {
        byte[] bytes = Files.readAllBytes(Paths.absolute(terminal.directory(), list));
        SourceText.decode(bytes)
            .text()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .forEach(line -> all.add(Paths.absolute(folder, line)));
      } catch (IOException e) {
        throw new CannotRun("can't read the list " + Visible.line(list) + ": " + e.getMessage());
      }
    }
    return all;
  }

  /** One file must not stop the others: this is an edge, and catches what should never happen. */
  private Shaped shape(
      Snapshot snapshot, Path folder, Path given, Paths paths, Shapes.UnaryObserver runs) {
    String shown =
        given.startsWith(folder) ? slashes(folder.relativize(given)) : paths.shown(given);
    try {
      return givenUp
          .memory()
          .patiently(
              () -> shaped(snapshot, given, shown, paths, runs),
              () -> new Shaped(ShapeRow.unknown(shown, TOO_MUCH), GivenUp.shortage(shown)));
    } catch (RuntimeException | StackOverflowError e) {
      return new Shaped(
          ShapeRow.unknown(shown, "an error of commonjs-ls"),
          Bugs.describe(Visible.line(shown), e));
    }
  }

  private Shaped shaped(
      Snapshot snapshot, Path given, String shown, Paths paths, Shapes.UnaryObserver runs) {
    Path file = paths.real(given);
    if (snapshot.text(file).isEmpty()) {
      if (givenUp.contains(file)) {
        return new Shaped(ShapeRow.unknown(shown, TOO_MUCH), null);
      }
      String reason = disk.whyUnreadable(file).orElse("it is gone");
      String failure = "can't read " + Visible.line(shown) + ": " + reason;
      return new Shaped(ShapeRow.unknown(shown, reason), failure);
    }
    return new Shaped(Shapes.row(snapshot, file, shown, paths, runs), null);
  }

  private void print(ShapeRow row) {
    PrintWriter out = terminal.out();
    if (json) {
      out.println(JsonText.of(GSON, row));
      return;
    }
    out.println(Visible.line(row.file()) + ": " + row.kind());
    ShapeRow.Observed seen = row.observed();
    List<String> observed = seen == null ? List.of() : seen.names();
    row.exports()
        .forEach(
            name ->
                out.println(
                    "  ." + Visible.line(name) + (observed.contains(name) ? "  (observed)" : "")));
    if (seen != null) {
      seen.doubts().forEach(doubt -> out.println("  (when run: " + Visible.line(doubt) + ")"));
    }
    row.openReasons().forEach(reason -> out.println("  (open: " + Visible.line(reason) + ")"));
    row.requires()
        .forEach(
            (specifier, target) ->
                out.println("  requires " + Visible.line(specifier + " -> " + target)));
    out.println();
  }

  private static String slashes(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
