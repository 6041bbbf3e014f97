package dev.commonjs.observe;

import dev.commonjs.syntax.Node;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes. {@code class A extends P { m() {} static s = 1 }} is written
 *
 * <pre>{@code
 * var A = $cjs.derived(P, function A() { return $cjs.make(A, this, arguments); }, ($cjs_class, A) => {
 *   $cjs_class.method({ m() {} }); $cjs_class.staticField("s", { v() { return (1); } }); });
 * }</pre>
 *
 * Each member is in an object literal of its own: its methods' {@code super} is that object's
 * prototype. A constructor is a method, too; a derived one's {@code this} is a variable that {@code
 * superCall} sets.
 */
final class ClassForms {
  private final Lowering lowering;
  private final Edits edits;
  private final Tokens tokens;
  private final Map<Node.ClassNode, String> names = new IdentityHashMap<>();

  ClassForms(Lowering lowering) {
    this.lowering = lowering;
    this.edits = lowering.edits;
    this.tokens = lowering.tokens;
  }

  /** Remembers that {@code value}, if it is a class without a name, is called like its variable. */
  void name(Node.@Nullable Expr value, String name) {
    if (value instanceof Node.ClassExpr c && c.node().name() == null) {
      names.put(c.node(), name);
    }
  }

  void declaration(Node.ClassNode n, Scope scope) {
    String name = n.name() == null ? lowering.temporary() : n.name().name();
    write(n, (scope.body() ? "var " : "let ") + name + " = ", ";", scope.inner());
  }

  void expression(Node.ClassNode n, Scope scope) {
    write(n, "(", ")", scope.inner());
  }

  private void write(Node.ClassNode n, String before, String after, Scope scope) {
    int head = n.name() == null ? n.start() + "class".length() : n.name().end();
    int brace;
    if (n.parent() == null) {
      brace = tokens.find(head, "{");
      edits.replace(n.start(), brace + 1, before + lowering.prefix + ".base(" + definition(n));
    } else {
      int heritage = tokens.find(head, "extends") + "extends".length();
      edits.replace(n.start(), heritage, before + lowering.prefix + ".derived(");
      brace = tokens.find(n.parent().end(), "{");
      edits.replace(brace, brace + 1, ", " + definition(n));
    }
    edits.replace(n.end() - 1, n.end(), "})" + after);
    for (Node.ClassMember member : n.members().reversed()) {
      lowering.later(() -> member(member, n, scope));
    }
    if (n.parent() != null) {
      lowering.visit(n.parent(), scope);
    }
  }

  /** The function that is the class, and the head of what gives it members. */
  private String definition(Node.ClassNode n) {
    String prefix = lowering.prefix;
    String self = n.name() == null ? prefix + "_self" : n.name().name();
    StringBuilder out = new StringBuilder("function ").append(self).append('(');
    out.append(Lowering.mark(n.start())).append(lowering.functions.dummies(parameters(n)));
    out.append(") { return ").append(prefix).append(".make(").append(self);
    out.append(", this, arguments); }, (").append(prefix).append("_class, ").append(self);
    for (String name : privateNames(n)) {
      out.append(", ").append(lowering.calls.privateName(name));
    }
    out.append(") => {");
    if (n.name() == null) {
      String name = Lowering.quoted(names.getOrDefault(n, ""));
      out.append(prefix).append("_class.named(").append(name).append(");");
    }
    return out.toString();
  }

  private static List<Node.Target> parameters(Node.ClassNode n) {
    for (Node.ClassMember member : n.members()) {
      if (member instanceof Node.MethodMember m && m.func().kind() == Node.FuncKind.CONSTRUCTOR) {
        return m.func().params();
      }
    }
    return List.of();
  }

  private static Set<String> privateNames(Node.ClassNode n) {
    Set<String> names = new LinkedHashSet<>();
    for (Node.ClassMember member : n.members()) {
      if (key(member) instanceof Node.NameKey key && isPrivate(key)) {
        names.add(key.name());
      }
    }
    return names;
  }

