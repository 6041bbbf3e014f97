package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conditions are true, false or not known; a condition that is not known takes both ways and
 * teaches each what it may take for granted.
 */
final class Conditions {
  private final Interpreter interpreter;
  private final Set<Node> visitedDeadCode = Collections.newSetFromMap(new IdentityHashMap<>());

  Conditions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Evaluates {@code test} and walks the way or ways it leads to. */
  void branch(
      Expr test,
      Context context,
      Consumer<Context> then,
      Consumer<Context> otherwise,
      @Nullable Node thenNode,
      @Nullable Node otherwiseNode) {
    Guard guard = isAssertion(test, thenNode) ? Guard.ASSERTED : Guard.TESTED;
    switch (truth(test, context.tested(guard))) {
      case UNKNOWN ->
          interpreter.paths.either(
              () -> then.accept(assuming(test, true, context)),
              () -> otherwise.accept(assuming(test, false, context)));
      case YES -> {
        deadCode(otherwiseNode, context, otherwise);
        then.accept(context);
      }
      case NO -> {
        deadCode(thenNode, context, then);
        otherwise.accept(context);
      }
    }
  }

  private Truth truth(Expr test, Context context) {
    Truth truth = Operators.truth(interpreter.eval(test, context));
    return truth.isKnown() ? truth : always(test);
  }

  /** What {@code test} says whatever the parts are that are not known: {@code x && false}. */
  private static Truth always(Expr test) {
    if (test instanceof Node.Bool constant) {
      return Truth.of(constant.value());
    }
    if (!(test instanceof Node.Logical node) || node.op().equals("??")) {
      return Truth.UNKNOWN;
    }
    Truth decides = Truth.of(node.op().equals("||"));
    boolean decided = always(node.left()) == decides || always(node.right()) == decides;
    return decided ? decides : Truth.UNKNOWN;
  }

  /**
   * {@code if (!lib.make) throw …}: the error comes where nothing is there, so all that follows
   * relies on it.
   */
  private static boolean isAssertion(Expr test, @Nullable Node then) {
    return Handlers.endsInAnError(then) && holdsWithout(test);
  }

  /** Whether {@code test} is surely true where one of the names in it stands for nothing. */
  private static boolean holdsWithout(Expr test) {
    return switch (test) {
      case Node.Unary not when not.op().equals("!") -> isPath(not.operand());
      case Node.Logical or when or.op().equals("||") ->
          holdsWithout(or.left()) && holdsWithout(or.right());
      case Node.Binary comparison -> comparesWithNothing(comparison);
      default -> false;
    };
  }

  private static boolean comparesWithNothing(Node.Binary test) {
    boolean equality = test.op().equals("===") || test.op().equals("==");
    boolean inequality = test.op().equals("!==") || test.op().equals("!=");
    if (test.left() instanceof Node.Unary type
        && type.op().equals("typeof")
        && isPath(type.operand())
        && test.right() instanceof Node.Str text) {
      return text.value().equals("undefined") ? equality : inequality;
    }
    boolean nothing =
        test.right() instanceof Node.Ident name && name.name().equals("undefined")
            || test.right() instanceof Node.Null && test.op().equals("==");
    return equality && nothing && isPath(test.left());
  }

  /** Walks code that does not run, once and without effect: it may name other modules. */
  void deadCode(@Nullable Node node, Context context, Consumer<Context> walk) {
    if (node == null || !visitedDeadCode.add(node)) {
      return;
    }
    Context dead = context.in(context.situation().in(Phase.NEVER).with(Guard.TESTED));
    int first = interpreter.heap.functionCount();
    interpreter.heap.idly(
        () ->
            interpreter.paths.speculate(
                () -> interpreter.paths.attemptTo(() -> walk.accept(dead))));
    for (int i = first; i < interpreter.heap.functionCount(); i++) {
      interpreter.heap.function(i).seen.inDeadCode = true;
    }
  }

