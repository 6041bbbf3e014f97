package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Changes;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Truth;
import dev.commonjs.syntax.DeclaredNames;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import dev.commonjs.syntax.Nodes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements and declarations. One that does not complete normally ends in {@link Unreachable}. */
public final class Statements {
  private final Interpreter interpreter;

  Statements(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * The body of a function or of the module, in {@code frame}, which holds the parameters already.
   */
  public void body(List<Stmt> body, Context context) {
    Cell frame = context.env();
    Scopes.FunctionScope scope = interpreter.scopes.function(body);
    for (String name : scope.variables()) {
      if (!frame.slots.has(name)) {
        interpreter.environments.set(frame, name, Values.UNDEFINED, null);
      }
    }
    Scopes.BlockScope lexical = interpreter.scopes.block(body);
    lexical.lexicals().forEach((name, node) -> interpreter.events.declared(name, node, frame));
    interpreter.environments.enter(frame, lexical);
    for (Node.FunctionDecl function : scope.functions()) {
      declareFunction(function, frame, frame);
    }
    statements(body, context);
  }

  void declareFunction(Node.FunctionDecl declaration, Cell env, Cell frame) {
    Node.Ident name = declaration.func().name();
    if (name != null) {
      Value function = interpreter.heap.newFunction(declaration.func(), env, null, null);
      interpreter.events.hoisted(name, frame);
      interpreter.environments.set(
          frame, name.name(), function, new Site(name.span(), declaration.span()));
    }
  }

  void statements(List<Stmt> body, Context context) {
    for (int i = 0; i < body.size(); i++) {
      try {
        interpreter.execute(body.get(i), context);
      } catch (Unreachable end) {
        List<Stmt> rest = body.subList(i + 1, body.size());
        if (!rest.isEmpty()) {
          interpreter.conditions.deadCode(
              rest.get(0),
              context,
              dead ->
                  rest.forEach(
                      s -> interpreter.paths.attemptTo(() -> interpreter.execute(s, dead))));
        }
        throw end;
      }
    }
  }

  void block(List<Stmt> body, Context context) {
    Scopes.BlockScope scope = interpreter.scopes.block(body);
    if (scope.isEmpty()) {
      statements(body, context);
      return;
    }
    Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
    interpreter.environments.enter(frame, scope);
    for (Node.FunctionDecl function : scope.functions()) {
      declareFunction(function, frame, frame);
      hoistFromBlock(function, frame, context);
    }
    statements(body, context.in(frame));
  }

  /** See {@link BlockFunctions}: but for parameters, it is a variable of the function too. */
  void hoistFromBlock(Node.FunctionDecl declaration, Cell frame, Context context) {
    Node.Ident name = declaration.func().name();
    if (name != null
        && interpreter.scopes.isVariable(declaration)
        && !isParameter(name.name(), context.activation().function)) {
      Slot slot = java.util.Objects.requireNonNull(frame.slots.get(name.name()));
      interpreter.environments.set(context.activation().frame, name.name(), slot.value(), null);
    }
  }

  /**
   * @param function null for the module
   */
  private static boolean isParameter(String name, @Nullable Cell function) {
    boolean[] is = {function == null && WrapperNames.ALL.contains(name)};
    if (function != null && function.callable instanceof Cell.Closure closure) {
      for (Node.Target parameter : closure.func().params()) {
        DeclaredNames.names(parameter, one -> is[0] |= one.name().equals(name));
      }
    }
    return is[0];
  }

  void declare(Node.VarDecl node, Context context) {
    for (Node.Declarator declarator : node.declarators()) {
      if (declarator.init() == null && node.kind() == Node.DeclKind.VAR) {
        continue;
      }
      Value value =
          declarator.init() == null
              ? Values.UNDEFINED
              : interpreter.eval(declarator.init(), context);
      Cell frame =
          node.kind() == Node.DeclKind.VAR
              ? interpreter.environments.variableFrame(declarator.target(), context)
              : context.env();
      if (declarator.target() instanceof Node.Ident ident) {
        Site site = new Site(ident.span(), declarator.span());
        interpreter.environments.initialize(ident, value, context, frame, site, declarator.init());
      } else {
        interpreter.assignments.declare(declarator.target(), value, context, frame, null);
      }
    }
  }

  void classDeclaration(Node.ClassNode node, Context context) {
    Value value = interpreter.classes.create(node, context);
    if (node.name() != null) {
      interpreter.environments.set(
          context.env(), node.name().name(), value, new Site(node.name().span(), node.span()));
    }
  }

  void exportDeclaration(Node.ExportDecl node, Context context) {
    if (node.declaration() != null) {
      interpreter.execute(node.declaration(), context);
    }
    if (node.value() != null) {
      interpreter.eval(node.value(), context);
    }
    if (node.specifier() != null) {
      interpreter.uses.require(
          RequireSite.Kind.IMPORT,
          new Value.Str(node.specifier().value()),
          node.specifier().span(),
          context.situation());
    }
  }

  void branch(Node.If node, Context context) {
    interpreter.conditions.branch(
        node.test(),
        context,
        then -> interpreter.execute(node.then(), then),
        otherwise -> {
          if (node.otherwise() != null) {
            interpreter.execute(node.otherwise(), otherwise);
          }
        },
        node.then(),
        node.otherwise());
  }

  void returns(Node.Return node, Context context) {
    Value value = node.value() == null ? Values.UNDEFINED : interpreter.eval(node.value(), context);
    interpreter.calls.returned(context.activation(), value, context.situation());
    throw Unreachable.PATH;
  }

  void tryStatement(Node.Try node, Context context) {
    if (node.finalizer() == null) {
      withoutFinalizer(node, context);
    } else {
      withFinalizer(node, node.finalizer(), context);
    }
  }

  void withoutFinalizer(Node.Try node, Context context) {
    if (node.handler() == null) {
      interpreter.execute(node.block(), context);
    } else {
      withHandler(node, node.handler(), context);
    }
  }

  void withFinalizer(Node.Try node, Node.Block block, Context context) {
    Finalizer finalizer =
        new Finalizer(() -> interpreter.execute(block, context), context.entered().finalizer());
    Situation entered = context.situation();
    boolean catches = entered.handler() == null && jumps(block);
    // What nobody catches ends the load, but for a jump out of the block that runs then.
    Situation caught =
        catches ? context.entered().catching(interpreter.joinPoint(entered)) : context.entered();
    Context inside = context.in(caught.before(finalizer));
    if (interpreter.paths.attemptTo(() -> withoutFinalizer(node, inside))) {
      interpreter.execute(block, context);
      return;
    }
    if (!finalizer.ran()) {
      interpreter.paths.attemptTo(() -> interpreter.execute(block, context));
    }
    throw Unreachable.PATH;
  }

  private static boolean jumps(Node.Block block) {
    boolean[] jumps = {false};
    Nodes.walkWhile(
        block,
        node -> {
          jumps[0] |=
              node instanceof Node.Return
                  || node instanceof Node.Break
                  || node instanceof Node.Continue;
          return !jumps[0] && !(node instanceof Node.Func);
        });
    return jumps[0];
  }

  void withHandler(Node.Try node, Node.Block handler, Context context) {
    JoinPoint thrown = interpreter.joinPoint(context.situation());
    Heap.Mark mark = interpreter.heap.mark();
    Context inside =
        context.in(context.entered().catching(thrown).with(Handlers.guard(node, handler)));
    boolean done =
        interpreter.paths.attemptTo(
            () -> {
              interpreter.execute(node.block(), inside);
              thrown.saveSkipped(new Unknown(Plain.ERROR_THROWN), inside.situation());
            });
    if (!thrown.reached()) {
      interpreter.conditions.deadCode(
          handler, context, dead -> handle(node, handler, new Unknown(Plain.ERROR), dead));
      if (!done) {
        throw Unreachable.PATH;
      }
      return;
    }
    Changes finished = done ? interpreter.heap.rollback(mark) : null;
    Value error = thrown.arrive(false, Values.UNDEFINED);
    boolean handled = interpreter.paths.attemptTo(() -> handle(node, handler, error, context));
    if (!handled) {
      if (finished == null) {
        throw Unreachable.PATH;
      }
      interpreter.heap.undo(mark);
      interpreter.heap.apply(finished);
    } else if (finished != null) {
      interpreter.heap.join(mark, finished);
    }
  }

  void handle(Node.Try node, Node.Block handler, Value error, Context context) {
    Context inner = context;
    if (node.param() != null) {
      Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
      interpreter.assignments.declare(node.param(), error, context.in(frame), frame, null);
      inner = context.in(frame);
    }
    interpreter.execute(handler, inner);
  }

  void switchStatement(Node.Switch node, Context context, Set<String> own) {
    Value subject = interpreter.eval(node.subject(), context);
    Set<String> all = new java.util.HashSet<>(own);
    all.add("");
    Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
    Scopes.BlockScope scope = interpreter.scopes.cases(node);
    interpreter.environments.enter(frame, scope);
    scope.functions().forEach(function -> declareFunction(function, frame, frame));
    interpreter.jumps.breakable(
        all, false, context.in(frame), inside -> cases(node, subject, inside));
  }

  void cases(Node.Switch node, Value subject, Context context) {
    Integer chosen = chosenCase(node, subject, context);
    Heap.Mark mark = interpreter.heap.mark();
    Changes entry = interpreter.heap.changes(mark, true);
    boolean alive = false;
    boolean hasDefault = false;
    for (int i = 0; i < node.cases().size(); i++) {
      Node.Case one = node.cases().get(i);
      hasDefault |= one.test() == null;
      boolean mayEnter = chosen == null || chosen == i;
      if (!mayEnter && !alive) {
        interpreter.conditions.deadCode(one, context, dead -> statements(one.body(), dead));
        continue;
      }
      if (mayEnter && alive) {
        interpreter.heap.join(mark, entry);
      } else if (mayEnter) {
        interpreter.heap.undo(mark);
      }
      alive = interpreter.paths.attemptTo(() -> statements(one.body(), context));
    }
    boolean skips = chosen == null ? !hasDefault : chosen < 0;
    if (skips && alive) {
      interpreter.heap.join(mark, entry);
    } else if (skips) {
      interpreter.heap.undo(mark);
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
      Value label = interpreter.eval(test, context);
      interpreter.uses.testedKey(subject, label);
      Truth same = Operators.truth(Operators.binary("===", subject, label));
      if (same != Truth.NO) {
        return same == Truth.YES ? i : null;
      }
    }
    return byDefault;
  }
}
