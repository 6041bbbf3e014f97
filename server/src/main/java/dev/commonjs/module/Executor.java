package dev.commonjs.module;

import dev.commonjs.module.Machine.Context;
import dev.commonjs.module.Machine.Target;
import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Value.Unknown;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Executes statements. A statement that does not complete normally ends in {@link Machine.Dead}.
 */
final class Executor {
  private final Machine machine;
  private Set<String> labels = Set.of();

  Executor(Machine machine) {
    this.machine = machine;
  }

  // ---------------------------------------------------------------- bodies

  /**
   * The body of a function or of the module, in {@code frame}, which holds the parameters already.
   */
  void body(List<Stmt> body, Context context) {
    Cell frame = context.env();
    Scopes.FunctionScope scope = machine.scopes.function(body);
    for (String name : scope.variables()) {
      if (!frame.slots.has(name)) {
        machine.evaluator.setVariable(frame, name, Values.UNDEFINED, null);
      }
    }
    for (var lexical : machine.scopes.block(body).lexicals().entrySet()) {
      machine.recorder.declared(lexical.getKey(), lexical.getValue(), frame);
      machine.evaluator.setVariable(frame, lexical.getKey(), new Value.Uninitialized(), null);
    }
    for (Node.FunctionDecl function : scope.functions()) {
      declareFunction(function, frame, frame);
    }
    statements(body, context);
  }

  private void declareFunction(Node.FunctionDecl declaration, Cell env, Cell frame) {
    Node.Ident name = declaration.func().name();
    if (name != null) {
      Value function = machine.newFunction(declaration.func(), env, null, null);
      machine.recorder.hoisted(name, frame);
      machine.evaluator.setVariable(
          frame, name.name(), function, new Site(name.span(), declaration.span()));
    }
  }

  private void statements(List<Stmt> body, Context context) {
    for (int i = 0; i < body.size(); i++) {
      try {
        execute(body.get(i), context);
      } catch (Machine.Dead dead) {
        List<Stmt> rest = body.subList(i + 1, body.size());
        if (!rest.isEmpty()) {
          machine.conditions.deadCode(
              rest.get(0), () -> rest.forEach(s -> machine.attempt(() -> run(s, context))));
        }
        throw dead;
      }
    }
  }

  private Value run(Stmt statement, Context context) {
    execute(statement, context);
    return Values.UNDEFINED;
  }

  private void block(List<Stmt> body, Context context) {
    Scopes.BlockScope scope = machine.scopes.block(body);
    if (scope.isEmpty()) {
      statements(body, context);
      return;
    }
    Cell frame = machine.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
    scope
        .lexicals()
        .keySet()
        .forEach(
            name -> machine.evaluator.setVariable(frame, name, new Value.Uninitialized(), null));
    for (Node.FunctionDecl function : scope.functions()) {
      declareFunction(function, frame, frame);
      hoistFromBlock(function, frame, context);
    }
    statements(body, context.in(frame));
  }

  /**
   * In sloppy mode a function declared in a block is a variable of the function too (ECMA-262,
   * annex B.3.2).
   */
  private void hoistFromBlock(Node.FunctionDecl declaration, Cell frame, Context context) {
    Node.Ident name = declaration.func().name();
    if (name != null && !declaration.func().strict()) {
      Slot slot = java.util.Objects.requireNonNull(frame.slots.get(name.name()));
      Cell home = context.activation().frame;
      if (!name.name().equals("exports")
          && !name.name().equals("module")
          && !name.name().equals("require")) {
        machine.evaluator.setVariable(home, name.name(), slot.value(), null);
      }
    }
  }

  // ---------------------------------------------------------------- statements

