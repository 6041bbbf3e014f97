package dev.commonjs.cli;

import dev.commonjs.text.Visible;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The entry of this package. */
public final class Cli {
  private static final String NO_MEMORY =
      "commonjs-ls: could not finish: there is not enough memory.";

  private Cli() {}

  /** What {@code main} should exit with after {@code arguments} were done. */
  public static int run(List<String> arguments, String version, Terminal terminal) {
    GivenUp givenUp = new GivenUp();
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new CheckCommand(terminal, version, givenUp))
            .addSubcommand(new ShapeCommand(terminal, givenUp))
            .addSubcommand(new ResolveCommand(terminal))
            .addSubcommand(new GraphCommand(terminal, givenUp));
    line.getCommandSpec().version("commonjs-ls " + version);
    line.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.color() ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler((failure, given) -> explain(failure, terminal))
        .setExecutionExceptionHandler((failure, command, given) -> broke(failure, terminal))
        .setCaseInsensitiveEnumValuesAllowed(true);
    int status =
        givenUp
            .memory()
            .once(
                () -> line.execute(arguments.toArray(String[]::new)), () -> outOfMemory(terminal));
    terminal.out().flush();
    terminal.err().flush();
    return status;
  }

  private static int outOfMemory(Terminal terminal) {
    terminal.err().println(NO_MEMORY);
    return ExitStatus.FAILED;
  }

  private static int explain(ParameterException failure, Terminal terminal) {
    CommandLine command = failure.getCommandLine();
    terminal.complain(String.valueOf(failure.getMessage()));
    StringWriter suggestions = new StringWriter();
    CommandLine.UnmatchedArgumentException.printSuggestions(
        failure, new PrintWriter(suggestions, true));
    terminal.err().print(Visible.lines(suggestions.toString()));
    terminal.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.FAILED;
  }

  private static int broke(Exception failure, Terminal terminal) {
    if (failure instanceof CannotRun) {
      terminal.complain(String.valueOf(failure.getMessage()));
    } else if (failure.getCause() instanceof OutOfMemoryError) {
      terminal.err().println(NO_MEMORY);
    } else {
      StringWriter calls = new StringWriter();
      failure.printStackTrace(new PrintWriter(calls, true));
      terminal.complain("this is a bug of commonjs-ls; please report it:\n" + calls);
    }
    return ExitStatus.FAILED;
  }

  @Command(
      name = "commonjs-ls",
      mixinStandardHelpOptions = true,
      description = {
        "Language server and checker for CommonJS modules.",
        "Without a command, or with --stdio, it serves the Language Server Protocol."
      },
      synopsisSubcommandLabel = "[COMMAND]",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:nothing to report",
        "1:something was reported that counts",
        "2:could not run, or not read all"
      })
  private static final class Root implements Runnable {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    /**
     * Listed for the help: whoever starts this program looks for it first, and does not come here.
     */
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--stdio", description = "Serve the Language Server Protocol.")
    private boolean stdio;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "which command?");
    }
  }
}
