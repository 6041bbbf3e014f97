package dev.commonjs.module;

import dev.commonjs.module.Value.Builtin;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Unknown;
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

/**
 * The global scope of a Node process: what is there, what is surely not there, and what this file
 * adds.
 */
final class Globals {
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

  /**
   * {@code globalThis}: holds what this file writes on it; the rest is inherited from the table.
   */
  final Cell cell;

  Globals(Machine machine) {
    this.cell = machine.heap.allocate(Cell.Kind.OBJECT, null, null, null);
    machine.heap.setMeta(cell, cell.meta.withPrototype(new Builtin("globalThis")));
  }

  /** Whether a free name is surely defined, surely not (false), or not known (null). */
  @Nullable Boolean isDefined(String name) {
    if (TABLE.containsKey(name) || name.equals("global") || name.equals("globalThis")) {
      return true;
    }
    Slot own = cell.slots.get(name);
    if (own != null) {
      return own.always() ? true : null;
    }
    return VERSION_DEPENDENT.contains(name) || !cell.meta.open().isEmpty() ? null : false;
  }

  static boolean isBuiltin(String name) {
    return TABLE.containsKey(name)
        || name.equals("global")
        || name.equals("globalThis")
        || VERSION_DEPENDENT.contains(name);
  }

  /**
   * The value of a free name; of one that is not defined: unknown, since a host or another file may
   * define it.
   */
  Value read(String name) {
    Slot own = cell.slots.get(name);
    if (own != null && own.always()) {
      return own.value();
    }
    Value inherited = builtin(name);
    if (inherited == null) {
      inherited = new Unknown("`" + name + "` is not defined in this file");
    }
    return own == null ? inherited : Value.join(own.value(), inherited);
  }

  private @Nullable Value builtin(String name) {
    if (name.equals("global") || name.equals("globalThis")) {
      return new Ref(cell);
    }
    Known known = TABLE.get(name);
    if (known == null) {
      return null;
    }
    return switch (name) {
      case "undefined" -> Values.UNDEFINED;
      case "NaN" -> new Value.Num(Double.NaN);
      case "Infinity" -> new Value.Num(Double.POSITIVE_INFINITY);
      default -> new Builtin(name);
    };
  }

  /** {@code builtin[key]}. */
  Value member(Builtin builtin, String key) {
    String name = builtin.name();
    if (name.equals("globalThis")) {
      Value value = builtin(key);
      return value != null
          ? value
          : VERSION_DEPENDENT.contains(key)
              ? new Unknown("it depends on Node's version")
              : Values.UNDEFINED;
    }
    if (name.equals("process")) {
      return processMember(key);
    }
    if (name.startsWith("process.env")) {
      return new Unknown("the environment decides");
    }
    if (name.startsWith("process.versions") || name.startsWith("process.release")) {
      return Value.join(Values.ANY_STRING, Values.UNDEFINED);
    }
    if (name.endsWith(".prototype")) {
      Known owner = TABLE.get(name.substring(0, name.length() - ".prototype".length()));
      boolean there = owner != null && owner.prototype.contains(key);
      return there
          ? new Builtin(name + "." + key)
          : owner == null ? new Unknown("a member of `" + name + "`") : Values.UNDEFINED;
    }
    return staticMember(name, key);
  }

  private Value staticMember(String name, String key) {
    Known known = TABLE.get(name);
    if (known != null && known.type.equals("function") && key.equals("prototype")) {
      return new Builtin(name + ".prototype");
    }
    if (known != null && known.statics.contains(key)) {
      boolean constant = key.equals(key.toUpperCase(java.util.Locale.ROOT)) && !key.equals("UTC");
      return constant ? Values.ANY_NUMBER : new Builtin(name + "." + key);
    }
    if (isFunction(new Builtin(name)) && key.equals("name")) {
      return new Value.Str(name.substring(name.lastIndexOf('.') + 1));
    }
    if (isFunction(new Builtin(name))
        && (key.equals("call") || key.equals("apply") || key.equals("bind"))) {
      return new Builtin("Function.prototype." + key);
    }
    return new Unknown("`" + name + "." + key + "` is not known");
  }

  private static Value processMember(String key) {
    if (PROCESS_STRINGS.contains(key)) {
      return Values.ANY_STRING;
    }
    if (PROCESS_ABSENT.contains(key)) {
      return Values.UNDEFINED;
    }
    boolean known = Objects.requireNonNull(TABLE.get("process")).statics.contains(key);
    return known || key.equals("env") || key.equals("argv")
        ? new Builtin("process." + key)
        : new Unknown("`process." + key + "`");
  }

  /** The own names of a global that a loop over them sees; empty when it is not known. */
  static List<String> enumerable(String global) {
    Known known = TABLE.get(global);
    return known == null ? List.of() : known.enumerable;
  }

  /** Whether {@code typeof builtin} is {@code 'function'}, as far as it is known. */
  static boolean isFunction(Builtin builtin) {
    Known known = TABLE.get(builtin.name());
    if (known != null) {
      return known.type.equals("function");
    }
    return builtin.name().indexOf('.') > 0
        && !builtin.name().endsWith(".prototype")
        && !builtin.name().startsWith("process.");
  }

  static @Nullable String typeOf(Builtin builtin) {
    Known known = TABLE.get(builtin.name());
    if (known != null) {
      return known.type;
    }
    if (builtin.name().endsWith(".prototype") || builtin.name().equals("process.env")) {
      return "object";
    }
    return isFunction(builtin) ? "function" : null;
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
