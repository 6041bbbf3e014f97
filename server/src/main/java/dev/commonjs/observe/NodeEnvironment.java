package dev.commonjs.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SerializableCallable;
import org.mozilla.javascript.Undefined;

/**
 * Node's globals and built-in modules in one sandbox. The parts that compute something are written
 * in JavaScript (resources {@code globals.js} and {@code builtins/NAME.js}); everything else is
 * what {@link Skeleton} knows of it. Nothing here reaches the machine but through {@link Host}.
 */
final class NodeEnvironment {
  /** What the sandbox sees of the world; paths are absolute, as POSIX writes them. */
  interface Host {
    /** Like {@code 20.11.0}. */
    String nodeVersion();

    /** An absolute path. */
    String workingFolder();

    /** The path of the module that runs first. */
    String mainModule();

    /** Something was asked of an unknown value that may have decided which names are exported. */
    void taint(String label);

    /** {@code file}, {@code directory}, or null when there is neither. */
    @Nullable String kind(String path);

    /** The names in a folder; null when there is none. */
    @Nullable List<String> list(String path);

    /** The text of a file; null when there is none. */
    @Nullable String read(String path);

    /** The path without symbolic links; null when there is nothing. */
    @Nullable String realpath(String path);

    /** The function {@code require} of a module at {@code path}. */
    Object createRequire(String path);
  }

  /** Found only behind {@code node:}. */
  private static final Set<String> NEED_PREFIX = Set.of("sea", "sqlite", "test", "test/reporters");

  private static final Map<String, Optional<Script>> SCRIPTS = new ConcurrentHashMap<>();

  private final ScriptableObject global;
  private final Absorbing.Questions questions;
  private final Skeleton skeleton;
  private final Map<String, Object> modules = new HashMap<>();
  private final ScriptableObject bridge;

  private NodeEnvironment(Context cx, ScriptableObject global, Host host) {
    this.global = global;
    this.questions = new Absorbing.Questions(host);
    this.skeleton = new Skeleton(global, questions, this::load);
    this.bridge = bridge(cx, host);
  }

  /**
   * Gives {@code global}, fresh from {@code initSafeStandardObjects}, what Node's global scope has.
   * {@code cx} interprets, in the newest version of the language.
   */
  static NodeEnvironment create(Context cx, ScriptableObject global, Host host) {
    RegExps.install(cx, global);
    NodeEnvironment made = new NodeEnvironment(cx, global, host);
    Function globals = (Function) made.script(cx, "globals").orElseThrow();
    globals.call(cx, global, global, new Object[] {global, made.require(), made.bridge});
    return made;
  }

  /**
   * The built-in module that {@code require(specifier)} gives, with or without {@code node:}; null
   * when there is none.
   */
  @Nullable Object builtin(String specifier) {
    boolean prefixed = specifier.startsWith("node:");
    String name = prefixed ? specifier.substring("node:".length()) : specifier;
    boolean there = isBuiltin(name) && (prefixed || !NEED_PREFIX.contains(name));
    return there ? load(name) : null;
  }

  /** Modules whose names begin so are for the others only. */
  private static boolean isBuiltin(String name) {
    return Skeleton.names().contains(name) && !name.startsWith("internal/");
  }

  /** A value of which nothing is known but what it is called. */
  Object absorb(String label) {
    return Absorbing.of(global, questions, label);
  }

  /** After the last code has run: tells the host of what is still to be told. */
  void settle() {
    questions.settle();
  }

  private Object load(String name) {
    Object known = modules.get(name);
    if (known != null) {
      return known;
    }
    Context cx = Context.getCurrentContext();
    Object stubs = stubs(cx, name);
    modules.put(name, stubs);
    Optional<Object> body = script(cx, "builtins/" + name);
    if (body.isEmpty()) {
      return stubs;
    }
    Scriptable module = cx.newObject(global);
    ScriptableObject.putProperty(module, "exports", stubs);
    try {
      Object[] arguments = {stubs, require(), module, bridge};
      ((Function) body.get()).call(cx, global, global, arguments);
    } catch (RhinoException tampered) {
      // A sandbox whose own prototypes have been spoilt before: names are still right.
      questions.asked(name);
      return stubs;
    }
    Object made = ScriptableObject.getProperty(module, "exports");
    if (made instanceof ScriptableObject object && !made.equals(stubs)) {
      complete(object, (ScriptableObject) stubs);
      modules.put(name, made);
    }
    return made;
  }

