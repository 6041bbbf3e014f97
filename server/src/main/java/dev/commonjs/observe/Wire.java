package dev.commonjs.observe;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.commonjs.resolve.FileView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server and the process that runs modules talk: one JSON value a line, in turns. The
 * server says {@link Start}; the process asks, each {@link Question} answered by a {@link Answer},
 * and ends with an observation.
 */
final class Wire {
  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .registerTypeHierarchyAdapter(
              Path.class,
              new TypeAdapter<Path>() {
                @Override
                public void write(JsonWriter out, Path path) throws IOException {
                  out.value(path.toString());
                }

                @Override
                public Path read(JsonReader in) throws IOException {
                  return Path.of(in.nextString());
                }
              }.nullSafe())
          .create();

  private final BufferedReader in;
  private final Writer out;

  Wire(InputStream in, OutputStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
  }

  /** What is to be run, and what the process needs to know from the beginning. */
  record Start(
      Path file,
      World.Format format,
      Path folder,
      String nodeVersion,
      long instructions,
      long millis) {}

  enum Ask {
    RESOLVE,
    READ,
    KIND,
    LIST,
    REAL_PATH
  }

  /** {@code observation} ends the talk; {@code ask} and {@code path} go on with it. */
  record Question(
      @Nullable Ask ask,
      @Nullable Path path,
      @Nullable String specifier,
      @Nullable Observation observation) {
    static Question about(Ask ask, Path path, @Nullable String specifier) {
      return new Question(ask, path, specifier, null);
    }
  }

  /** The part that answers the question is there. */
  record Answer(
      @Nullable String text,
      FileView.@Nullable Kind kind,
      @Nullable List<String> names,
      @Nullable Path file,
      World.@Nullable Format format,
      @Nullable String builtin,
      @Nullable String code) {
    static Answer text(@Nullable String text) {
      return new Answer(text, null, null, null, null, null, null);
    }

    static Answer kind(FileView.Kind kind) {
      return new Answer(null, kind, null, null, null, null, null);
    }

    static Answer names(List<String> names) {
      return new Answer(null, null, names, null, null, null, null);
    }

    static Answer file(Path file) {
      return new Answer(null, null, null, file, null, null, null);
    }

    static Answer target(World.Target target) {
      return switch (target) {
        case World.Target.Module(Path file, World.Format format) ->
            new Answer(null, null, null, file, format, null, null);
        case World.Target.Builtin(String name) ->
            new Answer(null, null, null, null, null, name, null);
        case World.Target.Missing(String code, String message) ->
            new Answer(message, null, null, null, null, null, code);
      };
    }

    World.Target target() {
      if (builtin != null) {
        return new World.Target.Builtin(builtin);
      }
      return file != null && format != null
          ? new World.Target.Module(file, format)
          : new World.Target.Missing(
              code == null ? "MODULE_NOT_FOUND" : code, text == null ? "not found" : text);
    }
  }

  void send(Object message) throws IOException {
    out.write(GSON.toJson(message));
    out.write('\n');
    out.flush();
  }

  /**
   * Waits for the other side.
   *
   * @return null when the other side has gone
   * @throws IOException also when it does not keep to the form
   */
  <T> @Nullable T receive(Class<T> type) throws IOException {
    String line = in.readLine();
    try {
      return line == null ? null : GSON.fromJson(line, type);
    } catch (JsonParseException e) {
      throw new IOException("not a message: " + e.getMessage(), e);
    }
  }
}
