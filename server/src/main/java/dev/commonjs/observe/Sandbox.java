package dev.commonjs.observe;

import dev.commonjs.observe.Observation.Kind;
import dev.commonjs.observe.Observation.Name;
import dev.commonjs.observe.Observation.Outcome;
import dev.commonjs.observe.Observation.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.JSFunction;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.TopLevel;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.WrapFactory;
import org.mozilla.javascript.lc.type.TypeInfo;
import org.mozilla.javascript.typedarrays.NativeArrayBufferView;

/**
 * Runs one module, with all that it requires, in a fresh global scope of Rhino, and looks at what
 * it exports. The code reaches nothing but what {@link World} shows; it can use up this process's
 * time and memory, which is why it has one of its own ({@link SandboxProcess}).
 */
final class Sandbox {
  private static final int DEEPEST_CALLS = 4_000;

  /** Rhino 1.9 gives the arguments of a {@code construct} trap as an array of Java. */
  private static final WrapFactory LISTS =
      new WrapFactory() {
        @Override
        public Object wrap(Context cx, Scriptable scope, Object value, TypeInfo type) {
          return value instanceof Object[] values
              ? cx.newArray(scope, values)
              : super.wrap(cx, scope, value, type);
        }
      };

  private final World world;
  private final Scripts scripts;
  private final Budget budget;

  private Sandbox(World world, Scripts scripts, Budget budget) {
    this.world = world;
    this.scripts = scripts;
    this.budget = budget;
  }

  /** What {@code require(file)} gives. Throws nothing but {@link OutOfMemoryError}. */
  static Observation run(
      Path file, World.Format format, World world, Scripts scripts, Budget budget) {
    return new Sandbox(world, scripts, budget).run(file, format);
  }

  private Observation run(Path file, World.Format format) {
    Context cx = budget.enterContext();
    try {
      cx.setInterpretedMode(true);
      cx.setLanguageVersion(Context.VERSION_ECMASCRIPT);
      cx.setClassShutter(name -> false);
      cx.setWrapFactory(LISTS);
      cx.setMaximumInterpreterStackDepth(DEEPEST_CALLS);
      Run run = new Run(cx);
      try {
        run.load(file, format);
        return run.observation(Outcome.LOADED, List.of());
      } catch (RhinoException e) {
        return run.observation(
            Outcome.THREW, List.of("it threw " + firstLine(e.details()) + run.place(e)));
      } catch (Budget.Spent | StackOverflowError e) {
        return run.observation(Outcome.OUT_OF_TIME, List.of("it was stopped: " + reason(e)));
      }
    } catch (RhinoException | Budget.Spent | StackOverflowError e) {
      return Observation.failed(Outcome.DIED, "the sandbox could not be set up: " + reason(e));
    } finally {
      Context.exit();
    }
  }

  private static String reason(Throwable e) {
    return e instanceof Budget.Spent ? "it ran for too long" : "its calls are too deep";
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "something" : text.lines().findFirst().orElse("something");
  }

  /** One global scope. */
  private final class Run {
    private final Context cx;
    private final ScriptableObject global;
    private final Host host;
    private final NodeEnvironment node;
    private final Scriptable loader;
    private final Scriptable helpers;

    /** A look at what is exported has used up what there was for looks. */
    private boolean spent;

    Run(Context cx) {
      this.cx = cx;
      this.global = (ScriptableObject) cx.initSafeStandardObjects(new TopLevel());
      this.host = new Host(cx, global, world, scripts);
      this.node = NodeEnvironment.create(cx, global, host);
      this.helpers = (Scriptable) call(scripts.resource(cx, global, "lowering.js"), host.object());
      Function builtin = host.function("builtin", args -> node.builtin(Context.toString(args[0])));
      Function absorb = host.function("absorb", args -> node.absorb(Context.toString(args[0])));
      Object make = scripts.resource(cx, global, "loader.js");
      this.loader = (Scriptable) call(make, host.object(), builtin, absorb, helpers);
      host.setRequires((Function) ScriptableObject.getProperty(loader, "createRequire"));
    }

    private Object call(Object function, Object... arguments) {
      return ((Function) function).call(cx, global, global, arguments);
    }

    private Object loader(String method, Object... arguments) {
      Function function = (Function) ScriptableObject.getProperty(loader, method);
      return function.call(cx, global, loader, arguments);
    }

    void load(Path file, World.Format format) {
      loader("load", file.toString(), Host.formatName(format));
    }

    Observation observation(Outcome outcome, List<String> doubts) {
      budget.grantLook();
      node.settle();
      Object value = loader("exported");
      Kind kind = kind(value);
      List<String> listed = List.of();
      List<String> all = new ArrayList<>(doubts);
      try {
        listed = value instanceof ScriptableObject object ? names(object) : List.of();
      } catch (RhinoException | Budget.Spent | StackOverflowError e) {
        all.add("its names could not be listed");
      }
      all.addAll(host.doubts()); // what getters do from here on changes no name
      List<Name> names = listed.stream().map(name -> name((ScriptableObject) value, name)).toList();
      return new Observation(outcome, kind, names, all);
    }

    /** Where a module threw {@code error}; nothing where none did. */
    String place(RhinoException error) {
      String file = error.sourceName();
      return file == null || Host.path(file) == null || error.lineNumber() < 1
          ? ""
          : " (" + host.nameOf(file) + ":" + error.lineNumber() + ")";
    }

    private static List<String> names(ScriptableObject object) {
      List<String> names = new ArrayList<>();
      for (Object id : object.getIds()) {
        boolean element = id instanceof Integer && isIndexed(object);
        boolean known = id.toString().indexOf(Absorbing.UNKNOWN_TEXT) < 0;
        if (!element && !(id instanceof Symbol) && known && names.size() <= Bounds.MOST_NAMES) {
          names.add(id.toString());
        }
      }
      return names;
    }

    private static boolean isIndexed(ScriptableObject object) {
      return object instanceof NativeArray || object instanceof NativeArrayBufferView;
    }

    private Name name(ScriptableObject holder, String name) {
      boolean accessor = holder.getGetterOrSetter(name, 0, holder, false) instanceof Function;
      Object value = value(holder, name);
      Place place = function(value);
      return new Name(
          name,
          accessor,
          value instanceof Function,
          place != null ? place : host.written(holder, name));
    }

    private @Nullable Object value(ScriptableObject holder, String name) {
      if (spent) {
        return null;
      }
      try {
        return ScriptableObject.getProperty(holder, name);
      } catch (RhinoException | StackOverflowError e) {
        return null; // a getter that throws
      } catch (Budget.Spent e) {
        spent = true; // or does not return
        return null;
      }
    }

    private @Nullable Place function(@Nullable Object value) {
      if (!(value instanceof JSFunction function)) {
        return null;
      }
      int offset = Lowering.sourceOffset(function.getRawSource());
      String source = function.getDescriptor().getSourceName();
      Path file = source == null ? null : Host.path(source);
      return offset < 0 || file == null ? null : new Place(file, offset);
    }

    private Kind kind(Object value) {
      if (value instanceof Function) {
        Function isClass = (Function) ScriptableObject.getProperty(helpers, "isClass");
        return Context.toBoolean(call(isClass, value)) ? Kind.CLASS : Kind.FUNCTION;
      }
      return value instanceof Scriptable && !Undefined.isUndefined(value)
          ? Kind.OBJECT
          : Kind.PRIMITIVE;
    }
  }
}
