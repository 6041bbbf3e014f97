package dev.commonjs.observe;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Calls, members, optional chains, {@code super}, private names, writes by computed names. */
final class CallForms {
  private final Lowering lowering;
  private final Edits edits;
  private final Tokens tokens;

  /** Links of optional chains behind the first that may end the chain. */
  private final Set<Node> mayBeUndefined = Collections.newSetFromMap(new IdentityHashMap<>());

  CallForms(Lowering lowering) {
    this.lowering = lowering;
    this.edits = lowering.edits;
    this.tokens = lowering.tokens;
  }

  // ---------------------------------------------------------------- calls

  void call(Node.Call n, Scope scope) {
    boolean bare = n.callee().start() == n.start(); // without parentheses, which are kept
    boolean spread = hasSpread(n.args());
    if (n.callee() instanceof Node.Super) {
      superCall(n);
    } else if (bare && isOf(n.callee(), Node.Super.class)) {
      superMemberCall(n, scope);
    } else if (bare && n.callee() instanceof Node.Member m && isPrivate(m.name())) {
      boolean may = undefinedBefore(n) || m.optional();
      applied(n, privateName(m.name()) + (may ? ".runIf(" : ".run("), dot(m), ", [", "])");
      visitOperands(n, scope);
      return;
    } else if (bare && spread && n.callee() instanceof Node.Member m) {
      applied(n, lowering.prefix + ".apply(", dot(m), ", \"" + m.name() + "\", [", end(n));
      visitOperands(n, scope);
      return;
    } else if (bare
        && n.callee() instanceof Node.Index i
        && (spread || undefinedBefore(n) || i.optional())) {
      int bracket = tokens.find(i.object().end(), i.optional() ? "?." : "[");
      int open = i.optional() ? tokens.find(bracket + "?.".length(), "[") : bracket;
      edits.replace(bracket, open + 1, ", ");
      int close = tokens.find(i.key().end(), "]");
      applied(n, lowering.prefix + ".apply(", close, ", [", end(n));
      visitOperands(n, scope);
      return;
    } else if (spread) {
      int gap = tokens.find(n.callee().end(), n.optional() ? "?." : "(");
      applied(n, lowering.prefix + ".call(", gap, ", [", end(n));
    } else if (undefinedBefore(n) && !n.optional()) {
      edits.open(argumentsOf(n), "?.");
    }
    lowering.visitChildren(n, scope);
  }

  private static boolean isOf(Node callee, Class<? extends Node> object) {
    return callee instanceof Node.Member m && object.isInstance(m.object())
        || callee instanceof Node.Index i && object.isInstance(i.object());
  }

  /** What a call holds, without the callee that has become part of it. */
  private void visitOperands(Node.Call n, Scope scope) {
    lowering.visitAll(n.args(), scope.inner());
    lowering.visitAll(Nodes.children(n.callee()), scope.inner());
  }

  private int dot(Node.Member m) {
    return tokens.findDot(m.object().end());
  }

  private String end(Node.Call n) {
    return undefinedBefore(n) || n.optional() || isOptional(n.callee()) ? "], true)" : "])";
  }

  /** Everything from {@code from} to the arguments is written as {@code between}. */
  private void applied(Node.Call n, String helper, int from, String between, String end) {
    edits.open(n.start(), helper);
    edits.replace(from, argumentsOf(n) + 1, between);
    edits.replace(n.end() - 1, n.end(), end);
  }

  /** Where the parenthesis before the arguments is. */
  private int argumentsOf(Node.Call n) {
    int from = n.callee().end();
    return tokens.find(n.optional() ? tokens.find(from, "?.") + "?.".length() : from, "(");
  }

  private void superCall(Node.Call n) {
    String prefix = lowering.prefix;
    edits.replace(n.start(), argumentsOf(n) + 1, prefix + "_class.superCall(" + prefix + "_new, [");
    edits.replace(n.end() - 1, n.end(), "], v => " + prefix + "_this = v)");
  }

  /** {@code super.m} is called on {@code this}, whatever that is written as. */
  private void superMemberCall(Node.Call n, Scope scope) {
    boolean spread = hasSpread(n.args());
    if (spread || scope.keptSuper() || scope.keptThis()) {
      String call = (spread ? ".apply(" : ".call(") + lowering.thisOf(scope);
      String separator = spread ? ", [" : n.args().isEmpty() ? "" : ", ";
      edits.replace(n.callee().end(), argumentsOf(n) + 1, call + separator);
      if (spread) {
        edits.replace(n.end() - 1, n.end(), "])");
      }
    }
  }

  void construct(Node.New n, Scope scope) {
    if (hasSpread(n.args())) {
      edits.replace(n.start(), n.start() + "new".length(), lowering.prefix + ".construct(");
      int open = tokens.find(n.callee().end(), "(");
      edits.replace(open, open + 1, ", [");
      edits.replace(n.end() - 1, n.end(), "])");
    }
    lowering.visitChildren(n, scope);
  }

