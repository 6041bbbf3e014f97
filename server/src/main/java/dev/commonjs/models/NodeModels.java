package dev.commonjs.models;

import static dev.commonjs.heap.OwnPath.DIRNAME;
import static dev.commonjs.heap.OwnPath.FILENAME;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Ref;
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
    models.put("node:module.createRequire", NodeModels::createRequire);
    models.put("node:module.createRequireFromPath", NodeModels::createRequire);
    models.put("node:events", call -> emitter(call));
    models.put("node:events.EventEmitter", call -> emitter(call));
    models.put("node:fs.readdirSync", NodeModels::listing);
    models.put("process.emit", NodeModels::emit);
    models.put(
        "node:fs.readFileSync",
        call -> {
          Paths.mayThrow(call.situation());
          return new Unknown(Plain.CONTENT_OF_FILE);
        });
  }

  /** For this file itself; any other base looks elsewhere, and what it finds is not known. */
  private static Value createRequire(Call call) {
    Value base = call.arg(0);
    boolean own =
        base.equals(OwnPath.FILENAME)
            || base.equals(OwnPath.URL)
            || base instanceof Unknown unknown && unknown.reason() == Plain.IMPORT_META;
    return own ? new Builtin("require") : new Unknown(Plain.LOADER);
  }

  /** Names that are not known, or objects that have them when options ask for these. */
  private static Value listing(Call call) {
    Paths.mayThrow(call.situation());
    boolean names = call.arg(1).all(Constants::isPrimitive);
    return call.interpreter()
        .heap
        .newArrayOf(call.at(), names ? Values.ANY_STRING : new Unknown(Plain.CONTENT_OF_FILE));
  }

  /** Whoever listens gets hold of what is emitted. */
  private static Value emit(Call call) {
    for (int i = 0; i < call.args().values().size(); i++) {
      call.interpreter().escapes.escape(call.arg(i), Plain.GIVEN_TO_UNKNOWN_CODE, call.situation());
    }
    Paths.mayThrow(call.situation());
    return Values.ANY_BOOLEAN;
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
    return value instanceof Atom atom ? OwnPath.marked(atom) : null;
  }

  private static Value join(Args args, boolean absolute) {
    StringBuilder all = new StringBuilder();
    boolean marked = false;
    for (Value value : args.values()) {
      String part = text(value);
      boolean own = value instanceof Value.PathText;
      if (part == null || own && !absolute && !all.isEmpty()) {
        return Values.ANY_STRING;
      }
      if (absolute && (own || part.startsWith("/"))) {
        all.setLength(0);
        marked = false;
      }
      marked |= own;
      if (!part.isEmpty()) {
        all.append(all.isEmpty() ? "" : "/").append(part);
      }
    }
    return args.more() != null || absolute && !marked
        ? Values.ANY_STRING
        : normalize(all.toString(), marked);
  }

  /** As {@code path.posix.normalize}. */
  private static Value normalize(String path, boolean marked) {
    boolean root = path.startsWith("/");
    boolean folder = path.endsWith("/") && path.length() > 1;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      String last = parts.peekLast();
      if (!part.equals("..") || last != null && (last.equals("..") || isOwn(last, DIRNAME))) {
        parts.addLast(part);
      } else if (last != null) {
        parts.removeLast();
        if (isOwn(last, FILENAME)) {
          parts.addLast(DIRNAME.text());
        }
      } else if (!root) {
        parts.addLast(part);
      }
    }
    if (marked && !isOwn(parts.peekFirst(), DIRNAME) && !isOwn(parts.peekFirst(), FILENAME)) {
      return Values.ANY_STRING;
    }
    String joined = (root ? "/" : "") + String.join("/", parts);
    return OwnPath.string(joined.isEmpty() ? "." : folder ? joined + "/" : joined, marked);
  }

  private static boolean isOwn(@Nullable String part, Value.PathText path) {
    return path.text().equals(part);
  }

  private static Value dirname(Call call) {
    String path = text(call.arg(0));
    if (path == null) {
      return Values.ANY_STRING;
    }
    if (call.arg(0) instanceof Value.PathText) {
      return normalize(path + "/..", true);
    }
    String plain = withoutEnd(path);
    int slash = plain.lastIndexOf('/');
    boolean root = slash == 0 || slash == 1 && plain.startsWith("/");
    return Value.string(slash < 0 ? "." : plain.substring(0, root ? slash + 1 : slash));
  }

  private static Value basename(Call call) {
    String name = lastPart(call);
    String suffix = call.args().has(1) ? text(call.arg(1)) : "";
    if (name == null || suffix == null) {
      return Values.ANY_STRING;
    }
    if (suffix.equals(text(call.arg(0)))) {
      return Value.string("");
    }
    boolean ends = name.endsWith(suffix) && !name.equals(suffix);
    return Value.string(ends ? name.substring(0, name.length() - suffix.length()) : name);
  }

  private static Value extname(Call call) {
    String name = lastPart(call);
    if (name == null) {
      return Values.ANY_STRING;
    }
    int dot = name.lastIndexOf('.');
    return Value.string(dot > 0 && !name.equals("..") ? name.substring(dot) : "");
  }

  /** What stands behind the last slash of argument 0; null when that is not known. */
  private static @Nullable String lastPart(Call call) {
    return call.arg(0) instanceof Value.Str path
        ? withoutEnd(path.value()).substring(withoutEnd(path.value()).lastIndexOf('/') + 1)
        : null;
  }

  private static String withoutEnd(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
