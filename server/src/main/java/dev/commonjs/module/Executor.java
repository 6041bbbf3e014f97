package dev.commonjs.module;

import dev.commonjs.module.Machine.Context;
import dev.commonjs.module.Machine.Target;
import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.EachKey;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes statements. A statement that does not complete normally ends in {@link Machine.Dead}.
 */
final class Executor {
  private static final int MOST_TURNS = 512;

  /** Turns over a list that is known. */
  private static final int MOST_ELEMENTS = 8_192;

  /**
   * Loops in loops, calls between them included. Each is walked more than once, so that the time
   * grows with the power of their number.
   */
  private static final int MOST_NESTED_LOOPS = 100;

  /** Turns of a loop whose condition is the constant true: only a jump ends it. */
  private static final int MOST_ENDLESS_TURNS = 3;

  /**
   * What {@code break} and {@code continue} refer to. {@code next} is null for a labelled block or
   * a switch.
   */
  private static final class Jump {
    final Set<String> labels;
    final Target end;
    @Nullable Target next;
    final boolean loop;

    Jump(Set<String> labels, Target end, boolean loop) {
      this.labels = labels;
      this.end = end;
      this.loop = loop;
    }
  }

  private final Machine machine;
  private final Deque<Jump> jumps = new ArrayDeque<>();
  private Set<String> labels = Set.of();
  private int loops;

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
      case Node.Block node -> labelled(own, () -> block(node.body(), context));
      case Node.Empty node -> {}
      case Node.If node -> branch(node, context);
      case Node.For node -> forLoop(node, context, own);
      case Node.ForIn node -> forIn(node, context, own);
      case Node.ForOf node -> forOf(node, context, own);
      case Node.While node -> whileLoop(node.test(), node.body(), context, own, true);
      case Node.DoWhile node -> whileLoop(node.test(), node.body(), context, own, false);
      case Node.Return node -> returns(node, context);
      case Node.Throw node -> throw machine.raise(machine.evaluator.eval(node.value(), context));
      case Node.Try node -> tryStatement(node, context);
      case Node.Switch node -> switchStatement(node, context, own);
      case Node.Break node -> jump(node.label(), false);
      case Node.Continue node -> jump(node.label(), true);
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
  private Cell variableFrame(Node.Target target, Context context) {
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
    Value done = machine.attempt(() -> done(() -> withoutFinalizer(node, context)));
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
    Value handled = machine.attempt(() -> done(() -> handle(node, handler, error, context)));
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

  private static Value done(Runnable action) {
    action.run();
    return Values.UNDEFINED;
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

  private void jump(@Nullable String label, boolean toNext) {
    for (Jump jump : jumps) {
      boolean meant =
          label == null
              ? jump.loop || (!toNext && jump.labels.contains(""))
              : jump.labels.contains(label);
      if (meant) {
        Target target = toNext && jump.next != null ? jump.next : jump.end;
        target.save(Values.UNDEFINED);
        break;
      }
    }
    throw Machine.Dead.PATH;
  }

  private void labelled(Set<String> own, Runnable body) {
    if (own.isEmpty()) {
      body.run();
    } else {
      breakable(new Jump(own, machine.new Target(), false), body);
    }
  }

  private void breakable(Jump jump, Runnable body) {
    jumps.push(jump);
    Value done;
    try {
      done = machine.attempt(() -> done(body));
    } finally {
      jumps.remove(jump);
    }
    jump.end.arrive(done != null, Values.UNDEFINED);
  }

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
    breakable(
        new Jump(all, machine.new Target(), false), () -> cases(node, subject, context.in(frame)));
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
      alive = machine.attempt(() -> done(() -> statements(one.body(), context))) != null;
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

  // ---------------------------------------------------------------- loops

  private void forLoop(Node.For node, Context context, Set<String> own) {
    boolean lexical = node.init() instanceof Node.VarDecl decl && decl.kind() != Node.DeclKind.VAR;
    Cell[] frame = {
      lexical ? machine.heap.allocate(Cell.Kind.FRAME, null, null, context.env()) : context.env()
    };
    if (node.init() != null) {
      execute(node.init(), context.in(frame[0]));
    }
    Runnable update =
        () -> {
          if (lexical) {
            frame[0] = copyFrame(frame[0]);
          }
          if (node.update() != null) {
            machine.evaluator.eval(node.update(), context.in(frame[0]));
          }
        };
    loop(
        own,
        node.test(),
        () -> context.in(frame[0]),
        () -> execute(node.body(), context.in(frame[0])),
        update,
        true);
  }

  /** Each turn of a loop has its own let bindings (ECMA-262, CreatePerIterationEnvironment). */
  private Cell copyFrame(Cell frame) {
    Cell copy = machine.heap.allocate(Cell.Kind.FRAME, null, null, frame.outer);
    frame.slots.list().forEach(own -> machine.heap.put(copy, own.name(), own.slot()));
    return copy;
  }

  private void whileLoop(
      Node.Expr test, Stmt body, Context context, Set<String> own, boolean testFirst) {
    loop(own, test, () -> context, () -> execute(body, context), () -> {}, testFirst);
  }

  private void loop(
      Set<String> own,
      Node.@Nullable Expr test,
      java.util.function.Supplier<Context> context,
      Runnable body,
      Runnable update,
      boolean testFirst) {
    Jump jump = new Jump(own, machine.new Target(), true);
    breakable(jump, () -> turns(jump, test, context, body, update, testFirst));
  }

  private void turns(
      Jump jump,
      Node.@Nullable Expr test,
      java.util.function.Supplier<Context> context,
      Runnable body,
      Runnable update,
      boolean testFirst) {
    boolean constant = test == null || test instanceof Node.Bool || test instanceof Node.Num;
    int most = constant ? MOST_ENDLESS_TURNS : MOST_TURNS;
    for (int turn = 0; turn < most && !machine.budget.isEmpty(); turn++) {
      if (testFirst || turn > 0) {
        Boolean goesOn =
            test == null
                ? Boolean.TRUE
                : Operators.truth(machine.evaluator.eval(test, context.get()));
        if (goesOn == null) {
          break;
        }
        if (!goesOn) {
          if (turn == 0) {
            machine.conditions.deadCode(test, body);
          }
          return;
        }
      }
      turn(jump, body);
      update.run();
    }
    unknownTurns(
        () -> {
          if (test != null) {
            machine.evaluator.eval(test, context.get());
            machine.conditions.assume(test, true, context.get());
          }
          turn(jump, body);
          update.run();
        });
    if (constant) {
      throw Machine.Dead.PATH;
    }
    if (test != null) {
      machine.evaluator.eval(test, context.get());
    }
  }

  private void turn(Jump jump, Runnable body) {
    if (loops >= MOST_NESTED_LOOPS) {
      machine.budget.giveUp();
      return;
    }
    Target next = machine.new Target();
    jump.next = next;
    loops++;
    Value done;
    try {
      done = machine.attempt(() -> done(body));
    } finally {
      loops--;
    }
    next.arrive(done != null, Values.UNDEFINED);
  }

  /** Any number of turns, none included. */
  void unknownTurns(Runnable turn) {
    int times = machine.budget.isEmpty() ? 1 : 2;
    for (int i = 0; i < times; i++) {
      Heap.Mark mark = machine.heap.mark();
      if (machine.attempt(() -> done(turn)) == null) {
        machine.heap.undo(mark);
      } else {
        machine.heap.joinWidening(mark);
      }
    }
  }

  private void forIn(Node.ForIn node, Context context, Set<String> own) {
    Value subject = machine.evaluator.eval(node.subject(), context);
    List<Value> keys = knownKeys(subject);
    each(own, node.kind(), node.target(), node.body(), context, keys, () -> keyOf(subject));
  }

  private @Nullable List<Value> knownKeys(Value subject) {
    boolean nothing =
        subject.atoms().stream()
            .allMatch(
                a ->
                    Constants.isPrimitive(a)
                        && Value.primitiveKind(a) != Shape.PrimitiveKind.STRING);
    if (nothing) {
      return List.of();
    }
    if (!(subject instanceof Ref ref)) {
      return null;
    }
    List<String> keys = machine.objects.knownKeys(ref.cell(), true);
    return keys == null ? null : keys.stream().<Value>map(Value::string).toList();
  }

  /** The key variable of a loop over {@code subject}, whose keys are not known here. */
  private Value keyOf(Value subject) {
    Value result = null;
    for (Atom atom : subject.atoms()) {
      if (atom instanceof Value.Undefined || atom instanceof Value.Null) {
        continue;
      }
      Value one =
          atom instanceof Symbolic || atom instanceof Ref
              ? new EachKey(atom, Shape.Filter.ALL, true)
              : Values.ANY_STRING;
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.ANY_STRING : result;
  }

  private void forOf(Node.ForOf node, Context context, Set<String> own) {
    Value subject = machine.evaluator.eval(node.subject(), context);
    if (node.await()) {
      machine.calls.detach(context.activation());
    }
    each(
        own,
        node.kind(),
        node.target(),
        node.body(),
        context,
        machine.natives.elements(subject),
        () -> machine.natives.anyElement(subject));
  }

  private void each(
      Set<String> own,
      Node.@Nullable DeclKind kind,
      Node.Target target,
      Stmt body,
      Context context,
      @Nullable List<Value> values,
      java.util.function.Supplier<Value> any) {
    Jump jump = new Jump(own, machine.new Target(), true);
    BooleanSupplier enough = () -> machine.budget.isEmpty();
    breakable(
        jump,
        () -> {
          if (values != null && values.size() <= MOST_ELEMENTS && !enough.getAsBoolean()) {
            for (Value value : new ArrayList<>(values)) {
              turn(jump, () -> eachTurn(kind, target, body, context, value));
            }
          } else {
            Value value = values == null ? any.get() : new Unknown("an element of a long list");
            unknownTurns(() -> turn(jump, () -> eachTurn(kind, target, body, context, value)));
          }
        });
  }

  private void eachTurn(
      Node.@Nullable DeclKind kind, Node.Target target, Stmt body, Context context, Value value) {
    if (kind == null) {
      machine.patterns.assign(target, value, context, null);
      execute(body, context);
    } else if (kind == Node.DeclKind.VAR) {
      machine.patterns.declare(target, value, context, variableFrame(target, context), null);
      execute(body, context);
    } else {
      Cell frame = machine.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
      machine.patterns.declare(target, value, context.in(frame), frame, null);
      execute(body, context.in(frame));
    }
  }
}