  Value conditional(Node.Conditional node, Context context, Access access) {
    Truth truth = truth(node.test(), context.tested());
    if (!truth.isKnown()) {
      return interpreter.paths.either(
          () -> interpreter.eval(node.then(), assuming(node.test(), true, context), access),
          () -> interpreter.eval(node.otherwise(), assuming(node.test(), false, context), access));
    }
    boolean taken = truth == Truth.YES;
    Expr dead = taken ? node.otherwise() : node.then();
    deadCode(dead, context, inside -> interpreter.eval(dead, inside));
    return interpreter.eval(taken ? node.then() : node.otherwise(), context, access);
  }

  Value logical(Node.Logical node, Context context, Access access) {
    Value left = interpreter.eval(node.left(), context.tested());
    return decide(
        node.op(),
        left,
        node.right(),
        context,
        inside ->
            interpreter.eval(
                node.right(),
                node.op().equals("??")
                    ? inside
                    : assuming(node.left(), node.op().equals("&&"), inside),
                access));
  }

  /**
   * {@code left op right} where {@code right} is evaluated only if {@code left} does not decide.
   */
  Value decide(
      String op, Value left, Node rightNode, Context context, Function<Context, Value> right) {
    List<Atom> kept = new ArrayList<>();
    boolean goesOn = false;
    for (Atom atom : left.atoms()) {
      Truth stops = stops(op, atom);
      if (stops != Truth.NO) {
        kept.add(atom);
      }
      goesOn |= stops != Truth.YES;
    }
    if (!goesOn) {
      deadCode(rightNode, context, dead -> interpreter.paths.attempt(() -> right.apply(dead)));
      return left;
    }
    if (kept.isEmpty()) {
      return right.apply(context);
    }
    Value stays = Value.of(kept);
    return interpreter.paths.either(() -> stays, () -> right.apply(context));
  }

  private static Truth stops(String op, Atom atom) {
    if (op.equals("??")) {
      boolean nullish = atom instanceof Value.Undefined || atom instanceof Value.Null;
      boolean unknown =
          atom instanceof Value.Unknown
              || atom instanceof Value.Symbolic
              || atom instanceof Value.EachValue
              || atom instanceof Value.EachElement;
      return unknown ? Truth.UNKNOWN : Truth.of(!nullish);
    }
    Truth truth = Operators.truthOf(atom);
    return op.equals("||") ? truth : truth.not();
  }

  // ---------------------------------------------------------------- what a branch knows

  /** Where code runs behind {@code test}; narrows variables by its outcome. */
  private Context assuming(Expr test, boolean outcome, Context context) {
    List<Assumption> assumed = new ArrayList<>();
    collect(test, outcome, context, assumed);
    assume(test, outcome, context);
    return assumed.isEmpty() ? context : context.in(context.entered().assuming(assumed));
  }

  /** What {@code test} asks of other modules, where its outcome tells the answer. */
  private void collect(Expr test, boolean outcome, Context context, List<Assumption> assumed) {
    switch (test) {
      case Node.Unary not when not.op().equals("!") ->
          collect(not.operand(), !outcome, context, assumed);
      case Node.Logical both when both.op().equals(outcome ? "&&" : "||") -> {
        collect(both.left(), outcome, context, assumed);
        collect(both.right(), outcome, context, assumed);
      }
      default -> {
        if (outside(test, context) instanceof Value.Symbolic value
            && value.root() instanceof Value.Specifier) {
          assumed.add(new Assumption(value, outcome));
        }
      }
    }
  }

  /** What a name, or a member of one, holds of another module; null where it is anything else. */
  private @Nullable Atom outside(Expr expr, Context context) {
    return switch (expr) {
      case Node.Ident ident -> {
        Cell frame = interpreter.environments.frameOf(ident.name(), context);
        Slot slot = frame == null ? null : frame.slots.get(ident.name());
        yield slot != null && slot.value() instanceof Value.Symbolic value ? value : null;
      }
      case Node.Member member ->
          outside(member.object(), context) instanceof Value.Symbolic object
              ? object.then(new Shape.Prop(member.name()))
              : null;
      default -> null;
    };
  }

