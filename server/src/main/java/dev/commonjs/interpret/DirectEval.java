package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape.PrimitiveKind;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code eval(text)}: other code, with all variables of the place in its reach (ECMA-262,
 * PerformEval). A call of {@code eval} under any other name sees the globals only.
 */
final class DirectEval {
  private final Heap heap;
  private final GlobalScope globals;
  private final Environments environments;
  private final Escapes escapes;
  private final LaterChanges later;

  DirectEval(
      Heap heap,
      GlobalScope globals,
      Environments environments,
      Escapes escapes,
      LaterChanges later) {
    this.heap = heap;
    this.globals = globals;
    this.environments = environments;
    this.escapes = escapes;
    this.later = later;
  }

  /** Whether {@code node}, which calls {@code function}, is a direct call. */
  static boolean is(Node.Call node, Value function) {
    return node.callee() instanceof Node.Ident ident
        && ident.name().equals("eval")
        && function.equals(new Value.Builtin("eval"));
  }

  Value call(Node.Call node, Args args, Context context) {
    Value text = args.get(0);
    if (!text.any(DirectEval::mayBeText)) {
      return text;
    }
    if (text instanceof Value.Str known) {
      Expr expression = expression(known.value());
      if (expression instanceof Node.Ident name) {
        return variable(name.name(), context);
      }
      if (expression != null && changesNothing(expression)) {
        return new Unknown(Plain.EVALUATED);
      }
    }
    Paths.mayThrow(context.situation());
    if (!isData(node.args().get(0)) && !context.situation().isDead()) {
      runUnknown(context);
    }
    return new Unknown(Plain.EVALUATED);
  }

  private static boolean mayBeText(Atom atom) {
    return atom.primitiveKind() == PrimitiveKind.STRING
        || !Constants.isPrimitive(atom) && !(atom instanceof Ref);
  }

  /** The one expression that {@code text} consists of; null for all else. */
  private static @Nullable Expr expression(String text) {
    ParsedFile parsed = JsParser.parse(new SourceText(text));
    List<Node.Stmt> body = parsed.program().body();
    return parsed.errors().isEmpty()
            && body.size() == 1
            && body.get(0) instanceof Node.ExprStmt statement
        ? statement.expr()
        : null;
  }

  private static boolean changesNothing(Expr expression) {
    boolean[] changes = {false};
    Nodes.walk(
        expression,
        node ->
            changes[0] |=
                switch (node) {
                  case Node.Call n -> !isRequire(n);
                  case Node.New n -> true;
                  case Node.TaggedTemplate n -> true;
                  case Node.Assign n -> true;
                  case Node.Update n -> true;
                  case Node.Unary n -> n.op().equals("delete");
                  case Node.Func n -> true;
                  case Node.ClassNode n -> true;
                  default -> false;
                });
    return !changes[0];
  }

  /** To load a module is to run code that does not see the variables of the place. */
  private static boolean isRequire(Node.Call call) {
    return call.callee() instanceof Node.Ident name && name.name().equals("require");
  }

  /**
   * {@code eval('(' + text + ')')} is how JSON was read before there was {@code JSON.parse}: an
   * expression that is made for its value.
   */
  private static boolean isData(Expr text) {
    Expr first = text;
    while (first instanceof Node.Binary sum && sum.op().equals("+")) {
      first = sum.left();
    }
    String start =
        switch (first) {
          case Node.Str node -> node.value();
          case Node.Template node when node.quasis().get(0) != null -> node.quasis().get(0);
          default -> "";
        };
    return start.stripLeading().startsWith("(");
  }

  private Value variable(String name, Context context) {
    Cell frame = environments.frameOf(name, context);
    if (frame == null) {
      return globals.read(name);
    }
    Slot slot = frame.slots.get(name);
    return slot == null || slot.value() instanceof Value.Uninitialized
        ? new Unknown(Plain.BEFORE_DECLARATION)
        : slot.value();
  }

  /** Each variable may get another value, what they hold may be written on, others may be made. */
  private void runUnknown(Context context) {
    Situation situation = context.situation();
    escapes.escape(context.activation().receiver, Plain.IN_REACH_OF_EVAL, situation);
    for (Cell frame = context.env(); frame != null; frame = frame.outer) {
      for (Slots.Named variable : frame.slots.names()) {
        Value value = variable.slot().value();
        if (!(value instanceof Value.Uninitialized)) {
          escapes.escape(value, Plain.IN_REACH_OF_EVAL, situation);
          later.write(frame, new PropertyKey.Name(variable.name()), true, situation);
          heap.put(
              frame,
              variable.name(),
              variable.slot().withValue(Value.join(value, new Unknown(Plain.EVALUATED))));
        }
      }
    }
    Opening others = new Opening(Plain.EVALUATED, null);
    heap.setMeta(globals.cell, globals.cell.meta.opened(others));
  }
}
