package dev.commonjs.summarize;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * A Node process that loads programs as CommonJS modules; the protocol is in {@code oracle.cjs}.
 */
final class NodeOracle implements AutoCloseable {
  private static final Gson GSON = new Gson();
  private static final long PATIENCE_MILLIS = 20_000;

  /**
   * A primitive ({@code p} its type, {@code s} its text), one of {@link Answer#objects}, or Node's
   * own.
   */
  record Given(@Nullable String p, @Nullable String s, @Nullable Integer o, @Nullable String b) {}

  /** {@code value} is null for an accessor. */
  record Key(String name, boolean enumerable, @Nullable Given value) {}

  record Thing(String kind, Given proto, List<Key> keys) {}

  /** What callers get; {@code threw}: nothing, because of that. */
  record Answer(@Nullable String threw, @Nullable Given value, @Nullable List<Thing> objects) {}

  /**
   * Whether a marked value can be reached when the file has loaded, after timers, and by calling.
   */
  record Reached(@Nullable String threw, boolean atLoad, boolean later, boolean called) {}

  /**
   * @param name the name under which the mark counts; null for any
   */
  record Probe(String text, @Nullable String name) {}

  /**
   * @param works whether the member is there, or what is called is a function; null when the
   *     program didn't come to it
   */
  record Works(@Nullable String threw, @Nullable Boolean works) {}

  private final Path script;
  private final Timer watch = new Timer(true);
  private Process process;
  private BufferedWriter in;
  private BufferedReader out;

  /**
   * @param folder where the script may be put
   */
  NodeOracle(Path folder) throws IOException {
    script = Files.createTempFile(folder, "oracle", ".cjs");
    try (var source = NodeOracle.class.getResourceAsStream("oracle.cjs")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    }
    process = start();
    in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private Process start() throws IOException {
    return new ProcessBuilder("node", "--no-warnings", script.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  Answer load(String program) {
    return GSON.fromJson(ask(Map.of("text", program)), Answer.class);
  }

  /** What {@code use} exports, which gets {@code library} by {@code require('./lib')}. */
  Answer load(String library, String use) {
    return GSON.fromJson(ask(Map.of("text", library, "use", use)), Answer.class);
  }

  /** An answer for each. */
  List<Reached> probe(List<Probe> probes) {
    return probes.isEmpty()
        ? List.of()
        : answers(Map.of("probes", probes), probes.size(), Reached[].class);
  }

  /** An answer for each of {@code uses}, which get {@code library} by {@code require('./lib')}. */
  List<Works> ask(String library, List<String> uses) {
    return uses.isEmpty()
        ? List.of()
        : answers(Map.of("text", library, "asked", uses), uses.size(), Works[].class);
  }

  /** None where Node was ended. */
  private <T> List<T> answers(Map<String, Object> question, int count, Class<T[]> type) {
    String said = ask(question);
    List<T> answers = said.startsWith("[") ? List.of(GSON.fromJson(said, type)) : List.of();
    if (!answers.isEmpty() && answers.size() != count) {
      throw new IllegalStateException(count + " questions, " + answers.size() + " answers");
    }
    return answers;
  }

  /** A program that does not end ends the process: then it counts as one that throws. */
  private String ask(Map<String, Object> question) {
    Process asked = process;
    TimerTask kill =
        new TimerTask() {
          @Override
          public void run() {
            asked.destroyForcibly();
          }
        };
    watch.schedule(kill, PATIENCE_MILLIS);
    try {
      in.write(GSON.toJson(question));
      in.write('\n');
      in.flush();
      String line = out.readLine();
      if (line == null) {
        process = start();
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        return "{\"threw\": \"it does not end\"}";
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("Node ended on " + question, e);
    } finally {
      kill.cancel();
    }
  }

  @Override
  public void close() {
    watch.cancel();
    process.destroy();
  }
}
