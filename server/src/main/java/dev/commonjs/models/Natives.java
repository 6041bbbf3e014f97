package dev.commonjs.models;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Globals;
import dev.commonjs.builtins.Results;
import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.ImplicitCalls.Hint;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Paths;
import dev.commonjs.interpret.Situation;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the language and of Node that the interpreter models, in one table. A built-in
 * function that is not in the table does not write on its arguments; functions handed to it may be
 * called later.
 */
public final class Natives implements Interpreter.Intrinsics {
  /** Methods of what these functions return that do so too. */
  private static final Set<String> LISTENING =
      Set.of(
          "on",
          "once",
          "addListener",
          "prependListener",
          "then",
          "catch",
          "finally",
          "listen",
          "end");

  /**
   * Functions of Node's own modules that call their callback only after the current code has run.
   */
  private static final Set<String> ASYNCHRONOUS_MODULES =
      Set.of(
          "fs",
          "dns",
          "net",
          "http",
          "https",
          "http2",
          "child_process",
          "crypto",
          "zlib",
          "stream",
          "readline",
          "timers",
          "tls",
          "cluster",
          "dgram",
          "worker_threads",
          "inspector",
          "process");

  private static final String OF_LISTS = "Array.prototype.";

  /** Which argument is turned into a property key, a text or a number before anything else. */
  private static final Map<String, Integer> KEY_ARGUMENT =
      Map.ofEntries(
          Map.entry("Object.defineProperty", 1),
          Map.entry("Object.getOwnPropertyDescriptor", 1),
          Map.entry("Object.hasOwn", 1),
          Map.entry("Object.prototype.hasOwnProperty", 0),
          Map.entry("Object.prototype.propertyIsEnumerable", 0),
          Map.entry("Object.prototype.__defineGetter__", 0),
          Map.entry("Object.prototype.__defineSetter__", 0),
          Map.entry("Reflect.defineProperty", 1),
          Map.entry("Reflect.deleteProperty", 1),
          Map.entry("Reflect.get", 1),
          Map.entry("Reflect.has", 1),
          Map.entry("Reflect.set", 1),
          Map.entry("String", 0),
          Map.entry("Number", 0));

  /** Families of functions that take objects as they are. */
  private static final Set<String> TAKE_OBJECTS =
      Set.of(
          "Object",
          "Reflect",
          "Array",
          "Map",
          "Set",
          "WeakMap",
          "WeakSet",
          "WeakRef",
          "Function",
          "Promise",
          "Proxy",
          "JSON",
          "Boolean",
          "Iterator",
          "structuredClone");

  private static final Map<String, Model> MODELS = new HashMap<>();

  static {
    ObjectModels.register(MODELS);
    DescriptorModels.register(MODELS);
    CollectionModels.register(MODELS);
    KeyedModels.register(MODELS);
    StringModels.register(MODELS);
    FunctionModels.register(MODELS);
    NodeModels.register(MODELS);
  }

  private final Interpreter interpreter;
  private final Emitters emitters;

  public Natives(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.emitters = new Emitters(interpreter);
  }

  @Override
  public Value call(
      String name, Value receiver, Args args, @Nullable Node at, Situation situation) {
    if (name.startsWith(OF_LISTS)) {
      interpreter.loader.call(name.substring(OF_LISTS.length()), receiver, at, situation);
    }
    Args given = converted(name, receiver, args, situation);
    args.values().forEach(value -> interpreter.implicit.mayTrap(value, situation));
    Model model = MODELS.get(name);
    if (model != null) {
      mayThrow(name, situation);
      return model.apply(new Call(interpreter, receiver, given, at, List.of(), situation));
    }
    if (Globals.callsAtOnce(name)) {
      interpreter.implicit.repeatedlyCalled(args, situation);
      interpreter.implicit.mayInspect(args, situation);
    }
    Call.callbacks(args, Phase.LATER, situation);
    Paths.mayThrow(situation);
    Value result = resultOf(name, at);
    if (result == null && !name.startsWith("console.")) {
      args.values().forEach(interpreter.events::blur);
      interpreter.events.blur(receiver);
    }
    return result == null ? new Unknown(About.RESULT_OF.of(name)) : result;
  }

  /** Whether a module is there is asked when its specifier is known; nothing else is certain. */
  private static void mayThrow(String name, Situation situation) {
    if (!name.startsWith("require")) {
      Paths.mayThrow(situation);
    }
  }

  /**
   * ECMA-262: what is asked for a text or a number gets that of an object. Of most functions it is
   * not known which of their arguments they ask, only of which family nothing is turned into a
   * primitive value.
   */
  private Args converted(String name, Value receiver, Args args, Situation situation) {
    int index = KEY_ARGUMENT.getOrDefault(name, -1);
    if (index >= 0 && index < args.values().size()) {
      List<Value> all = new ArrayList<>(args.values());
      Hint hint = name.equals("Number") ? Hint.NUMBER : Hint.STRING;
      all.set(index, interpreter.implicit.primitive(args.get(index), hint, situation));
      return new Args(all, args.more());
    }
    String family = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (Globals.callsAtOnce(name) && !TAKE_OBJECTS.contains(family)) {
      interpreter.implicit.mayConvert(receiver, args, situation);
    }
    return args;
  }