  void execute(Stmt statement, Context context) {
    machine.budget.step();
    Set<String> own = labels;
    labels = Set.of();
    switch (statement) {
      case Node.VarDecl node -> declare(node, context);
      case Node.FunctionDecl node -> {}
      case Node.ClassDecl node -> classDeclaration(node.node(), context);
      case Node.ExprStmt node -> machine.evaluator.eval(node.expr(), context);
      case Node.Block node -> machine.jumps.labelled(own, () -> block(node.body(), context));
      case Node.Empty node -> {}
      case Node.If node -> branch(node, context);
      case Node.For node -> machine.loops.forLoop(node, context, own);
      case Node.ForIn node -> machine.loops.forIn(node, context, own);
      case Node.ForOf node -> machine.loops.forOf(node, context, own);
      case Node.While node -> machine.loops.whileLoop(node.test(), node.body(), context, own, true);
      case Node.DoWhile node ->
          machine.loops.whileLoop(node.test(), node.body(), context, own, false);
      case Node.Return node -> returns(node, context);
      case Node.Throw node -> throw machine.raise(machine.evaluator.eval(node.value(), context));
      case Node.Try node -> tryStatement(node, context);
      case Node.Switch node -> switchStatement(node, context, own);
      case Node.Break node -> machine.jumps.jump(node.label(), false);
      case Node.Continue node -> machine.jumps.jump(node.label(), true);
      case Node.Labeled node -> {
        Set<String> more = new java.util.HashSet<>(own);
        more.add(node.label());
        labels = more;
        execute(node.body(), context);
      }
      case Node.With node -> {
        machine.escapes.escape(
            machine.evaluator.eval(node.object(), context), "it is the object of a with statement");
        machine.guardedly(() -> run(node.body(), context));
      }
      case Node.ImportDecl node -> machine.classes.importDeclaration(node, context);
      case Node.ExportDecl node -> exportDeclaration(node, context);
      case Node.Bad node -> {}
    }
  }

  private void declare(Node.VarDecl node, Context context) {
    for (Node.Declarator declarator : node.declarators()) {
      if (declarator.init() == null && node.kind() == Node.DeclKind.VAR) {
        continue;
      }
      Value value =
          declarator.init() == null
              ? Values.UNDEFINED
              : machine.evaluator.eval(declarator.init(), context);
      Cell frame =
          node.kind() == Node.DeclKind.VAR
              ? variableFrame(declarator.target(), context)
              : context.env();
      machine.recorder.assigned = declarator.init();
      Site site =
          declarator.target() instanceof Node.Ident ident
              ? new Site(ident.span(), declarator.span())
              : null;
      machine.patterns.declare(declarator.target(), value, context, frame, site);
    }
  }

  /**
   * Where a {@code var} lives: the frame of the function, unless a catch parameter or the like
   * stands between.
   */
  Cell variableFrame(Node.Target target, Context context) {
    Cell home = context.activation().frame;
    if (target instanceof Node.Ident ident) {
      Cell found = machine.evaluator.frameOf(ident.name(), context);
      return found == null || found.kind != Cell.Kind.FRAME ? home : found;
    }
    return home;
  }

  private void classDeclaration(Node.ClassNode node, Context context) {
    Value value = machine.classes.create(node, context);
    if (node.name() != null) {
      machine.evaluator.setVariable(
          context.env(), node.name().name(), value, new Site(node.name().span(), node.span()));
    }
  }

  private void exportDeclaration(Node.ExportDecl node, Context context) {
    if (node.declaration() != null) {
      execute(node.declaration(), context);
    }
    if (node.value() != null) {
      machine.evaluator.eval(node.value(), context);
    }
    if (node.specifier() != null) {
      machine.recorder.require(
          RequireSite.Kind.IMPORT,
          new Value.Str(node.specifier().value()),
          node.specifier().span());
    }
  }

  private void branch(Node.If node, Context context) {
    machine.conditions.branch(
        node.test(),
        context,
        () -> execute(node.then(), context),
        () -> {
          if (node.otherwise() != null) {
            execute(node.otherwise(), context);
          }
        },
        node.then(),
        node.otherwise());
  }

  private void returns(Node.Return node, Context context) {
    Value value =
        node.value() == null ? Values.UNDEFINED : machine.evaluator.eval(node.value(), context);
    machine.calls.returned(context.activation(), value);
    throw Machine.Dead.PATH;
  }

  // ---------------------------------------------------------------- try

  private void tryStatement(Node.Try node, Context context) {
    if (node.finalizer() == null) {
      withoutFinalizer(node, context);
    } else {
      withFinalizer(node, node.finalizer(), context);
    }
  }

  private void withoutFinalizer(Node.Try node, Context context) {
    if (node.handler() == null) {
      execute(node.block(), context);
    } else {
      withHandler(node, node.handler(), context);
    }
  }

  private void withFinalizer(Node.Try node, Node.Block finalizer, Context context) {
    Target outer = machine.handler;
    boolean[] ran = {false};
    int depth = machine.finalizers.size();
    machine.finalizers.add(
        () -> {
          Target inner = machine.handler;
          machine.handler = outer;
          ran[0] = true;
          execute(finalizer, context);
          machine.handler = inner;
        });
    Value done = machine.attempt(() -> Machine.done(() -> withoutFinalizer(node, context)));
    machine.finalizers.subList(depth, machine.finalizers.size()).clear();
    if (done != null) {
      execute(finalizer, context);
      return;
    }
    if (!ran[0]) {
      machine.attempt(() -> run(finalizer, context));
    }
    throw Machine.Dead.PATH;
  }