  /** Narrows variables by the outcome of {@code test}. */
  void assume(Expr test, boolean outcome, Context context) {
    switch (test) {
      case Node.Unary not when not.op().equals("!") -> assume(not.operand(), !outcome, context);
      case Node.Logical and when and.op().equals("&&") && outcome -> {
        assume(and.left(), true, context);
        assume(and.right(), true, context);
      }
      case Node.Logical or when or.op().equals("||") && !outcome -> {
        assume(or.left(), false, context);
        assume(or.right(), false, context);
      }
      case Node.Ident ident -> narrow(ident, context, value -> withTruth(value, outcome));
      case Node.Binary comparison -> assumeComparison(comparison, outcome, context);
      case Node.Call call -> {
        if (outcome) {
          assumeOwnName(call, context);
        }
        assumeListed(call, outcome, context);
      }
      case Node.Index index when !outcome -> assumeNotIn(index, context);
      default -> {}
    }
  }

  /** {@code names.has(key)}, {@code names.includes(key)} of texts that are known. */
  private void assumeListed(Node.Call call, boolean outcome, Context context) {
    if (!(call.callee() instanceof Node.Member callee)
        || call.args().size() != 1
        || !(call.args().getFirst() instanceof Node.Ident key)
        || !(callee.name().equals("has") || callee.name().equals("includes"))
        || !(peek(callee.object(), context) instanceof Value.Ref list)) {
      return;
    }
    boolean set = list.cell().slots.has(PropertyKey.Internal.KEYS);
    if (set != callee.name().equals("has")) {
      return;
    }
    List<Value> known = interpreter.enumeration.elements(list);
    if (known != null && known.stream().allMatch(Value.Str.class::isInstance)) {
      Set<String> names = new HashSet<>();
      known.forEach(name -> names.add(((Value.Str) name).value()));
      narrow(key, context, value -> listed(value, names, outcome));
    }
  }

  /** {@code table[key]} of an object whose members are known is false. */
  private void assumeNotIn(Node.Index test, Context context) {
    if (!(test.key() instanceof Node.Ident key)
        || !(peek(test.object(), context) instanceof Value.Ref table)) {
      return;
    }
    List<String> known = interpreter.enumeration.knownKeys(table.cell(), false);
    if (known == null) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (String name : known) {
      Slot slot = table.cell().slots.get(name);
      if (slot != null && !slot.isAccessor() && Operators.truth(slot.value()) == Truth.YES) {
        names.add(name);
      }
    }
    narrow(key, context, value -> listed(value, names, false));
  }

  private static Value listed(Value value, Set<String> names, boolean among) {
    List<Atom> atoms = new ArrayList<>();
    for (Atom atom : value.atoms()) {
      if (!(atom instanceof Value.EachKey key)) {
        atoms.add(atom);
      } else if (!among) {
        atoms.add(new Value.EachKey(key.of(), key.filter().andWithout(names), key.inherited()));
      } else {
        for (String name : names) {
          if (key.filter().takes(name)) {
            atoms.add(new Value.EachKey(key.of(), key.filter().toOnly(name), key.inherited()));
          }
        }
      }
    }
    return atoms.isEmpty() ? value : Value.of(atoms);
  }

  private void assumeComparison(Node.Binary test, boolean outcome, Context context) {
    boolean equality = test.op().equals("===") || test.op().equals("==");
    boolean inequality = test.op().equals("!==") || test.op().equals("!=");
    if (!equality && !inequality) {
      return;
    }
    boolean equal = equality == outcome;
    Expr left = test.left();
    Expr right = test.right();
    if (left instanceof Node.Str text && right instanceof Node.Ident ident) {
      narrow(ident, context, value -> comparedTo(value, text.value(), equal));
    } else if (right instanceof Node.Str text && left instanceof Node.Ident ident) {
      narrow(ident, context, value -> comparedTo(value, text.value(), equal));
    }
  }

