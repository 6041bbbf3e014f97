package dev.commonjs.builtins;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the global scope of a Node process has, as far as every version in use agrees. */
public final class Globals {
  private record Known(
      String type, Set<String> statics, List<String> enumerable, Set<String> prototype) {}

  private static final Map<String, Known> TABLE = read();

  /** There in some Node versions that are in use and not in others. */
  private static final Set<String> VERSION_DEPENDENT =
      Set.of(
          "navigator",
          "Navigator",
          "WebSocket",
          "CloseEvent",
          "EventSource",
          "Storage",
          "localStorage",
          "sessionStorage",
          "Iterator",
          "Float16Array",
          "gc",
          "AsyncDisposableStack",
          "DisposableStack",
          "SuppressedError",
          "URLPattern",
          "ErrorEvent");

  /** Members of {@code process} that are plain strings. */
  private static final Set<String> PROCESS_STRINGS =
      Set.of("platform", "version", "arch", "title", "execPath", "argv0");

  /** Members of {@code process} that other hosts have: Electron, NW.js, bundlers. */
  private static final Set<String> PROCESS_ABSENT =
      Set.of("browser", "type", "pkg", "resourcesPath", "__nwjs");

  private Globals() {}

  /** Whether every version of Node in use has the global {@code name}. */
  public static boolean isAlwaysThere(String name) {
    return TABLE.containsKey(name) || name.equals("global") || name.equals("globalThis");
  }

  /** Whether some versions of Node that are in use have the global {@code name}, others not. */
  public static boolean dependsOnVersion(String name) {
    return VERSION_DEPENDENT.contains(name);
  }

  static boolean isBuiltin(String name) {
    return isAlwaysThere(name) || dependsOnVersion(name);
  }

  /** Whether {@code process.name} is a plain string. */
  public static boolean isProcessString(String name) {
    return PROCESS_STRINGS.contains(name);
  }

  /** Whether {@code process.name} is there on other hosts than Node only. */
  public static boolean isOfOtherHosts(String name) {
    return PROCESS_ABSENT.contains(name);
  }

  /** Whether {@code global.name} is there; false also where {@code global} is not known. */
  public static boolean hasStatic(String global, String name) {
    Known known = TABLE.get(global);
    return known != null && known.statics.contains(name);
  }

  /** Whether {@code global} is a global of the table. */
  public static boolean isKnown(String global) {
    return TABLE.containsKey(global);
  }

  /** Whether {@code global.prototype.name} is there; false also where it is not known. */
  public static boolean hasOnPrototype(String global, String name) {
    Known known = TABLE.get(global);
    return known != null && known.prototype.contains(name);
  }

  /** The own names of a global that a loop over them sees; empty when it is not known. */
  public static List<String> enumerable(String global) {
    Known known = TABLE.get(global);
    return known == null ? List.of() : known.enumerable;
  }

  /**
   * Whether {@code typeof} the built-in of that path is {@code 'function'}, as far as it is known.
   */
  public static boolean isFunction(String path) {
    Known known = TABLE.get(path);
    if (known != null) {
      return known.type.equals("function");
    }
    return path.indexOf('.') > 0 && !path.endsWith(".prototype") && !path.startsWith("process.");
  }

  /** {@code typeof} the built-in of that path; null where it is not known. */
  public static @Nullable String typeOf(String path) {
    Known known = TABLE.get(path);
    if (known != null) {
      return known.type;
    }
    if (path.endsWith(".prototype") || path.equals("process.env")) {
      return "object";
    }
    return isFunction(path) ? "function" : null;
  }

  private static Map<String, Known> read() {
    Map<String, Known> table = new HashMap<>();
    try (InputStream in = Objects.requireNonNull(Globals.class.getResourceAsStream("globals.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ");
        List<String> enumerable =
            names(fields[2]).stream()
                .filter(name -> name.endsWith("+"))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
        Set<String> statics = Set.copyOf(names(fields[2].replace("+", "")));
        table.put(
            fields[0], new Known(fields[1], statics, enumerable, Set.copyOf(names(fields[3]))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("globals.txt is part of this program", e);
    }
    return Map.copyOf(table);
  }

  private static List<String> names(String field) {
    return field.equals("-") ? List.of() : List.of(field.split(","));
  }
}