  private static Node.@Nullable Key key(Node.ClassMember member) {
    return switch (member) {
      case Node.MethodMember m -> m.key();
      case Node.AccessorMember m -> m.key();
      case Node.FieldMember m -> m.key();
      case Node.StaticBlock m -> null;
    };
  }

  private static boolean isPrivate(Node.Key key) {
    return key instanceof Node.NameKey named && CallForms.isPrivate(named.name());
  }

  // ---------------------------------------------------------------- members

  private void member(Node.ClassMember member, Node.ClassNode owner, Scope scope) {
    switch (member) {
      case Node.MethodMember m -> method(m, m.key(), m.func(), owner, scope);
      case Node.AccessorMember m -> method(m, m.key(), m.func(), owner, scope);
      case Node.FieldMember m -> field(m, scope);
      case Node.StaticBlock m -> block(m);
    }
  }

  private void method(
      Node.ClassMember m, Node.Key key, Node.Func f, Node.ClassNode owner, Scope scope) {
    boolean constructor = f.kind() == Node.FuncKind.CONSTRUCTOR;
    String helper = constructor ? "constructor" : helper("method", m, key);
    String text = lowering.prefix + "_class." + helper + "(";
    if (isPrivate(key)) {
      text += lowering.calls.privateName(((Node.NameKey) key).name()) + ", ";
      edits.replace(key.start(), key.start() + 1, "");
    }
    text += "{";
    if (m.isStatic()) {
      edits.replace(m.start(), f.start(), text);
    } else {
      edits.open(m.start(), text);
    }
    edits.close(m.end(), "});");
    if (constructor) {
      boolean derived = owner.parent() != null;
      lowering.functions.ordinary(
          f, key, derived ? Frame.Kind.DERIVED_CONSTRUCTOR : Frame.Kind.BASE_CONSTRUCTOR);
    } else {
      lowering.functions.method(key, f, scope);
    }
  }

  private static String helper(String base, Node.ClassMember m, Node.Key key) {
    String name = isPrivate(key) ? "private" + capital(base) : base;
    return m.isStatic() ? "static" + capital(name) : name;
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private void field(Node.FieldMember m, Scope scope) {
    Node.Key key = m.key();
    String call = lowering.prefix + "_class." + helper("field", m, key) + "(";
    if (m.start() < key.start()) {
      edits.replace(m.start(), key.start(), call);
    } else {
      edits.open(m.start(), call);
    }
    if (key instanceof Node.NameKey named) {
      String name =
          isPrivate(key) ? lowering.calls.privateName(named.name()) : Lowering.quoted(named.name());
      edits.replace(key.start(), key.end(), name);
    }
    if (m.value() == null) {
      edits.close(tokens.withoutSemicolon(m.start(), m.end()), ");");
      return;
    }
    int equals = tokens.find(key.end(), "=");
    edits.replace(equals, equals + 1, ", {v() {");
    Frame frame = frame(equals + 1);
    edits.open(equals + 1, "return (");
    String named = isUnnamed(m.value()) ? ", true" : "";
    edits.close(tokens.withoutSemicolon(m.start(), m.end()), ");}}" + named + ");");
    lowering.visit(m.value(), Scope.of(frame, false).inner());
    if (key instanceof Node.ComputedKey) {
      lowering.visit(key, scope);
    }
  }

  private static boolean isUnnamed(Node.Expr value) {
    return value instanceof Node.FunctionExpr f && f.func().name() == null
        || value instanceof Node.ClassExpr c && c.node().name() == null;
  }

  private void block(Node.StaticBlock m) {
    int brace = tokens.find(m.start() + "static".length(), "{");
    edits.replace(m.start(), brace, lowering.prefix + "_class.staticBlock({v() ");
    Frame frame = frame(brace + 1);
    edits.close(m.end(), "});");
    lowering.visitAll(m.body(), Scope.of(frame, false));
  }

  private Frame frame(int start) {
    Edits.Edit begin = edits.open(start);
    return lowering.frame(new Frame(Frame.Kind.METHOD, null, begin, begin));
  }
}
