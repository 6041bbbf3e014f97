package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Str;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Paths;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of Node's own modules: {@code path}, {@code util}, {@code events}, {@code module}. */
final class NodeModels {
  /**
   * Stand for the folder and the name of the file being read, which its facts may not depend on; no
   * source text contains them by accident.
   */
  static final String DIRNAME = "\uE0F0dirname\uE0F1";

  static final String FILENAME = "\uE0F0filename\uE0F1";

  private NodeModels() {}

  static void register(Map<String, Model> models) {
    for (String path : List.of("path", "path.posix")) {
      models.put("node:" + path + ".join", call -> join(call.args(), false));
      models.put("node:" + path + ".resolve", call -> join(call.args(), true));
      models.put("node:" + path + ".normalize", call -> join(call.args(), false));
      models.put("node:" + path + ".dirname", NodeModels::dirname);
      models.put("node:" + path + ".basename", NodeModels::basename);
      models.put("node:" + path + ".extname", NodeModels::extname);
    }
    models.put("node:util.inherits", NodeModels::inherits);
    models.put("node:inherits", NodeModels::inherits);
    models.put("node:util.deprecate", call -> wrapped(call, "deprecated function"));
    models.put("node:util.promisify", call -> wrapped(call, "promisified function"));
    models.put("node:util.callbackify", call -> wrapped(call, "promisified function"));
    models.put("node:module.createRequire", call -> new Builtin("require"));
    models.put("node:events", call -> emitter(call));
    models.put("node:events.EventEmitter", call -> emitter(call));
    models.put(
        "node:fs.readFileSync",
        call -> {
          Paths.mayThrow(call.situation());
          return new Unknown(Plain.CONTENT_OF_FILE);
        });
  }

  private static Value emitter(Call call) {
    for (Atom atom : call.receiver().atoms()) {
      if (atom instanceof Ref ref) {
        for (String name : List.of("_events", "_eventsCount", "_maxListeners")) {
          call.interpreter()
              .own
              .define(ref.cell(), name, new Unknown(Plain.EVENT_EMITTER_STATE), true, null);
        }
      }
    }
    return Values.UNDEFINED;
  }

  /**
   * The constructor's prototype inherits from the other's (util.inherits in Node's documentation).
   */
  private static Value inherits(Call call) {
    if (call.arg(0) instanceof Ref constructor) {
      call.interpreter().own.define(constructor.cell(), "super_", call.arg(1), false, null);
      Value prototype =
          call.interpreter().properties.get(constructor, "prototype", call.situation());
      if (prototype instanceof Ref ref) {
        Value parent =
            call.interpreter().properties.get(call.arg(1), "prototype", call.situation());
        call.interpreter().heap.setMeta(ref.cell(), ref.cell().meta.withPrototype(parent));
      }
    }
    return Values.UNDEFINED;
  }

  private static Value wrapped(Call call, String name) {
    for (Atom atom : call.arg(0).atoms()) {
      if (atom instanceof Ref ref && ref.cell().isCallable()) {
        ref.cell().seen.calledIn(Phase.MAYBE);
      }
    }
    Ref result = call.interpreter().heap.newNative(name, call.arg(0));
    if (call.arg(0) instanceof Ref original
        && original.cell().isCallable()
        && name.startsWith("deprecated")) {
      call.interpreter()
          .own
          .define(
              result.cell(),
              "prototype",
              call.interpreter().properties.get(original, "prototype", call.situation()),
              false,
              null);
    }
    return result;
  }

  // ---------------------------------------------------------------- path

  private static @Nullable String text(Value value) {
    return value instanceof Str str ? str.value() : null;
  }

  private static Value join(Args args, boolean absolute) {
    StringBuilder all = new StringBuilder();
    for (Value value : args.values()) {
      String part = text(value);
      if (part == null) {
        return Values.ANY_STRING;
      }
      boolean restarts =
          absolute && part.startsWith("/") || part.startsWith(DIRNAME) || part.startsWith(FILENAME);
      if (restarts) {
        all.setLength(0);
      }
      if (!part.isEmpty()) {
        all.append(all.length() > 0 ? "/" : "").append(part);
      }
    }
    boolean anchored = all.indexOf(DIRNAME) == 0 || all.indexOf(FILENAME) == 0 || !absolute;
    return args.more() == null && anchored
        ? Value.string(normalize(all.toString()))
        : Values.ANY_STRING;
  }

  /** As {@code path.posix.normalize}; {@code ..} never climbs over the marker of the folder. */
  static String normalize(String path) {
    boolean root = path.startsWith("/");
    boolean folder = path.endsWith("/") && path.length() > 1;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      boolean climbs =
          part.equals("..")
              && !parts.isEmpty()
              && !parts.getLast().equals("..")
              && !parts.getLast().equals(DIRNAME);
      if (climbs) {
        parts.removeLast();
      } else if (!(part.equals("..") && root && parts.isEmpty())) {
        parts.addLast(part);
      }
    }
    String joined = (root ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : folder ? joined + "/" : joined;
  }

  private static Value dirname(Call call) {
    String path = text(call.arg(0));
    if (path == null) {
      return Values.ANY_STRING;
    }
    if (path.equals(FILENAME)) {
      return new Str(DIRNAME);
    }
    if (path.equals(DIRNAME) || path.endsWith("..")) {
      return Value.string(path + "/..");
    }
    int slash = path.lastIndexOf('/');
    return Value.string(slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash));
  }

  private static Value basename(Call call) {
    String path = text(call.arg(0));
    if (path == null || path.indexOf('\uE0F0') >= 0) {
      return Values.ANY_STRING;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String suffix = call.args().has(1) ? text(call.arg(1)) : "";
    return suffix == null
        ? Values.ANY_STRING
        : Value.string(
            name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name);
  }

  private static Value extname(Call call) {
    String path = text(call.arg(0));
    if (path == null || path.indexOf('\uE0F0') >= 0) {
      return Values.ANY_STRING;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return Value.string(dot > 0 ? name.substring(dot) : "");
  }

  /** The specifier that a path made of {@code __dirname} amounts to; null when it can't be said. */
  static @Nullable String toSpecifier(String text) {
    if (text.startsWith(DIRNAME)) {
      String rest = text.substring(DIRNAME.length());
      if (rest.isEmpty()) {
        return ".";
      }
      if (!rest.startsWith("/")) {
        return null;
      }
      return rest.startsWith("/..") ? rest.substring(1) : "." + rest;
    }
    return text.indexOf('\uE0F0') >= 0 ? null : text;
  }
}
