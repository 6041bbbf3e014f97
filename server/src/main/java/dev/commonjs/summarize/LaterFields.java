package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an instance that its methods may set or change after its constructor has run. An
 * instance that another file makes is not there when the methods are walked, so their texts are
 * asked: what is assigned to {@code this}, in what it holds, or handed to a function.
 */
final class LaterFields {
  /** They change nothing that they are given. */
  private static final Set<String> HARMLESS = Set.of("console", "JSON", "Math");

  /** The receiver that these are given is the method's own. */
  private static final Set<String> PASSING_RECEIVERS = Set.of("bind", "call", "apply");

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> aliases = new HashSet<>();
  private boolean any;

  private LaterFields() {}

  /**
   * @param constructor a class or a function with a prototype
   */
  static LaterFields of(Cell constructor) {
    LaterFields fields = new LaterFields();
    for (Node.Func method : methods(constructor)) {
      fields.function(method);
    }
    return fields;
  }

  /** In the order of the text. */
  Set<String> names() {
    return names;
  }

  /** Whether there may be others. */
  boolean any() {
    return any;
  }

  private static List<Node.Func> methods(Cell constructor) {
    List<Node.Func> methods = new ArrayList<>();
    Cell prototype = null;
    if (constructor.callable instanceof Cell.ClassOf node) {
      prototype = node.prototype();
      for (Node.ClassMember member : node.node().members()) {
        if (member instanceof Node.FieldMember field
            && !field.isStatic()
            && field.value() instanceof Node.FunctionExpr function) {
          methods.add(function.func());
        }
      }
    } else if (constructor.slots.get("prototype") != null) {
      prototype = cell(constructor.slots.get("prototype").value());
    }
    if (prototype != null) {
      for (Slots.Keyed member : prototype.slots.list()) {
        if (!member.key().isName("constructor")) {
          add(member.slot().value(), methods);
          add(member.slot().getter(), methods);
          add(member.slot().setter(), methods);
        }
      }
    }
    return methods;
  }

  private static void add(@Nullable Value value, List<Node.Func> methods) {
    Cell cell = value == null ? null : cell(value);
    if (cell != null && cell.callable instanceof Cell.Closure closure) {
      methods.add(closure.func());
    }
  }

  private static @Nullable Cell cell(Value value) {
    return value instanceof Value.Ref ref ? ref.cell() : null;
  }

  private void function(Node.Func method) {
    aliases.clear();
    Nodes.walk(method, this::alias);
    method.params().forEach(this::walk);
    method.body().forEach(this::walk);
  }

  /** {@code const self = this}. */
  private void alias(Node node) {
    if (node instanceof Node.Declarator declarator
        && declarator.init() instanceof Node.This
        && declarator.target() instanceof Node.Ident name) {
      aliases.add(name.name());
    }
  }

  private void walk(Node root) {
    Nodes.walkWhile(
        root,
        node -> {
          visit(node);
          return true;
        });
  }

  private void visit(Node node) {
    switch (node) {
      case Node.Assign assign -> target(assign.target());
      case Node.Update update -> changed(update.operand());
      case Node.Unary unary when unary.op().equals("delete") -> changed(unary.operand());
      case Node.ForIn loop -> target(loop.target());
      case Node.ForOf loop -> target(loop.target());
      case Node.Call call -> arguments(call.callee(), call.args());
      case Node.New made -> arguments(made.callee(), made.args());
      default -> {}
    }
  }

  private void target(Node.Target target) {
    switch (target) {
      case Node.Member member -> changed(member);
      case Node.Index index -> changed(index);
      case Node.Default inPattern -> target(inPattern.target());
      case Node.Rest rest -> target(rest.target());
      case Node.ArrayPattern pattern ->
          pattern.elements().stream().filter(e -> e != null).forEach(this::target);
      case Node.ObjectPattern pattern -> {
        pattern.properties().forEach(property -> target(property.value()));
        if (pattern.rest() != null) {
          target(pattern.rest());
        }
      }
      case Node.Ident variable -> {}
      case Node.Bad bad -> {}
    }
  }

  /** What stands for a field, or for something inside of one, becomes another. */
  private void changed(Node.Expr place) {
    switch (place) {
      case Node.Member member when isThis(member.object()) -> names.add(member.name());
      case Node.Member member -> changed(member.object());
      case Node.Index index when isThis(index.object()) -> {
        if (index.key() instanceof Node.Str name) {
          names.add(name.value());
        } else {
          any = true;
        }
      }
      case Node.Index index -> changed(index.object());
      default -> {}
    }
  }

  private void arguments(Node.Expr callee, List<Node.Expr> arguments) {
    boolean harmless =
        callee instanceof Node.Member member
            && (PASSING_RECEIVERS.contains(member.name())
                || member.object() instanceof Node.Ident object
                    && HARMLESS.contains(object.name()));
    if (!harmless) {
      for (Node.Expr argument : arguments) {
        any |= isThis(argument);
        if (argument instanceof Node.Member member && isThis(member.object())) {
          names.add(member.name());
        }
      }
    }
  }

  /** In a function inside of the method it may be another; then too much is said to change. */
  private boolean isThis(Node.Expr expr) {
    return expr instanceof Node.This
        || expr instanceof Node.Ident name && aliases.contains(name.name());
  }
}
