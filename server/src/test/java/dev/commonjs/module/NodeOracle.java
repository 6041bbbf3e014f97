package dev.commonjs.module;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Node process that loads programs as CommonJS modules; the protocol is in {@code oracle.cjs}.
 */
final class NodeOracle implements AutoCloseable {
  private static final Gson GSON = new Gson();

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

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  /**
   * @param folder where the script may be put
   */
  NodeOracle(Path folder) throws IOException {
    Path script = folder.resolve("oracle" + System.identityHashCode(this) + ".cjs");
    try (var source = NodeOracle.class.getResourceAsStream("oracle.cjs")) {
      Files.copy(Objects.requireNonNull(source), script);
    }
    process =
        new ProcessBuilder("node", "--no-warnings", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  static boolean isThere() {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Answer load(String program) {
    return GSON.fromJson(ask(Map.of("text", program)), Answer.class);
  }

  /**
   * @param name the name under which the mark counts; null for any
   */
  Reached probe(String program, @Nullable String name) {
    Map<String, Object> question = new HashMap<>(Map.of("text", program, "probe", true));
    if (name != null) {
      question.put("name", name);
    }
    return GSON.fromJson(ask(question), Reached.class);
  }

  private String ask(Map<String, Object> question) {
    try {
      in.write(GSON.toJson(question));
      in.write('\n');
      in.flush();
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("Node ended on " + question);
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("Node ended on " + question, e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