  /** What {@code function} returns, whatever it is given; null where that is not known. */
  private @Nullable Value resultOf(String function, @Nullable Node at) {
    List<Atom> all = new ArrayList<>();
    for (String kind : Results.of(function)) {
      all.add(
          switch (kind) {
            case "string" -> Values.ANY_STRING;
            case "number" -> Values.ANY_NUMBER;
            case "boolean" -> Values.ANY_BOOLEAN;
            case "bigint" -> Values.ANY_BIGINT;
            case "symbol" -> Values.ANY_SYMBOL;
            case "strings" -> interpreter.heap.newArrayOf(at, Values.ANY_STRING);
            default -> Values.UNDEFINED;
          });
    }
    return all.isEmpty() ? null : Value.of(all);
  }

  @Override
  public Value callNative(
      Cell.Native function, Value receiver, Args args, @Nullable Node at, Situation situation) {
    Model model = MODELS.get(function.name());
    return model == null
        ? new Unknown(Plain.RESULT_OF_BUILTIN)
        : model.apply(new Call(interpreter, receiver, args, at, function.captured(), situation));
  }

  /**
   * A call into another module when that is one of Node's own and known; null to treat it as any
   * other module.
   */
  @Override
  public @Nullable Value callModule(
      Symbolic callee,
      Value receiver,
      Args args,
      @Nullable Node at,
      boolean constructing,
      Situation situation) {
    String name = moduleFunction(callee);
    if (name == null) {
      return null;
    }
    Model model = constructing ? null : MODELS.get("node:" + name);
    if (model != null) {
      Paths.mayThrow(situation);
      return model.apply(new Call(interpreter, receiver, args, at, List.of(), situation));
    }
    emitters.called(callee, receiver, args, situation);
    String module = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (callsAtOnce(module, name)) {
      interpreter.implicit.maybeCalled(args, situation);
      interpreter.implicit.mayInspect(args, situation);
    }
    Call.callbacks(args, callsLater(name) ? Phase.LATER : Phase.MAYBE, situation);
    Paths.mayThrow(situation);
    Value result = constructing ? null : resultOf("node:" + name, at);
    if (result != null) {
      return result;
    }
    return callee.then(
        constructing ? new Shape.NewStep(Shape.NOT_KNOWN) : new Shape.CallStep(Shape.NOT_KNOWN));
  }

  /**
   * Whether {@code name} may call what it is given before it returns. A method of what a function
   * has returned is perhaps one of a list.
   */
  private static boolean callsAtOnce(String module, String name) {
    if (name.contains("()")) {
      return Globals.isMethodOfLists(name.substring(name.lastIndexOf('.') + 1));
    }
    return name.endsWith("Sync") || !ASYNCHRONOUS_MODULES.contains(module);
  }

  /** Whether calling {@code callee} on an object is all that its constructor does. */
  @Override
  public boolean initializesReceiver(Symbolic callee) {
    String name = moduleFunction(callee);
    return name != null && (name.equals("events") || name.equals("events.EventEmitter"));
  }

  /**
   * {@code util.inherits} for a symbolic value that is a function of one of Node's modules; null
   * for anything else.
   */
  private static @Nullable String moduleFunction(Symbolic symbolic) {
    if (!(symbolic.root() instanceof Value.Specifier specifier)) {
      return null;
    }
    String module = Builtins.withoutPrefix(specifier.specifier());
    if (!Builtins.isBuiltin(module)) {
      return null;
    }
    StringBuilder name = new StringBuilder(module);
    for (Shape.Step step : symbolic.path()) {
      name.append('.').append(step instanceof Shape.Prop prop ? prop.name() : "()");
    }
    return name.toString();
  }

  /**
   * Whether it surely calls what it is given when the file has loaded: an asynchronous function
   * does, and a listener is called then; of what these modules return, such as the list of {@code
   * fs.readdirSync()}, nothing is known.
   */
  private static boolean callsLater(String name) {
    String module = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    boolean ofResult =
        name.contains("()") && !LISTENING.contains(name.substring(name.lastIndexOf('.') + 1));
    return ASYNCHRONOUS_MODULES.contains(module) && !ofResult && !name.endsWith("Sync");
  }

  @Override
  public Value construct(String name, Args args, @Nullable Node at, Situation situation) {
    if (Globals.callsAtOnce(name) && !TAKE_OBJECTS.contains(name)) {
      interpreter.implicit.mayConvert(Values.UNDEFINED, args, situation);
    }
    Model model = MODELS.get("new " + name);
    if (model != null) {
      Paths.mayThrow(situation);
      return model.apply(new Call(interpreter, Values.UNDEFINED, args, at, List.of(), situation));
    }
    Call.callbacks(args, Phase.LATER, situation);
    Paths.mayThrow(situation);
    return interpreter.heap.newInstance(name, at);
  }
}
