package dev.commonjs.module;

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
      } catch (Unreachable end) {
        List<Stmt> rest = body.subList(i + 1, body.size());
        if (!rest.isEmpty()) {
          machine.conditions.deadCode(
              rest.get(0),
              context,
              dead -> rest.forEach(s -> machine.paths.attemptTo(() -> execute(s, dead))));
        }
        throw end;
      }
    }
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
    execute(statement, Set.of(), context);
  }

  /** {@code own}: the labels of the statement. */
  private void execute(Stmt statement, Set<String> own, Context context) {
    machine.budget.step();
    switch (statement) {
      case Node.VarDecl node -> declare(node, context);
      case Node.FunctionDecl node -> {}
      case Node.ClassDecl node -> classDeclaration(node.node(), context);
      case Node.ExprStmt node -> machine.evaluator.eval(node.expr(), context);
      case Node.Block node ->
          machine.jumps.labelled(own, context, inside -> block(node.body(), inside));
      case Node.Empty node -> {}
      case Node.If node -> branch(node, context);
      case Node.For node -> machine.loops.forLoop(node, context, own);
      case Node.ForIn node -> machine.loops.forIn(node, context, own);
      case Node.ForOf node -> machine.loops.forOf(node, context, own);
      case Node.While node -> machine.loops.whileLoop(node.test(), node.body(), context, own, true);
      case Node.DoWhile node ->
          machine.loops.whileLoop(node.test(), node.body(), context, own, false);
      case Node.Return node -> returns(node, context);
      case Node.Throw node ->
          throw Paths.raise(machine.evaluator.eval(node.value(), context), context.situation());
      case Node.Try node -> tryStatement(node, context);
      case Node.Switch node -> switchStatement(node, context, own);
      case Node.Break node -> throw Jumps.jump(node.label(), false, context);
      case Node.Continue node -> throw Jumps.jump(node.label(), true, context);
      case Node.Labeled node -> {
        Set<String> more = new java.util.HashSet<>(own);
        more.add(node.label());
        execute(node.body(), more, context);
      }
      case Node.With node -> {
        machine.escapes.escape(
            machine.evaluator.eval(node.object(), context),
            "it is the object of a with statement",
            context.situation());
        execute(node.body(), context.guarded());
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
      if (declarator.target() instanceof Node.Ident ident) {
        Site site = new Site(ident.span(), declarator.span());
        machine.patterns.initialize(ident, value, context, frame, site, declarator.init());
      } else {
        machine.patterns.declare(declarator.target(), value, context, frame, null);
      }
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
          node.specifier().span(),
          context.situation());
    }
  }

  private void branch(Node.If node, Context context) {
    machine.conditions.branch(
        node.test(),
        context,
        then -> execute(node.then(), then),
        otherwise -> {
          if (node.otherwise() != null) {
            execute(node.otherwise(), otherwise);
          }
        },
        node.then(),
        node.otherwise());
  }

  private void returns(Node.Return node, Context context) {
    Value value =
        node.value() == null ? Values.UNDEFINED : machine.evaluator.eval(node.value(), context);
    machine.calls.returned(context.activation(), value, context.situation());
    throw Unreachable.PATH;
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

  private void withFinalizer(Node.Try node, Node.Block block, Context context) {
    Finalizer finalizer =
        new Finalizer(() -> execute(block, context), context.entered().finalizer());
    Context inside = context.in(context.entered().before(finalizer));
    if (machine.paths.attemptTo(() -> withoutFinalizer(node, inside))) {
      execute(block, context);
      return;
    }
    if (!finalizer.ran()) {
      machine.paths.attemptTo(() -> execute(block, context));
    }
    throw Unreachable.PATH;
  }

  private void withHandler(Node.Try node, Node.Block handler, Context context) {
    JoinPoint thrown = machine.joinPoint(context.situation());
    Heap.Mark mark = machine.heap.mark();
    Context inside = context.in(context.entered().catching(thrown).guard());
    boolean done =
        machine.paths.attemptTo(
            () -> {
              execute(node.block(), inside);
              thrown.saveSkipped(new Unknown("an error that was thrown"), inside.situation());
            });
    if (!thrown.reached()) {
      machine.conditions.deadCode(
          handler, context, dead -> handle(node, handler, new Unknown("an error"), dead));
      if (!done) {
        throw Unreachable.PATH;
      }
      return;
    }
    Heap.Changes finished = done ? machine.heap.rollback(mark) : null;
    Value error = thrown.arrive(false, Values.UNDEFINED);
    boolean handled = machine.paths.attemptTo(() -> handle(node, handler, error, context));
    if (!handled) {
      if (finished == null) {
        throw Unreachable.PATH;
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
    machine.jumps.breakable(all, false, context.in(frame), inside -> cases(node, subject, inside));
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
        machine.conditions.deadCode(one, context, dead -> statements(one.body(), dead));
        continue;
      }
      if (mayEnter && alive) {
        machine.heap.join(mark, entry);
      } else if (mayEnter) {
        machine.heap.undo(mark);
      }
      alive = machine.paths.attemptTo(() -> statements(one.body(), context));
    }
    boolean skips = chosen == null ? !hasDefault : chosen < 0;
    if (skips && alive) {
      machine.heap.join(mark, entry);
    } else if (skips) {
      machine.heap.undo(mark);
    } else if (!alive) {
      throw Unreachable.PATH;
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
