package dev.commonjs.syntax;

import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Bindings} of a file in one walk: what a scope declares is gathered where it is
 * entered, so that whatever stands in it can be looked up at once. Recursive, see {@link
 * DeepStack}.
 */
final class ScopeWalk {
  /** A CommonJS module is a function with these parameters. */
  private static final Set<String> WRAPPER =
      Set.of("exports", "require", "module", "__filename", "__dirname");

  private final String text;
  private final NamesInForce names = new NamesInForce();
  private final List<Variable> variables = new ArrayList<>();
  private final Map<Span, Variable> places = new HashMap<>();
  private final Map<String, List<Span>> unresolved = new TreeMap<>();
  private final List<Bindings.Region> regions = new ArrayList<>();

  /** Functions in blocks that have been found to be variables of the function around them. */
  private final Map<Node.FunctionDecl, Variable> hoisted = new IdentityHashMap<>();

  private ScopeWalk(String text) {
    this.text = text;
  }

  static Bindings bindings(ParsedFile file) {
    ScopeWalk walk = new ScopeWalk(file.source().text());
    Node.Program program = file.program();
    walk.body(program, program.body(), Map.of(), program.strict());
    return walk.result();
  }

  private Bindings result() {
    variables.forEach(Variable::unite);
    Map<Span, Bindings.Binding> bindings = HashMap.newHashMap(places.size());
    places.forEach((place, variable) -> bindings.put(place, variable.binding()));
    unresolved.replaceAll((name, spans) -> Bindings.sorted(spans.stream()));
    return new Bindings(bindings, unresolved, regions);
  }

  // ---------------------------------------------------------------- the walk

  private void visit(Node node) {
    switch (node) {
      case Node.Ident n -> identifier(n);
      case Node.FunctionExpr n -> named(n, n.func().name(), () -> function(n.func()));
      case Node.Func n -> function(n);
      case Node.ClassExpr n -> named(n, n.node().name(), () -> visit(n.node()));
      case Node.StaticBlock n -> body(n, n.body(), Map.of(), true);
      case Node.Block n -> within(n, block(n.body()), () -> n.body().forEach(this::visit));
      case Node.Switch n -> switchStatement(n);
      case Node.Try n -> tryStatement(n);
      case Node.With n -> with(n);
      case Node.For n -> loop(n);
      case Node.ForIn n -> loop(n);
      case Node.ForOf n -> loop(n);
      case Node.VarDecl n -> declaration(n);
      case Node.FunctionDecl n -> declaration(n);
      case Node.ClassDecl n -> declaration(n);
      default -> children(node);
    }
  }

  private void children(Node node) {
    Nodes.children(node).forEach(this::visit);
  }

  private void identifier(Node.Ident ident) {
    Variable known = places.get(ident.span());
    Variable declared = names.declared(ident.name());
    if (known != null) {
      if (declared != null) {
        declared.declaredAgainAs(known);
      }
      return;
    }
    Variable meant = names.meant(ident.name());
    if (meant != null) {
      places.put(ident.span(), meant);
      meant.referredToAt(ident.span());
    } else if (isName(ident)) {
      unresolved.computeIfAbsent(ident.name(), name -> new ArrayList<>()).add(ident.span());
    }
  }

  /** The name of a function or class expression is known in it alone. */
  private void named(Node expression, Node.@Nullable Ident name, Runnable inside) {
    Map<String, Variable> scope = new LinkedHashMap<>(0);
    if (name != null) {
      declare(name, scope);
    }
    within(expression, scope, inside);
  }

  /** The values of parameters know nothing of what the body declares. */
  private void function(Node.Func function) {
    Map<String, Variable> parameters = new LinkedHashMap<>();
    function.params().forEach(p -> DeclaredNames.names(p, name -> declare(name, parameters)));
    within(
        function,
        parameters,
        () -> {
          function.params().forEach(this::visit);
          body(function, function.body(), parameters, function.strict());
        });
  }

  /** The statements of a function, of a static block or of the file. */
  private void body(
      Node owner, List<Node.Stmt> body, Map<String, Variable> parameters, boolean strict) {
    Map<String, Variable> scope = new LinkedHashMap<>();
    Set<String> taken =
        new HashSet<>(owner instanceof Node.Program ? WRAPPER : parameters.keySet());
    Consumer<Node.Ident> variable =
        name -> declare(name, parameters.containsKey(name.name()) ? parameters : scope);
    for (Node.Stmt statement : body) {
      DeclaredNames.lexical(
          statement,
          name -> {
            declare(name, scope);
            taken.add(name.name());
          });
      DeclaredNames.variables(statement, variable);
      Node.FunctionDecl function = DeclaredNames.function(statement);
      if (function != null && function.func().name() != null) {
        variable.accept(function.func().name());
      }
    }
    if (!strict) {
      HoistedFunctions.find(body, taken, function -> hoist(function, scope));
    }
    within(owner, scope, () -> body.forEach(this::visit));
  }