  /**
   * {@code hasOwnProperty.call(object, key)} is true: a constant key of an object that is not known
   * here is one of its names, as if a loop had come to it.
   */
  private void assumeOwnName(Node.Call call, Context context) {
    OwnNameTest test = ownNameTest(call, context);
    if (test == null || !(test.key() instanceof Node.Ident key)) {
      return;
    }
    // Asked of nothing, it throws.
    List<Atom> objects =
        test.object().atoms().stream()
            .filter(atom -> !(atom instanceof Value.Undefined) && !(atom instanceof Value.Null))
            .toList();
    if (!objects.isEmpty() && objects.stream().allMatch(atom -> atom instanceof Value.Symbolic)) {
      narrow(key, context, value -> ownNames(objects, value));
    }
  }

  private static Value ownNames(List<Atom> objects, Value key) {
    List<Atom> atoms = new ArrayList<>();
    for (Atom atom : key.atoms()) {
      for (Atom object : objects) {
        atoms.add(
            atom instanceof Value.Str name
                ? new Value.EachKey(object, Shape.Filter.ALL.toOnly(name.value()), false)
                : atom);
      }
    }
    return Value.of(atoms);
  }

  private record OwnNameTest(Value object, Expr key) {}

  /** In its three spellings; null for any other call. */
  private @Nullable OwnNameTest ownNameTest(Node.Call call, Context context) {
    if (!(call.callee() instanceof Node.Member callee) || call.args().isEmpty()) {
      return null;
    }
    Expr first = call.args().getFirst();
    if (callee.name().equals("hasOwnProperty")) {
      return new OwnNameTest(peek(callee.object(), context), first);
    }
    boolean indirect = callee.name().equals("call");
    Value function = peek(indirect ? callee.object() : callee, context);
    boolean tests =
        function.equals(
            new Value.Builtin(indirect ? "Object.prototype.hasOwnProperty" : "Object.hasOwn"));
    return tests && call.args().size() > 1
        ? new OwnNameTest(peek(first, context), call.args().get(1))
        : null;
  }

  /** The value of names and their members; anything else could have an effect. */
  private Value peek(Expr expr, Context context) {
    boolean plain =
        expr instanceof Node.Ident || expr instanceof Node.Member member && isPath(member.object());
    Value value =
        plain
            ? interpreter.paths.<@Nullable Value>speculate(
                () -> interpreter.paths.attempt(() -> interpreter.eval(expr, context.guarded())))
            : null;
    return value == null ? new Value.Unknown(Plain.NOT_LOOKED_AT) : value;
  }

  private static boolean isPath(Expr expr) {
    return expr instanceof Node.Ident
        || expr instanceof Node.Member member && isPath(member.object());
  }

  private static Value comparedTo(Value value, String text, boolean equal) {
    List<Atom> atoms = new ArrayList<>();
    for (Atom atom : value.atoms()) {
      if (atom instanceof Value.EachKey key) {
        atoms.add(
            equal
                ? new Value.Str(text)
                : new Value.EachKey(
                    key.of(), key.filter().andWithout(Set.of(text)), key.inherited()));
      } else if (Operators.strictEquals(atom, new Value.Str(text)) != Truth.of(!equal)) {
        atoms.add(atom);
      }
    }
    return atoms.isEmpty() ? value : Value.of(atoms);
  }

  private static Value withTruth(Value value, boolean truth) {
    Truth other = Truth.of(!truth);
    if (!value.any(atom -> Operators.truthOf(atom) == other)) {
      return value;
    }
    List<Atom> atoms =
        value.atoms().stream().filter(atom -> Operators.truthOf(atom) != other).toList();
    return atoms.isEmpty() ? value : Value.of(atoms);
  }

  private void narrow(
      Node.Ident ident, Context context, java.util.function.UnaryOperator<Value> narrowing) {
    Cell frame = interpreter.environments.frameOf(ident.name(), context);
    if (frame == null) {
      return;
    }
    Slot slot = frame.slots.get(ident.name());
    if (slot == null || slot.isAccessor()) {
      return;
    }
    Value narrowed = narrowing.apply(slot.value());
    if (!narrowed.equals(slot.value())) {
      interpreter.heap.put(frame, ident.name(), slot.withValue(narrowed));
    }
  }
}
