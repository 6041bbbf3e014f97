package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.ImplicitCalls.Hint;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators, members, assignments and calls, in the order of ECMA-262. */
final class Expressions {
  /** An optional chain met undefined: the whole chain is undefined. */
  private static final class ShortCircuit extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final ShortCircuit CHAIN = new ShortCircuit();

    private ShortCircuit() {
      super(null, null, false, false);
    }
  }

  private final Interpreter interpreter;

  Expressions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value name(Node.Ident ident, Context context, Access access) {
    Cell frame = interpreter.environments.frameOf(ident.name(), context);
    Value value;
    if (frame == null) {
      interpreter.events.freeName(ident, context.situation());
      switch (interpreter.globals.isDefined(ident.name())) {
        case YES -> {}
        case NO -> {
          interpreter.events.missingName(ident, context.situation());
          Paths.seemsToThrow(context.situation());
        }
        case UNKNOWN -> Paths.mayThrow(context.situation());
      }
      value = interpreter.globals.read(ident.name());
    } else {
      Slot slot = java.util.Objects.requireNonNull(frame.slots.get(ident.name()));
      if (slot.value() instanceof Value.Uninitialized) {
        Paths.seemsToThrow(context.situation());
      }
      value =
          slot.value() instanceof Value.Uninitialized
              ? new Unknown(Plain.BEFORE_DECLARATION)
              : slot.value();
      interpreter.events.wrapperName(ident, frame, value, context.situation());
    }
    interpreter.uses.use(ident, value, access, context.situation());
    return value;
  }

  Value thisValue(Node.This node, Context context) {
    Value value = context.activation().receiver;
    interpreter.uses.use(node, value, Access.READ, context.situation());
    return value;
  }

  static Value newTarget(Context context) {
    if (!context.activation().constructing) {
      return Values.UNDEFINED;
    }
    Cell function = context.activation().function;
    return function == null ? new Unknown(Plain.NEW_TARGET) : new Ref(function);
  }

  Value taggedTemplate(Node.TaggedTemplate node, Context context) {
    Reference tag = reference(node.tag(), context);
    List<Value> arguments = new ArrayList<>();
    List<Value> strings = new ArrayList<>();
    node.template()
        .quasis()
        .forEach(q -> strings.add(q == null ? Values.UNDEFINED : Value.string(q)));
    arguments.add(interpreter.heap.newArray(node, strings));
    node.template().exprs().forEach(e -> arguments.add(interpreter.eval(e, context)));
    return interpreter.calls.call(
        tag.function(), tag.receiver(), new Args(arguments, null), node, context.situation());
  }

  Value unary(Node.Unary node, Context context) {
    switch (node.op()) {
      case "typeof" -> {
        return typeOf(node, context, context.tested());
      }
      case "delete" -> {
        return delete(node, context);
      }
      case "void" -> {
        interpreter.eval(node.operand(), context);
        return Values.UNDEFINED;
      }
      case "!" -> {
        Value operand = interpreter.eval(node.operand(), context.tested());
        return Value.bool(Operators.truth(operand).not());
      }
      default -> {
        Value operand = interpreter.eval(node.operand(), context);
        return Operators.unary(node.op(), number(operand, context));
      }
    }
  }

  /**
   * @param inside for the operand
   */
  Value typeOf(Node.Unary node, Context context, Context inside) {
    if (node.operand() instanceof Node.Ident ident
        && interpreter.environments.frameOf(ident.name(), context) == null) {
      interpreter.events.testedName(ident);
      Truth defined = interpreter.globals.isDefined(ident.name());
      if (defined == Truth.NO) {
        interpreter.events.testedHost(ident, context.situation());
        return Value.string("undefined");
      }
      if (!defined.isKnown()) {
        return Values.ANY_STRING;
      }
    }
    return Operators.typeOf(interpreter.eval(node.operand(), inside));
  }

  Value delete(Node.Unary node, Context context) {
    Expr operand =
        node.operand() instanceof Node.OptionalChain chain ? chain.chain() : node.operand();
    switch (operand) {
      case Node.Member member ->
          interpreter.deletions.delete(
              interpreter.eval(member.object(), context), key(member), node, context.situation());
      case Node.Index index -> {
        Value object = interpreter.eval(index.object(), context);
        Value key = interpreter.eval(index.key(), context);
        Value text = interpreter.implicit.primitive(key, Hint.STRING, context.situation());
        for (Atom atom : text.atoms()) {
          PropertyKey name = Constants.propertyKey(atom);
          if (name == null) {
            interpreter.deletions.deleteAny(object, node, context.situation());
          } else if (text instanceof Atom) {
            interpreter.deletions.delete(object, name, node, context.situation());
          } else {
            interpreter.paths.either(
                () -> interpreter.deletions.delete(object, name, node, context.situation()),
                () -> {});
          }
        }
      }
      default -> interpreter.eval(operand, context);
    }
    return Values.ANY_BOOLEAN;
  }

  Value number(Value value, Context context) {
    return interpreter.implicit.primitive(value, Hint.NUMBER, context.situation());
  }

  Value binary(Node.Binary node, Context context) {
    String op = node.op();
    if (op.equals("in")) {
      return in(node, context);
    }
    boolean compares = op.equals("===") || op.equals("!==") || op.equals("==") || op.equals("!=");
    if (compares) {
      Value left = interpreter.eval(node.left(), context.tested());
      Value right = interpreter.eval(node.right(), context.tested());
      interpreter.uses.testedKey(left, right);
      interpreter.uses.testedKey(right, left);
      return op.length() == 2 ? loose(op, left, right, context) : Operators.binary(op, left, right);
    }
    Value left = interpreter.eval(node.left(), context);
    Value right = interpreter.eval(node.right(), context);
    return op.equals("instanceof")
        ? interpreter.classes.instanceOf(left, right, context.situation())
        : operated(op, left, right, context);
  }

  /** ECMA-262, EvaluateStringOrNumericBinaryExpression and IsLessThan. */
  Value operated(String op, Value left, Value right, Context context) {
    Hint hint = op.equals("+") ? Hint.DEFAULT : Hint.NUMBER;
    Value first = interpreter.implicit.primitive(left, hint, context.situation());
    Value second = interpreter.implicit.primitive(right, hint, context.situation());
    if (isSymbol(first) || isSymbol(second)) {
      Paths.seemsToThrow(context.situation());
    }
    return Operators.binary(op, first, second);
  }

  /** A symbol is turned into neither a text nor a number. */
  static boolean isSymbol(Value value) {
    return value.all(atom -> atom.primitiveKind() == Shape.PrimitiveKind.SYMBOL);
  }

  /** ECMA-262, IsLooselyEqual: an object is turned into a primitive value if the other is one. */
  private Value loose(String op, Value left, Value right, Context context) {
    Situation situation = context.situation();
    Value first =
        isCompared(right) ? interpreter.implicit.primitive(left, Hint.DEFAULT, situation) : left;
    Value second =
        isCompared(left) ? interpreter.implicit.primitive(right, Hint.DEFAULT, situation) : right;
    return Operators.binary(op, first, second);
  }

  private static boolean isCompared(Value with) {
    return with.any(a -> !a.isNullish() && Constants.isPrimitive(a));
  }

  Value in(Node.Binary node, Context context) {
    Value key = interpreter.eval(node.left(), context);
    Value object = interpreter.eval(node.right(), context.guarded());
    // Only objects may stand there.
    if (object.all(Constants::isPrimitive)) {
      Paths.seemsToThrow(context.situation());
    } else if (!object.all(atom -> atom instanceof Ref)) {
      Paths.mayThrow(context.situation());
    }
    interpreter.implicit.mayTrap(object, context.situation());
    List<Atom> keys = interpreter.implicit.primitive(key, Hint.STRING, context.situation()).atoms();
    PropertyKey name = keys.size() == 1 ? Constants.propertyKey(keys.get(0)) : null;
    Truth has = name == null ? Truth.UNKNOWN : interpreter.enumeration.has(object, name, false);
    if (name instanceof PropertyKey.Name tested) {
      interpreter.uses.testedMember(object, tested.text());
    }
    return Value.bool(has);
  }

  Value sequence(Node.Sequence node, Context context, Access access) {
    Value result = Values.UNDEFINED;
    int last = node.exprs().size() - 1;
    for (int i = 0; i <= last; i++) {
      result = interpreter.eval(node.exprs().get(i), context, i == last ? access : Access.READ);
    }
    return result;
  }

  Value member(Node.Member node, Context context, Access access) {
    if (node.object() instanceof Node.Super) {
      return interpreter.classes.superMember(node.name(), context);
    }
    Value object = objectOf(node.object(), node.optional(), context);
    freeMember(node, context, false);
    return readMember(object, node, context, access);
  }

  static PropertyKey key(Node.Member node) {
    return PropertyKey.ofIdentifier(node.name());
  }

  void freeMember(Node.Member node, Context context, boolean write) {
    if (node.object() instanceof Node.Ident ident
        && interpreter.environments.frameOf(ident.name(), context) == null) {
      interpreter.events.memberOfFree(ident, node.name(), write, context.situation());
    }
  }

  Value readMember(Value object, Node.Member node, Context context, Access access) {
    Value value = interpreter.properties.get(object, key(node), context.situation());
    interpreter.events.exportMember(
        node.nameSpan(), object, node.name(), false, context.situation());
    interpreter.uses.member(
        node.nameSpan(), object, node.name(), value, access, context.situation());
    return value;
  }

  Value objectOf(Expr object, boolean optional, Context context) {
    Value value = interpreter.eval(object, optional ? context.guarded() : context.relying(object));
    if (optional && value.isNullish()) {
      throw ShortCircuit.CHAIN;
    }
    return value;
  }

  Value index(Node.Index node, Context context, Access access) {
    Value object = objectOf(node.object(), node.optional(), context);
    return readIndex(object, interpreter.eval(node.key(), context.given()), node, context, access);
  }

  Value readIndex(Value object, Value key, Node.Index node, Context context, Access access) {
    Value value = interpreter.indirect.get(object, key, context.situation());
    if (key instanceof Value.Str name) {
      interpreter.events.exportMember(
          node.key().span(), object, name.value(), false, context.situation());
      interpreter.uses.member(
          node.key().span(), object, name.value(), value, access, context.situation());
    } else {
      interpreter.enumeration.readSome(object);
    }
    return value;
  }

  Value optional(Node.OptionalChain node, Context context, Access access) {
    return optional(node, OptionalChains.tested(node), context, access);
  }

  private Value chain(Node.OptionalChain node, Context context, Access access) {
    try {
      Value value = interpreter.eval(node.chain(), context.guarded(), access);
      return Value.join(value, Values.UNDEFINED);
    } catch (ShortCircuit chain) {
      return Values.UNDEFINED;
    }
  }

  /** What stands behind one of {@code tested} may not run. */
  private Value optional(
      Node.OptionalChain node, List<Expr> tested, Context context, Access access) {
    if (tested.isEmpty()) {
      return chain(node, context, access);
    }
    List<Expr> others = tested.subList(0, tested.size() - 1);
    Expr last = tested.getLast();
    return interpreter.paths.either(
        () -> optional(node, others, context, access),
        () -> {
          Value value = nothing(last, context);
          if (value == null) {
            throw Unreachable.PATH;
          }
          return Values.UNDEFINED;
        });
  }

  /** Evaluates {@code expr}, an object of a chain; null where it is an object for sure. */
  private @Nullable Value nothing(Expr expr, Context context) {
    try {
      Value value = interpreter.eval(expr, context.guarded());
      return value.all(Paths::isSomething) ? null : value;
    } catch (ShortCircuit chain) {
      return null; // The test before this one has its own path.
    }
  }

  /** What is called and its {@code this}. */
  record Reference(Value function, Value receiver) {}

  private Reference reference(Expr callee, Context context) {
    return switch (callee) {
      case Node.Member node when node.object() instanceof Node.Super ->
          new Reference(
              interpreter.classes.superMember(node.name(), context), context.activation().receiver);
      case Node.Member node -> {
        Value object = objectOf(node.object(), node.optional(), context);
        yield new Reference(readMember(object, node, context, Access.CALL), object);
      }
      case Node.Index node -> {
        Value object = objectOf(node.object(), node.optional(), context);
        Value key = interpreter.eval(node.key(), context.given());
        Value value = interpreter.indirect.get(object, key, context.situation());
        if (key instanceof Value.Str name) {
          interpreter.uses.member(
              node.key().span(), object, name.value(), value, Access.CALL, context.situation());
        } else {
          interpreter.enumeration.readSome(object);
        }
        yield new Reference(value, object);
      }
      default -> new Reference(interpreter.eval(callee, context, Access.CALL), Values.UNDEFINED);
    };
  }

  /**
   * What is done with the result of a bare {@code require('x')} is done with {@code 'x'}; only to
   * read it may be to drop it.
   */
  Value calledValue(Node.Call node, Context context, Access access) {
    Value value = call(node, context);
    boolean module =
        value instanceof Symbolic symbolic
            && symbolic.path().isEmpty()
            && symbolic.root() instanceof Value.Specifier;
    if (module
        && access != Access.READ
        && access != Access.OPTIONAL
        && node.args().size() == 1
        && (node.args().get(0) instanceof Node.Str
            || node.args().get(0) instanceof Node.Template)) {
      interpreter.uses.use(node.args().get(0), value, access, context.situation());
    }
    return value;
  }

  Value call(Node.Call node, Context context) {
    if (node.callee() instanceof Node.Super) {
      return interpreter.classes.superCall(arguments(node.args(), context), context, node);
    }
    Context calling = node.optional() ? context : context.relying(node.callee());
    Reference reference = reference(node.callee(), calling);
    if (node.optional() && reference.function().isNullish()) {
      throw ShortCircuit.CHAIN;
    }
    Args args = arguments(node.args(), context.given(), reference.function());
    if (DirectEval.is(node, reference.function())) {
      return interpreter.directEval.call(node, args, calling);
    }
    return interpreter.calls.call(
        reference.function(), reference.receiver(), args, node, calling.situation());
  }

  Value construct(Node.New node, Context context) {
    Context calling = context.relying(node.callee());
    Value constructor = interpreter.eval(node.callee(), calling, Access.CONSTRUCT);
    return interpreter.calls.construct(
        constructor, arguments(node.args(), context.given()), node, calling.situation());
  }

  Args arguments(List<Expr> nodes, Context context) {
    return arguments(nodes, context, Values.UNDEFINED);
  }

  private Args arguments(List<Expr> nodes, Context context, Value function) {
    String builtin = function instanceof Value.Builtin called ? called.name() : "";
    Access others = builtin.equals("Object.assign") ? Access.OPTIONAL : Access.READ;
    boolean printed = builtin.startsWith("console.");
    List<Value> values = new ArrayList<>();
    Value more = null;
    for (Expr node : nodes) {
      boolean spreads = node instanceof Node.Spread;
      Value value =
          printed && node instanceof Node.Unary unary && unary.op().equals("typeof")
              ? typeOf(unary, context, context) // What is only printed decides nothing.
              : interpreter.eval(
                  node instanceof Node.Spread spread ? spread.value() : node,
                  context,
                  spreads || values.isEmpty() ? Access.READ : others);
      if (spreads) {
        interpreter.implicit.iterate(value, context.situation());
      }
      List<Value> known =
          node instanceof Node.Spread ? interpreter.enumeration.elements(value) : List.of(value);
      if (known != null && more == null) {
        values.addAll(known);
      } else {
        Value one =
            known == null
                ? interpreter.enumeration.anyElement(value)
                : Value.of(known.stream().flatMap(v -> v.atoms().stream()).toList());
        more = more == null ? one : Value.join(more, one);
      }
    }
    return new Args(List.copyOf(values), more);
  }

  Value importCall(Node.ImportCall node, Context context) {
    Value specifier = interpreter.eval(node.specifier(), context);
    interpreter.uses.require(
        RequireSite.Kind.DYNAMIC_IMPORT, specifier, node.specifier().span(), context.situation());
    return interpreter.heap.newPromise(new Unknown(Plain.IMPORT_ASYNCHRONOUS));
  }

  Value yieldValue(Node.Yield node, Context context) {
    if (node.value() != null) {
      interpreter.escapes.escape(
          interpreter.eval(node.value(), context), Plain.YIELDED, context.situation());
    }
    // Nobody may ask for more.
    context.activation().returns.saveGoingOn(Values.UNDEFINED, context.situation());
    return new Unknown(Plain.RESUMED_WITH);
  }

  Value await(Node.Await node, Context context) {
    Value value = interpreter.eval(node.value(), context);
    interpreter.calls.detach(context.activation(), context.situation());
    return interpreter.calls.awaited(value);
  }
}
