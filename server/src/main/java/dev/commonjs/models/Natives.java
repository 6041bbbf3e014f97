package dev.commonjs.models;

import dev.commonjs.builtins.NodeModules;
import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Intrinsics;
import dev.commonjs.interpret.Paths;
import dev.commonjs.interpret.Situation;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
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
public final class Natives implements Intrinsics {
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

  private static final Map<String, Model> MODELS = new HashMap<>();

  static {
    ObjectModels.register(MODELS);
    DescriptorModels.register(MODELS);
    CollectionModels.register(MODELS);
    StringModels.register(MODELS);
    FunctionModels.register(MODELS);
    NodeModels.register(MODELS);
  }

  private final Interpreter interpreter;

  public Natives(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  @Override
  public Value call(
      String name, Value receiver, Args args, @Nullable Node at, Situation situation) {
    Model model = MODELS.get(name);
    if (model != null) {
      return model.apply(new Call(interpreter, receiver, args, at, List.of(), situation));
    }
    Call.callbacks(args, Phase.LATER, situation);
    Paths.mayThrow(situation);
    Value result = resultOf(name);
    if (result.isUnknown() && !name.startsWith("console.")) {
      args.values().forEach(interpreter.events::blur);
      interpreter.events.blur(receiver);
    }
    return result;
  }

  private static Value resultOf(String name) {
    if (name.startsWith("Math.")
        || name.equals("Number")
        || name.startsWith("Date.")
        || name.startsWith("parse")) {
      return Values.ANY_NUMBER;
    }
    if (name.startsWith("String.prototype.")
        || name.equals("JSON.stringify")
        || name.endsWith(".toString")
        || name.startsWith("encodeURI")) {
      return Values.ANY_STRING;
    }
    return new Unknown(About.RESULT_OF.of(name));
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
      return model.apply(new Call(interpreter, receiver, args, at, List.of(), situation));
    }
    Call.callbacks(args, callsLater(name) ? Phase.LATER : Phase.MAYBE, situation);
    Paths.mayThrow(situation);
    return callee.then(
        constructing ? new Shape.NewStep(Shape.NOT_KNOWN) : new Shape.CallStep(Shape.NOT_KNOWN));
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
    String module = NodeModules.withoutPrefix(specifier.specifier());
    if (!NodeModules.isModule(module)) {
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
    Model model = MODELS.get("new " + name);
    if (model != null) {
      return model.apply(new Call(interpreter, Values.UNDEFINED, args, at, List.of(), situation));
    }
    Call.callbacks(args, Phase.LATER, situation);
    Ref instance = interpreter.heap.newObject(at);
    interpreter.heap.setMeta(
        instance.cell(), instance.cell().meta.withPrototype(new Builtin(name + ".prototype")));
    return instance;
  }
}
