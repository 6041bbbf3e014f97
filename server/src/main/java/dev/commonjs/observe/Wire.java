package dev.commonjs.observe;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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
                  try {
                    return Path.of(in.nextString());
                  } catch (InvalidPathException e) {
                    throw new JsonParseException(e);
                  }
                }
              }.nullSafe())
          .create();

  private final Reader in;
  private final Writer out;
  private final int longestLine;
  private final char[] read = new char[1 << 13];
  private int next;
  private int end;

  /**
   * @param longestLine of what arrives, in UTF-16 units
   */
  Wire(InputStream in, OutputStream out, int longestLine) {
    this.in = new InputStreamReader(in, StandardCharsets.UTF_8);
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.longestLine = longestLine;
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

  /** {@code shown} ends the talk; {@code ask} and {@code path} go on with it. */
  record Question(
      @Nullable Ask ask, @Nullable Path path, @Nullable String specifier, @Nullable Shown shown) {
    static Question about(Ask ask, Path path, @Nullable String specifier) {
      return new Question(ask, path, specifier, null);
    }

    static Question end(Observation seen) {
      return new Question(null, null, null, Shown.of(seen));
    }
  }

  /** An observation as it is told: any part of it may be missing. */
  record Shown(
      Observation.@Nullable Outcome outcome,
      Observation.@Nullable Kind kind,
      @Nullable List<@Nullable ShownName> names,
      @Nullable List<@Nullable String> doubts) {
    static Shown of(Observation seen) {
      List<@Nullable ShownName> names = new ArrayList<>();
      for (Observation.Name name : seen.names()) {
        names.add(ShownName.of(name));
      }
      return new Shown(seen.outcome(), seen.kind(), names, new ArrayList<>(seen.doubts()));
    }

    /**
     * @throws IOException if it is none
     */
    Observation observation() throws IOException {
      if (outcome == null || kind == null || names == null || doubts == null) {
        throw new IOException("not an observation");
      }
      List<Observation.Name> all = new ArrayList<>();
      for (ShownName name : names) {
        all.add(present(name).told());
      }
      List<String> texts = new ArrayList<>();
      for (String doubt : doubts) {
        texts.add(present(doubt));
      }
      return new Observation(outcome, kind, all, texts);
    }
  }

  /**
   * @param file where {@code offset} is; null when the place is not known
   */
  record ShownName(
      @Nullable String name, boolean accessor, boolean callable, @Nullable Path file, int offset) {
    static ShownName of(Observation.Name name) {
      Observation.Place place = name.place();
      return new ShownName(
          name.name(),
          name.accessor(),
          name.callable(),
          place == null ? null : place.file(),
          place == null ? 0 : place.offset());
    }

    Observation.Name told() throws IOException {
      if (file == null) {
        return new Observation.Name(present(name), accessor, callable, null);
      }
      if (offset < 0 || !file.isAbsolute() || !file.equals(file.normalize())) {
        throw new IOException("not a place");
      }
      return new Observation.Name(
          present(name), accessor, callable, new Observation.Place(file, offset));
    }
  }

  private static <T> T present(@Nullable T part) throws IOException {
    if (part == null) {
      throw new IOException("a part is missing");
    }
    return part;
  }

  /** The part that answers the question is there. */
  record Answer(
      @Nullable String text,
      World.@Nullable Kind kind,
      @Nullable List<String> names,
      @Nullable Path file,
      World.@Nullable Format format,
      @Nullable String builtin,
      @Nullable String code) {
    static Answer text(@Nullable String text) {
      return new Answer(text, null, null, null, null, null, null);
    }

    static Answer kind(World.Kind kind) {
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
    String line = line();
    try {
      return line == null ? null : GSON.fromJson(line, type);
    } catch (JsonParseException e) {
      throw new IOException("not a message", e);
    }
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (next == end) {
        next = 0;
        end = in.read(read);
        if (end < 0) {
          end = 0;
          if (line.isEmpty()) {
            return null;
          }
          throw new EOFException("half a message");
        }
      }
      int start = next;
      while (next < end && read[next] != '\n') {
        next++;
      }
      if (line.length() + (next - start) > longestLine) {
        throw new IOException("a message that is too long");
      }
      line.append(read, start, next - start);
      if (next < end) {
        next++;
        return line.toString();
      }
    }
  }
}
