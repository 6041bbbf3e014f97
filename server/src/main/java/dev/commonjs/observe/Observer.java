package dev.commonjs.observe;

import dev.commonjs.observe.Observation.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs modules in a process of their own: what they do to its memory and time does nothing to ours.
 * One run at a time; the process is started when it is first needed, again when it has died, and
 * ended when nothing has been run for a while.
 */
public final class Observer implements AutoCloseable {
  /**
   * What one run may use up.
   *
   * @param heapMegabytes of its process
   * @param instructions of the interpreter
   * @param millis until it is stopped, also where it only waits for its turn: on a busy machine,
   *     behind everybody else, that is most of the time
   */
  record Limits(int heapMegabytes, long instructions, long millis) {
    static final Limits DEFAULT = new Limits(256, 200_000_000, 15_000);
  }

  /** What a run may take longer than it was told to, inside one built-in function. */
  private static final long GRACE_MILLIS = 1_000;

  private static final long IDLE_MILLIS = 30_000;

  private final Limits limits;
  private final List<String> command;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "commonjs-observer-watch");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Process process;
  private @Nullable Wire wire;
  private @Nullable ScheduledFuture<?> idle;
  private boolean closed;

  public Observer() {
    this(Limits.DEFAULT);
  }

  Observer(Limits limits) {
    this(limits, command(limits));
  }

  Observer(Limits limits, List<String> command) {
    this.limits = limits;
    this.command = List.copyOf(command);
  }

  /** This very program, on this very Java, with little memory. */
  private static List<String> command(Limits limits) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + limits.heapMegabytes() + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "-Xlog:disable",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.commonjs.Main",
        ARGUMENT);
  }

  /** Behind everybody else, where the system has a word for that. */
  private Process start() throws IOException {
    List<String> behind = Stream.concat(Stream.of("nice", "-n", "10"), command.stream()).toList();
    try {
      return start(behind);
    } catch (IOException e) {
      return start(command);
    }
  }

  private static Process start(List<String> words) throws IOException {
    return new ProcessBuilder(words)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
        .start();
  }

  /** Makes the program {@link SandboxProcess}. */
  public static final String ARGUMENT = "--sandbox";

  /**
   * Runs {@code file} and says what it exported. Waits; ends early when this is closed from another
   * thread.
   */
  public synchronized Observation observe(Path file, World.Format format, World world) {
    if (closed) {
      return Observation.failed(Outcome.DIED, "nothing is run any more");
    }
    cancelIdle();
    boolean[] late = {false};
    try {
      Process running = running();
      Wire talk = Objects.requireNonNull(wire);
      ScheduledFuture<?> alarm =
          watch.schedule(
              () -> {
                late[0] = true;
                running.destroyForcibly();
              },
              limits.millis() + GRACE_MILLIS,
              TimeUnit.MILLISECONDS);
      try {
        Observation seen = talk(talk, file, format, world);
        if (seen.outcome() == Outcome.OUT_OF_TIME) {
          end(); // the next run begins with an empty heap
        }
        return seen;
      } finally {
        alarm.cancel(false);
      }
    } catch (IOException e) {
      return died(late[0]);
    } finally {
      if (!closed) {
        idle = watch.schedule(this::end, IDLE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private Process running() throws IOException {
    Process known = process;
    if (known == null || !known.isAlive()) {
      known = start();
      process = known;
      wire = new Wire(known.getInputStream(), known.getOutputStream(), Bounds.LONGEST_LINE);
    }
    return known;
  }

  private Observation talk(Wire wire, Path file, World.Format format, World world)
      throws IOException {
    wire.send(
        new Wire.Start(
            file,
            format,
            world.folder(),
            world.nodeVersion(),
            limits.instructions(),
            limits.millis()));
    Bounds.Questions questions = new Bounds.Questions();
    while (true) {
      Wire.Question question = wire.receive(Wire.Question.class);
      if (question == null) {
        throw new IOException("the process has gone");
      }
      if (question.shown() != null) {
        return arrived(question.shown().observation(), world);
      }
      wire.send(answer(question, questions, world));
    }
  }

  /** The process may say anything: what it shows is bounded, and lies where it may look. */
  private static Observation arrived(Observation seen, World world) {
    Observation cut = Bounds.cut(seen);
    Map<Path, World.Kind> kinds = new HashMap<>();
    List<Observation.Name> names =
        cut.names().stream()
            .map(
                name -> {
                  Observation.Place place = name.place();
                  return place == null
                          || kinds.computeIfAbsent(place.file(), world::kind) == World.Kind.FILE
                      ? name
                      : new Observation.Name(name.name(), name.accessor(), name.callable(), null);
                })
            .toList();
    return new Observation(cut.outcome(), cut.kind(), names, cut.doubts());
  }

  private static Wire.Answer answer(Wire.Question question, Bounds.Questions questions, World world)
      throws IOException {
    String specifier = Objects.requireNonNullElse(question.specifier(), "");
    if (question.ask() == null
        || question.path() == null
        || !question.path().isAbsolute()
        || !questions.admit(question.path(), specifier)) {
      throw new IOException("not a question");
    }
    Path path = question.path().normalize();
    return switch (question.ask()) {
      case RESOLVE -> Wire.Answer.target(world.resolve(path, specifier));
      case READ -> Wire.Answer.text(world.read(path).orElse(null));
      case KIND -> Wire.Answer.kind(world.kind(path));
      case LIST -> Wire.Answer.names(world.list(path));
      case REAL_PATH -> Wire.Answer.file(world.realPath(path));
    };
  }

  private Observation died(boolean late) {
    int status = -1;
    Process dead = process;
    process = null;
    wire = null;
    if (dead != null) {
      try {
        // Its pipes close a moment before it has ended.
        if (!dead.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
          dead.destroyForcibly();
        }
        status = dead.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (late) {
      return Observation.failed(Outcome.OUT_OF_TIME, "it was stopped: it ran for too long");
    }
    return status == SandboxProcess.OUT_OF_MEMORY
        ? Observation.failed(Outcome.OUT_OF_MEMORY, "it was stopped: it took too much memory")
        : Observation.failed(Outcome.DIED, "the process that ran it ended");
  }

  private void cancelIdle() {
    if (idle != null) {
      idle.cancel(false);
      idle = null;
    }
  }

  private synchronized void end() {
    if (process != null) {
      process.destroy();
      process = null;
      wire = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
    watch.shutdownNow();
  }
}
