package dev.commonjs.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process that runs modules: does what it is told to on its input, one run after the other. */
public final class SandboxProcess {
  /** Memory for the stack is only taken when it is used. */
  private static final long STACK_BYTES = 256L << 20;

  /** The exit status when there was not enough memory: that of {@code ExitOnOutOfMemoryError}. */
  static final int OUT_OF_MEMORY = 3;

  private static final int TOO_LATE = 4;
  private static final long PATIENCE_MILLIS = 3_000;

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
          });

  private SandboxProcess() {}

  /** Returns the exit status when the input ends. */
  public static int serve(InputStream in, OutputStream out) {
    int[] status = {1};
    Thread thread =
        new Thread(
            null,
            () -> status[0] = serve(new Wire(in, out, Integer.MAX_VALUE)),
            "sandbox",
            STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return status[0];
  }

  private static int serve(Wire wire) {
    Scripts scripts = new Scripts();
    try {
      for (Wire.Start start = wire.receive(Wire.Start.class);
          start != null;
          start = wire.receive(Wire.Start.class)) {
        Budget budget = new Budget(start.instructions(), start.millis());
        ScheduledFuture<?> end = endAfter(start.millis() + PATIENCE_MILLIS);
        Observation seen =
            Bounds.cut(
                Sandbox.run(
                    start.file(), start.format(), new Asking(wire, start), scripts, budget));
        end.cancel(false);
        wire.send(Wire.Question.end(seen));
      }
      return 0;
    } catch (OutOfMemoryError e) {
      return OUT_OF_MEMORY; // where the program itself noticed, and not the virtual machine
    } catch (IOException | UncheckedIOException e) {
      return 1;
    }
  }

  /** The server does so too, unless it has died meanwhile. */
  private static ScheduledFuture<?> endAfter(long millis) {
    return WATCH.schedule(() -> Runtime.getRuntime().halt(TOO_LATE), millis, TimeUnit.MILLISECONDS);
  }

  /** The world as the server tells it. */
  private record Asking(Wire wire, Wire.Start start, Bounds.Questions questions) implements World {
    Asking(Wire wire, Wire.Start start) {
      this(wire, start, new Bounds.Questions());
    }

    private Wire.Answer ask(Wire.Ask ask, Path path, @Nullable String specifier) {
      if (!questions.admit(path, specifier == null ? "" : specifier)) {
        throw new Budget.Spent();
      }
      try {
        wire.send(Wire.Question.about(ask, path, specifier));
        Wire.Answer answer = wire.receive(Wire.Answer.class);
        if (answer == null) {
          throw new IOException("the server has gone");
        }
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Target resolve(Path from, String specifier) {
      return ask(Wire.Ask.RESOLVE, from, specifier).target();
    }

    @Override
    public Optional<String> read(Path file) {
      return Optional.ofNullable(ask(Wire.Ask.READ, file, null).text());
    }

    @Override
    public Kind kind(Path path) {
      return Objects.requireNonNullElse(ask(Wire.Ask.KIND, path, null).kind(), Kind.ABSENT);
    }

    @Override
    public List<String> list(Path directory) {
      return Objects.requireNonNullElse(ask(Wire.Ask.LIST, directory, null).names(), List.of());
    }

    @Override
    public Path realPath(Path path) {
      return Objects.requireNonNullElse(ask(Wire.Ask.REAL_PATH, path, null).file(), path);
    }

    @Override
    public Path folder() {
      return start.folder();
    }

    @Override
    public String nodeVersion() {
      return start.nodeVersion();
    }
  }
}