  private Object stubs(Context cx, String name) {
    return Skeleton.names().contains(name)
        ? skeleton.module(cx, name, begun -> modules.put(name, begun))
        : cx.newObject(global);
  }

  /** Names that the body of a module with an exports object of its own leaves out. */
  private static void complete(ScriptableObject made, ScriptableObject stubs) {
    for (Object id : stubs.getAllIds()) {
      if (id instanceof String name && !made.has(name, made)) {
        made.defineProperty(name, stubs.get(name, stubs), stubs.getAttributes(name));
      }
    }
  }

  /** What a resource evaluates to, here; it is compiled once. */
  private Optional<Object> script(Context cx, String name) {
    return SCRIPTS
        .computeIfAbsent(name, key -> compile(cx, key))
        .map(s -> s.exec(cx, global, global));
  }

  private static Optional<Script> compile(Context cx, String name) {
    try (InputStream in = NodeEnvironment.class.getResourceAsStream(name + ".js")) {
      if (in == null) {
        return Optional.empty();
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(cx.compileString(text, "node:" + name, 1, null));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is part of this program", e);
    }
  }

  private ScriptableObject bridge(Context cx, Host host) {
    ScriptableObject made = (ScriptableObject) cx.newObject(global);
    made.put("global", made, global);
    made.put("nodeVersion", made, host.nodeVersion());
    made.put("workingFolder", made, host.workingFolder());
    made.put("mainModule", made, host.mainModule());
    made.put(
        "builtins",
        made,
        cx.newArray(
            global,
            Skeleton.names().stream().filter(NodeEnvironment::isBuiltin).sorted().toArray()));
    ScriptableObject globals = (ScriptableObject) cx.newObject(global);
    globals.put("enumerable", globals, names(cx, true));
    globals.put("hidden", globals, names(cx, false));
    made.put("globals", made, globals);
    function(made, "kind", (c, s, t, args) -> host.kind(text(args)));
    function(made, "read", (c, s, t, args) -> host.read(text(args)));
    function(made, "realpath", (c, s, t, args) -> host.realpath(text(args)));
    function(made, "createRequire", (c, s, t, args) -> host.createRequire(text(args)));
    function(made, "absorb", (c, s, t, args) -> absorb(text(args)));
    function(made, "isAbsorbing", (c, s, t, args) -> args[0] instanceof Absorbing);
    function(made, "isStub", (c, s, t, args) -> args[0] instanceof Stub);
    function(made, "builtin", (c, s, t, args) -> builtin(text(args)));
    function(
        made,
        "list",
        (c, s, t, args) -> {
          List<String> names = host.list(text(args));
          return names == null ? null : c.newArray(global, names.toArray());
        });
    function(
        made,
        "listed",
        (c, s, t, args) -> {
          if (args[0] instanceof Absorbing absorbing) {
            absorbing.listed();
          }
          return Undefined.instance;
        });
    function(
        made,
        "taint",
        (c, s, t, args) -> {
          questions.asked(text(args));
          return Undefined.instance;
        });
    return made;
  }

  private Scriptable names(Context cx, boolean enumerable) {
    return cx.newArray(global, Skeleton.names("internal/globals", enumerable).toArray());
  }

  private Native require() {
    return new Native(global, "require", 1) {
      private static final long serialVersionUID = 1L;

      @Override
      public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
        return load(text(args));
      }
    };
  }

  private void function(ScriptableObject owner, String name, SerializableCallable body) {
    owner.put(
        name,
        owner,
        new Native(global, name, 1) {
          private static final long serialVersionUID = 1L;

          @Override
          public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
            return body.call(cx, scope, thisObj, args);
          }
        });
  }

  private static String text(Object[] args) {
    return args.length == 0 ? "" : ScriptRuntime.toString(args[0]);
  }
}