  private void switchStatement(Node.Switch node) {
    visit(node.subject());
    List<Node.Stmt> body = new ArrayList<>();
    node.cases().forEach(c -> body.addAll(c.body()));
    within(node, block(body), () -> node.cases().forEach(this::visit));
  }

  private void tryStatement(Node.Try node) {
    visit(node.block());
    if (node.handler() != null) {
      catchClause(node.param(), node.handler());
    }
    if (node.finalizer() != null) {
      visit(node.finalizer());
    }
  }

  private void catchClause(Node.@Nullable Target parameter, Node.Block handler) {
    if (parameter == null) {
      visit(handler);
      return;
    }
    Map<String, Variable> scope = new LinkedHashMap<>(0);
    DeclaredNames.names(parameter, name -> declare(name, scope));
    if (parameter instanceof Node.Ident) {
      scope.values().forEach(Variable::becomeCatchParameter);
    }
    within(
        parameter.start(),
        lastInside(handler),
        scope,
        () -> {
          visit(parameter);
          visit(handler);
        });
  }

  private void with(Node.With node) {
    visit(node.object());
    names.enterWith();
    visit(node.body());
    names.leaveWith();
  }

  /** What is looped over knows the names of the head too, though they have no values yet. */
  private void loop(Node.Stmt node) {
    Map<String, Variable> scope = new LinkedHashMap<>(0);
    DeclaredNames.head(node, name -> declare(name, scope));
    within(node, scope, () -> children(node));
  }

  /**
   * One that stands where no list of statements is, as in {@code if (a) function f() {}}, is in a
   * block of its own. Others have been declared when their list was entered.
   */
  private void declaration(Node.Stmt node) {
    within(node, block(List.of(node)), () -> children(node));
  }

  // ---------------------------------------------------------------- scopes

  /** What a list of statements declares, which is no function's body. */
  private Map<String, Variable> block(List<Node.Stmt> body) {
    Map<String, Variable> scope = new LinkedHashMap<>(0);
    for (Node.Stmt statement : body) {
      DeclaredNames.lexical(statement, name -> declare(name, scope));
      Node.FunctionDecl function = DeclaredNames.function(statement);
      if (function != null && function.func().name() != null) {
        Node.Ident name = function.func().name();
        Variable variable = hoisted.get(function);
        if (variable == null) {
          declare(name, scope);
        } else {
          scope.put(name.name(), variable);
        }
      }
    }
    return scope;
  }

  private void hoist(Node.FunctionDecl function, Map<String, Variable> scope) {
    Node.Ident name = function.func().name();
    if (name != null) {
      declare(name, scope);
      Variable variable = scope.get(name.name());
      if (variable != null) {
        hoisted.put(function, variable);
      }
    }
  }

  /** Nothing happens if it has been declared before. */
  private void declare(Node.Ident name, Map<String, Variable> scope) {
    if (!isName(name) || places.containsKey(name.span())) {
      return;
    }
    Variable variable = scope.get(name.name());
    if (variable == null) {
      variable = new Variable(name.name());
      scope.put(name.name(), variable);
      variables.add(variable);
    }
    variable.declaredAt(name.span());
    places.put(name.span(), variable);
  }

  /** Broken text may have the place of a name without one. */
  private static boolean isName(Node.Ident ident) {
    return ident.start() < ident.end() && !ident.name().isEmpty();
  }

  private void within(Node node, Map<String, Variable> scope, Runnable inside) {
    within(firstInside(node), lastInside(node), scope, inside);
  }

  private void within(int from, int to, Map<String, Variable> scope, Runnable inside) {
    if (!scope.isEmpty()) {
      regions.add(new Bindings.Region(from, to, List.copyOf(scope.keySet())));
    }
    names.enter(scope);
    inside.run();
    names.leave(scope);
  }

  /** Right before an opening brace or a keyword is outside. */
  private static int firstInside(Node node) {
    boolean open =
        node instanceof Node.Program
            || node instanceof Node.Func f && f.kind() == Node.FuncKind.ARROW;
    return open ? node.start() : node.start() + 1;
  }

  /** Right behind a closing brace is outside. */
  private int lastInside(Node node) {
    int last = node.end() - 1;
    boolean closed = last >= 0 && last < text.length() && text.charAt(last) == '}';
    return closed && !(node instanceof Node.Program) ? last : node.end();
  }
}