  private void withHandler(Node.Try node, Node.Block handler, Context context) {
    Target thrown = machine.new Target();
    Heap.Mark mark = machine.heap.mark();
    Target outer = machine.handler;
    Value done =
        machine.attempt(
            () -> {
              machine.handler = thrown;
              machine.guarded++;
              run(node.block(), context);
              thrown.saveSkipped(new Unknown("an error that was thrown"));
              machine.guarded--;
              return Values.UNDEFINED;
            });
    machine.handler = outer;
    if (!thrown.reached()) {
      machine.conditions.deadCode(
          handler, () -> handle(node, handler, new Unknown("an error"), context));
      if (done == null) {
        throw Machine.Dead.PATH;
      }
      return;
    }
    Heap.Changes finished = done == null ? null : machine.heap.rollback(mark);
    Value error = thrown.arrive(false, Values.UNDEFINED);
    Value handled =
        machine.attempt(() -> Machine.done(() -> handle(node, handler, error, context)));
    if (handled == null) {
      if (finished == null) {
        throw Machine.Dead.PATH;
      }
      machine.heap.undo(mark);
      machine.heap.apply(finished);
    } else if (finished != null) {
      machine.heap.join(mark, finished);
    }
  }

  private void handle(Node.Try node, Node.Block handler, Value error, Context context) {
    Context inner = context;
    if (node.param() != null) {
      Cell frame = machine.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
      machine.patterns.declare(node.param(), error, context.in(frame), frame, null);
      inner = context.in(frame);
    }
    execute(handler, inner);
  }

  // ---------------------------------------------------------------- jumps

  private void switchStatement(Node.Switch node, Context context, Set<String> own) {
    Value subject = machine.evaluator.eval(node.subject(), context);
    Set<String> all = new java.util.HashSet<>(own);
    all.add("");
    Cell frame = machine.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
    Scopes.BlockScope scope = machine.scopes.cases(node);
    scope
        .lexicals()
        .keySet()
        .forEach(
            name -> machine.evaluator.setVariable(frame, name, new Value.Uninitialized(), null));
    scope.functions().forEach(function -> declareFunction(function, frame, frame));
    machine.jumps.breakable(
        new Jumps.Jump(all, machine.new Target(), false),
        () -> cases(node, subject, context.in(frame)));
  }

  private void cases(Node.Switch node, Value subject, Context context) {
    Integer chosen = chosenCase(node, subject, context);
    Heap.Mark mark = machine.heap.mark();
    Heap.Changes entry = machine.heap.changes(mark);
    boolean alive = false;
    boolean hasDefault = false;
    for (int i = 0; i < node.cases().size(); i++) {
      Node.Case one = node.cases().get(i);
      hasDefault |= one.test() == null;
      boolean mayEnter = chosen == null || chosen == i;
      if (!mayEnter && !alive) {
        machine.conditions.deadCode(one, () -> statements(one.body(), context));
        continue;
      }
      if (mayEnter && alive) {
        machine.heap.join(mark, entry);
      } else if (mayEnter) {
        machine.heap.undo(mark);
      }
      alive = machine.attempt(() -> Machine.done(() -> statements(one.body(), context))) != null;
    }
    boolean skips = chosen == null ? !hasDefault : chosen < 0;
    if (skips && alive) {
      machine.heap.join(mark, entry);
    } else if (skips) {
      machine.heap.undo(mark);
    } else if (!alive) {
      throw Machine.Dead.PATH;
    }
  }

  /** The index of the case that is entered, -1 for none, null when it is not known. */
  private @Nullable Integer chosenCase(Node.Switch node, Value subject, Context context) {
    int byDefault = -1;
    for (int i = 0; i < node.cases().size(); i++) {
      Node.Expr test = node.cases().get(i).test();
      if (test == null) {
        byDefault = i;
        continue;
      }
      Boolean same =
          Operators.truth(Operators.binary("===", subject, machine.evaluator.eval(test, context)));
      if (same == null) {
        return null;
      }
      if (same) {
        return i;
      }
    }
    return byDefault;
  }
}