  private static boolean hasSpread(List<Node.Expr> args) {
    return args.stream().anyMatch(Node.Spread.class::isInstance);
  }

  // ---------------------------------------------------------------- members

  void member(Node.Member n, Scope scope) {
    if (n.object() instanceof Node.Super) {
      superMember(scope, n.start(), n.end(), Lowering.quoted(n.name()));
    } else if (isPrivate(n.name())) {
      int dot = tokens.findDot(n.object().end());
      boolean may = n.optional() || undefinedBefore(n);
      edits.open(n.start(), privateName(n.name()) + (may ? ".cellIf(" : "("));
      edits.replace(dot, n.end(), may ? ")?.value" : ").value");
    } else if (mayBeUndefined.contains(n) && !n.optional()) {
      int dot = tokens.findDot(n.object().end());
      edits.replace(dot, dot + 1, "?.");
    }
    lowering.visitChildren(n, scope);
  }

  void index(Node.Index n, Scope scope) {
    if (n.object() instanceof Node.Super && scope.keptSuper()) {
      scope.frame().keepSuper();
      int open = tokens.find(n.object().end(), "[");
      edits.replace(n.start(), open + 1, lowering.prefix + "_super(");
      edits.replace(n.end() - 1, n.end(), ")");
    } else if (mayBeUndefined.contains(n) && !n.optional()) {
      edits.open(tokens.find(n.object().end(), "["), "?.");
    }
    lowering.visitChildren(n, scope);
  }

  private void superMember(Scope scope, int start, int end, String key) {
    if (scope.keptSuper()) {
      scope.frame().keepSuper();
      edits.replace(start, end, lowering.prefix + "_super(" + key + ")");
    }
  }

  void binary(Node.Binary n, Scope scope) {
    if (n.op().equals("in") && n.left() instanceof Node.Ident i && isPrivate(i.name())) {
      int in = tokens.find(i.end(), "in");
      edits.replace(n.start(), in + "in".length(), privateName(i.name()) + ".has(");
      edits.close(n.end(), ")");
    }
    lowering.visitChildren(n, scope);
  }

  /** {@code a[k] = v}: the host is told what was written. */
  void set(Node.Assign n, Node.Index target) {
    Node.Expr key = target.key();
    int bracket = tokens.find(target.object().end(), "[");
    int close = tokens.find(key.end(), "]");
    int equals = tokens.skip(close + 1);
    boolean constant = key instanceof Node.Str || key instanceof Node.Num;
    if (constant || target.object() instanceof Node.Super || tokens.at(equals) != '=') {
      return;
    }
    boolean list = key instanceof Node.Sequence;
    edits.open(n.start(), lowering.prefix + ".set(");
    edits.replace(bracket, bracket + 1, list ? ", (" : ", ");
    edits.replace(close, equals + 1, list ? ")," : ",");
    edits.close(n.end(), ", " + n.start() + ")");
  }

  // ---------------------------------------------------------------- private names

  static boolean isPrivate(String name) {
    return name.startsWith("#");
  }

  String privateName(String name) {
    return lowering.prefix + "_p_" + name.substring(1);
  }

  // ---------------------------------------------------------------- optional chains

  /**
   * Rhino forgets that a chain has ended when it meets {@code [}, and a link that became a call of
   * ours never knows: the links behind are made optional, too.
   */
  void chain(Node.OptionalChain n, Scope scope) {
    List<Node> links = links(n.chain());
    boolean ended = false;
    boolean lowered = false;
    for (Node link : links.reversed()) {
      boolean ofIndex = link instanceof Node.Call c && c.callee() instanceof Node.Index;
      if (ended && (lowered || ofIndex || link instanceof Node.Index || isLowered(link))) {
        mayBeUndefined.add(link);
      }
      ended |= isOptional(link);
      lowered |= ended && isLowered(link);
    }
    lowering.visitChildren(n, scope);
  }

  private static List<Node> links(Node.Expr chain) {
    List<Node> links = new ArrayList<>();
    Node.Expr link = chain;
    while (true) {
      links.add(link);
      switch (link) {
        case Node.Member m -> link = m.object();
        case Node.Index i -> link = i.object();
        case Node.Call c -> link = c.callee();
        default -> {
          links.removeLast();
          return links;
        }
      }
    }
  }

  private static boolean isOptional(Node link) {
    return switch (link) {
      case Node.Member m -> m.optional();
      case Node.Index i -> i.optional();
      case Node.Call c -> c.optional();
      default -> false;
    };
  }

  private static boolean isLowered(Node link) {
    return switch (link) {
      case Node.Member m -> isPrivate(m.name());
      case Node.Call c ->
          hasSpread(c.args()) || c.callee() instanceof Node.Member m && isPrivate(m.name());
      default -> false;
    };
  }

  private boolean undefinedBefore(Node link) {
    return mayBeUndefined.contains(link);
  }
}
