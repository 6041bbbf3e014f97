package dev.commonjs.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.commonjs.feature.GraphJson;
import dev.commonjs.feature.GraphPage;
import dev.commonjs.feature.GraphText;
import dev.commonjs.feature.ModuleGraphView;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graph}: who requires whom, to be drawn or read by programs. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "Show which modules require which.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:the graph is whole", "2:could not run, or some file could not be read"})
final class GraphCommand implements Callable<Integer> {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Terminal terminal;
  private final DiskFiles disk = new DiskFiles();
  private final GivenUp givenUp;

  /** What can be made of a graph. */
  enum Form {
    DOT,
    MERMAID,
    JSON,
    HTML
  }

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The workspace; the current folder when there is none.")
  private String directory = ".";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "One of ${COMPLETION-CANDIDATES}; dot when it is not given. html is one page that needs"
              + " nothing else.")
  private Form format = Form.DOT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to FILE, which is replaced, instead of the standard output.")
  private @Nullable String output;

  @Option(
      names = "--focus",
      paramLabel = "FILE",
      description = "Only what requires FILE and what it requires.")
  private @Nullable String focus;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "With --focus: in at most N steps; 1 when it is not given.")
  private int depth = 1;

  @Option(names = "--builtins", description = "With Node's built-in modules; html always has them.")
  private boolean builtins;

  @Option(
      names = "--include-node-modules",
      description = "With the files in node_modules, instead of one node for each package.")
  private boolean includeNodeModules;

  @Mixin private CacheOption cache = new CacheOption();

  GraphCommand(Terminal terminal, GivenUp givenUp) {
    this.terminal = terminal;
    this.givenUp = givenUp;
  }

  @Override
  public Integer call() {
    if (depth < 0) {
      throw new CannotRun("--depth is a number of steps, 0 or more.");
    }
    Path folder = Paths.absolute(terminal.directory(), directory);
    if (disk.kind(folder) != DiskFiles.Kind.DIRECTORY) {
      throw new CannotRun("there is no folder " + Visible.line(directory) + ".");
    }
    Paths paths = new Paths(disk, folder);
    Snapshot snapshot =
        Workspace.open(
                List.of(paths.base()),
                settings(paths.base()),
                disk,
                givenUp.memory(),
                cache.store(terminal))
            .current();
    ModuleGraphView view = ModuleGraphView.of(snapshot, builtins || format == Form.HTML);
    Path centre = null;
    if (focus != null) {
      centre = paths.real(Paths.absolute(terminal.directory(), focus));
      if (!view.contains(centre)) {
        throw new CannotRun(Visible.line(focus) + " is no module of this workspace.");
      }
      view = view.around(centre, depth);
    }
    write(text(view, centre));
    List<String> failures = givenUp.lines(paths);
    failures.forEach(terminal::complain);
    return failures.isEmpty() ? ExitStatus.CLEAN : ExitStatus.FAILED;
  }

  private Settings settings(Path folder) {
    Settings own = Project.settings(disk, folder);
    return new Settings(
        own.nodeVersion(),
        own.rules(),
        own.includeNodeModules() || includeNodeModules,
        own.observe(),
        own.exclude(),
        own.conditions());
  }

  private String text(ModuleGraphView view, @Nullable Path centre) {
    return switch (format) {
      case DOT -> GraphText.dot(view);
      case MERMAID -> GraphText.mermaid(view);
      case JSON -> JsonText.of(GSON, GraphJson.of(view)) + "\n";
      case HTML -> GraphPage.of(view, GraphCommand::address, centre);
    };
  }

  /** The scheme that VS Code is registered for: {@code vscode://file/} and an absolute path. */
  private static String address(Path file) {
    return "vscode://file" + file.toUri().getRawPath();
  }

  private void write(String text) {
    if (output == null) {
      terminal.out().print(text);
      return;
    }
    try {
      Files.writeString(Paths.absolute(terminal.directory(), output), text);
    } catch (IOException e) {
      throw new CannotRun("can't write " + Visible.line(output) + ": " + e.getMessage());
    }
  }
}
