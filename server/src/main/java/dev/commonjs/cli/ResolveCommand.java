package dev.commonjs.cli;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resolve}: which file a specifier names, and how Node gets there. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = "Explain, step by step, what require(SPECIFIER) in FROM loads.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it resolves", "1:it does not", "2:could not run"})
final class ResolveCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final DiskFiles disk = new DiskFiles();

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "The file that requires, or its folder.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "SPECIFIER", description = "What is given to require().")
  private String specifier = "";

  @Option(names = "--import", description = "As import does it, instead of require().")
  private boolean imports;

  ResolveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Paths paths = new Paths(disk, terminal.directory());
    Path given = paths.real(Paths.absolute(terminal.directory(), from));
    if (disk.kind(given) == FileView.Kind.ABSENT) {
      throw new CannotRun("there is no file or folder " + Visible.line(from) + ".");
    }
    Path folder = Project.folderOf(disk, given);
    Path root = Project.rootOf(disk, folder);
    Snapshot snapshot = Workspace.open(List.of(root), Project.settings(disk, root), disk).current();
    RequireSite.Kind kind = imports ? RequireSite.Kind.IMPORT : RequireSite.Kind.REQUIRE;
    Path requiring = given.equals(folder) ? folder.resolve("index.js") : given;
    return explain(
        snapshot.resolve(requiring, specifier, kind),
        snapshot.steps(requiring, specifier, kind),
        paths);
  }

  private int explain(Resolution resolution, List<String> steps, Paths paths) {
    PrintWriter out = terminal.out();
    int number = 0;
    for (String step : steps) {
      number++;
      out.println(number + ". " + Visible.line(step));
    }
    out.println(
        switch (resolution) {
          case Resolution.Found found -> "=> " + Visible.line(paths.shown(found.file()));
          case Resolution.Builtin builtin -> "=> Node's built-in " + builtin.name();
          case Resolution.NotFound missing ->
              "=> " + missing.code() + ": " + Visible.line(missing.message());
        });
    if (resolution instanceof Resolution.NotFound missing) {
      missing.suggestions().forEach(s -> out.println("   did you mean " + Visible.line(s) + "?"));
      return ExitStatus.REPORTED;
    }
    return ExitStatus.CLEAN;
  }
}
