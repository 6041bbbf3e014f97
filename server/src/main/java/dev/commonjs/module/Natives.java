package dev.commonjs.module;

import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.Builtin;
import dev.commonjs.module.Value.EachKey;
import dev.commonjs.module.Value.EachValue;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Str;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
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
final class Natives {
  /** A call of a modelled function. */
  record Call(
      Machine machine,
      Value receiver,
      Args args,
      @Nullable Node at,
      List<Value> captured,
      Situation situation) {
    Value arg(int index) {
      return args.get(index);
    }

    Objects objects() {
      return machine.objects;
    }

    Slot.@Nullable Site site() {
      return at == null ? null : new Slot.Site(at.span(), at.span());
    }

    /** Where argument {@code index} stands, else the call. */
    Slot.@Nullable Site site(int index) {
      if (at instanceof Node.Call call && index < call.args().size()) {
        return new Slot.Site(call.args().get(index).span(), call.span());
      }
      return site();
    }
  }

  interface Model {
    Value apply(Call call);
  }

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

  private final Machine machine;

  Natives(Machine machine) {
    this.machine = machine;
  }

  Value call(String name, Value receiver, Args args, @Nullable Node at, Situation situation) {
    Model model = MODELS.get(name);
    if (model != null) {
      return model.apply(new Call(machine, receiver, args, at, List.of(), situation));
    }
    callbacks(args, Phase.LATER, situation);
    Paths.mayThrow(situation);
    Value result = resultOf(name);
    if (result.isUnknown() && !name.startsWith("console.")) {
      args.values().forEach(machine.recorder::blur);
      machine.recorder.blur(receiver);
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
    return new Unknown("the result of `" + name + "`");
  }

  Value callNative(
      Cell.Native function, Value receiver, Args args, @Nullable Node at, Situation situation) {
    Model model = MODELS.get(function.name());
    return model == null
        ? new Unknown("the result of a built-in function")
        : model.apply(new Call(machine, receiver, args, at, function.captured(), situation));
  }

  /**
   * A call into another module when that is one of Node's own and known; null to treat it as any
   * other module.
   */
  @Nullable Value callModule(
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
      return model.apply(new Call(machine, receiver, args, at, List.of(), situation));
    }
    String module = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    callbacks(args, ASYNCHRONOUS_MODULES.contains(module) ? Phase.LATER : Phase.MAYBE, situation);
    Paths.mayThrow(situation);
    return callee.then(
        constructing ? new Shape.NewStep(Shape.NOT_KNOWN) : new Shape.CallStep(Shape.NOT_KNOWN));
  }

  /** Whether calling {@code callee} on an object is all that its constructor does. */
  boolean initializesReceiver(Symbolic callee) {
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
    String module = NodeApi.withoutPrefix(specifier.specifier());
    if (!NodeApi.isModule(module)) {
      return null;
    }
    StringBuilder name = new StringBuilder(module);
    for (Shape.Step step : symbolic.path()) {
      name.append('.').append(step instanceof Shape.Prop prop ? prop.name() : "()");
    }
    return name.toString();
  }

  /** Functions among the arguments are called at some other time. */
  void callbacks(Args args, Phase phase, Situation situation) {
    for (Value value : args.values()) {
      for (Atom atom : value.atoms()) {
        if (atom instanceof Ref ref && ref.cell().isCallable()) {
          Phase when = situation.phase().ordinal() > phase.ordinal() ? situation.phase() : phase;
          ref.cell().seen.calledIn(when);
          ref.cell().seen.escaped = true;
        }
      }
    }
  }

  Value construct(String name, Args args, @Nullable Node at, Situation situation) {
    Model model = MODELS.get("new " + name);
    if (model != null) {
      return model.apply(new Call(machine, Values.UNDEFINED, args, at, List.of(), situation));
    }
    callbacks(args, Phase.LATER, situation);
    Ref instance = machine.newObject(at);
    machine.heap.setMeta(
        instance.cell(), instance.cell().meta.withPrototype(new Builtin(name + ".prototype")));
    return instance;
  }

  // ---------------------------------------------------------------- lists

  /** The elements of an iterable when all are known; null otherwise. */
  @Nullable List<Value> elements(Value value) {
    if (value instanceof Str text) {
      return text.value()
          .codePoints()
          .<Value>mapToObj(c -> new Str(Character.toString(c)))
          .toList();
    }
    if (!(value instanceof Ref ref) || ref.cell().kind != Cell.Kind.ARRAY) {
      return value.isNullish() ? List.of() : null;
    }
    Cell array = ref.cell();
    if (array.meta.rest() != null
        || !array.meta.parts().isEmpty()
        || !array.meta.open().isEmpty()) {
      return null;
    }
    List<Value> elements = new ArrayList<>();
    for (Objects.Named named : Objects.ordered(array)) {
      Integer index = Objects.index(named.name());
      if (index == null) {
        continue;
      }
      if (!named.always() || index != elements.size()) {
        return null;
      }
      elements.add(named.slot().value());
    }
    return elements;
  }

  /** Some element of an iterable. */
  Value anyElement(Value value) {
    return machine.objects.anyElement(value);
  }

  /**
   * Calls {@code function} for each element of {@code list}, in order. {@code step} sees each
   * element with the result.
   */
  void each(
      Value list,
      Value function,
      Value receiver,
      java.util.function.BiConsumer<Value, Value> step,
      @Nullable Node at,
      Situation situation) {
    List<Value> known = elements(list);
    if (known != null && known.size() <= 8_192 && !machine.budget.isEmpty(situation)) {
      for (int i = 0; i < known.size(); i++) {
        Value element = known.get(i);
        step.accept(
            element,
            machine.calls.call(
                function, receiver, Args.of(element, new Value.Num(i), list), at, situation));
      }
      return;
    }
    Value element = anyElement(list);
    machine.loops.unknownTurns(
        () ->
            step.accept(
                element,
                machine.calls.call(
                    function, receiver, Args.of(element, Values.ANY_NUMBER, list), at, situation)),
        situation);
  }

  static boolean isSymbolicSource(Atom atom) {
    return atom instanceof Symbolic || atom instanceof EachKey || atom instanceof EachValue;
  }
}
