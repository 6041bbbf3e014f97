package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Limits;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import dev.commonjs.syntax.Node.Stmt;
import dev.commonjs.syntax.ParsedFile;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The abstract interpreter: its parts, by the chapters of ECMA-262, and which part evaluates or
 * executes a node. One reads one file, on one thread.
 */
public final class Interpreter {
  /** The built-in functions of the language and of Node, as the interpreter asks for them. */
  public interface Intrinsics {
    /** Calls the built-in of the path {@code name}: {@code Array.prototype.map}. */
    Value call(String name, Value receiver, Args args, @Nullable Node at, Situation situation);

    /** {@code new} of the built-in of the path {@code name}. */
    Value construct(String name, Args args, @Nullable Node at, Situation situation);

    /** Calls a function that a built-in has made. */
    Value callNative(
        Cell.Native function, Value receiver, Args args, @Nullable Node at, Situation situation);

    /**
     * Calls a function of one of Node's own modules; null when {@code callee} belongs to any other
     * module.
     */
    @Nullable Value callModule(
        Symbolic callee,
        Value receiver,
        Args args,
        @Nullable Node at,
        boolean constructing,
        Situation situation);

    /** Whether calling {@code callee} on an object is all that its constructor does. */
    boolean initializesReceiver(Symbolic callee);
  }

  public final ParsedFile file;
  public final Predicate<String> missing;
  public final Heap heap;
  public final Paths paths;
  final Scopes scopes = new Scopes();
  public final Budget budget;
  public final CallTable callTable;
  public final GlobalScope globals;
  public final ExportEvents events;
  public final ForeignUses uses;
  public final NamedTexts texts = new NamedTexts();
  final ForeignObjects foreign;
  public final OwnProperties own;
  public final Enumeration enumeration;
  public final LaterChanges later;
  public final OpenNames names;
  public final Escapes escapes;
  public final LoaderChanges loader = new LoaderChanges();
  public final NameMappings mappings = new NameMappings();
  final ArgumentsObjects arguments;
  public final Environments environments;
  final DirectEval directEval;
  final Jumps jumps;

  /** Hosts and bundlers put into it what they like. */
  private final Value importMeta;

  final Expressions expressions = new Expressions(this);
  final Literals literals = new Literals(this);
  final Conditions conditions = new Conditions(this);
  final Assignments assignments = new Assignments(this);
  public final Statements statements = new Statements(this);
  public final Loops loops = new Loops(this);
  public final Calls calls = new Calls(this);
  public final Classes classes = new Classes(this);
  public final Properties properties = new Properties(this);
  public final IndirectProperties indirect = new IndirectProperties(this);
  public final ImplicitCalls implicit = new ImplicitCalls(this);
  public final Proxies proxies;
  public final Deletions deletions;
  final Intrinsics intrinsics;

  /**
   * @param missing whether a specifier is known not to resolve
   * @param limits how much is followed
   * @param intrinsics makes the built-in functions of this interpreter
   */
  public Interpreter(
      ParsedFile file,
      Predicate<String> missing,
      Limits limits,
      Function<Interpreter, Intrinsics> intrinsics) {
    this.file = file;
    this.missing = missing;
    this.heap = new Heap(limits);
    this.events = new ExportEvents(heap);
    this.paths = new Paths(heap, () -> events.writes.size() + events.replacements.size());
    this.budget = new Budget(heap);
    this.callTable = new CallTable(heap.limits().callsPerSite());
    this.globals = new GlobalScope(heap);
    this.foreign = new ForeignObjects(heap);
    this.uses = new ForeignUses(heap, loader, foreign);
    this.own = new OwnProperties(heap);
    this.enumeration = new Enumeration(heap, own, globals, events);
    this.jumps = new Jumps(paths);
    this.later = new LaterChanges(heap);
    this.names = new OpenNames(heap, foreign, later);
    this.escapes = new Escapes(heap, uses, names, later, globals, loader);
    this.arguments = new ArgumentsObjects(heap, file.program().strict());
    this.environments = new Environments(heap, globals, arguments, events, uses, escapes, later);
    this.directEval = new DirectEval(heap, globals, environments, escapes, later);
    this.deletions = new Deletions(heap, own, uses, names);
    this.proxies = new Proxies(heap, own, names, escapes);
    this.intrinsics = intrinsics.apply(this);
    this.importMeta = file.program().esmSyntax() ? importMeta() : new Unknown(Plain.IMPORT_META);
  }

  /** Node's <em>ECMAScript modules</em>, "import.meta": all versions have its {@code url}. */
  private Value importMeta() {
    Ref meta = heap.newObject(null);
    own.define(meta.cell(), "url", OwnPath.URL, true, null);
    heap.setMeta(meta.cell(), meta.cell().meta.opened(new Opening(Plain.IMPORT_META, null)));
    return meta;
  }

  /** A place that paths jump to, made where the path is now. */
  JoinPoint joinPoint(Situation situation) {
    return new JoinPoint(paths, situation, null);
  }

  Value eval(Expr expr, Context context) {
    return eval(expr, context, Access.READ);
  }

  /** {@code access}: what the surrounding syntax does with the value. */
  Value eval(Expr expr, Context context, Access access) {
    budget.step();
    // Most of what there is; a switch over patterns is a call of a chain of tests.
    if (expr instanceof Node.Ident ident) {
      return expressions.name(ident, context, access);
    }
    if (expr instanceof Node.Member member) {
      return expressions.member(member, context, access);
    }
    if (expr instanceof Node.Call call) {
      return expressions.calledValue(call, context, access);
    }
    return evalOther(expr, context, access);
  }

  private Value evalOther(Expr expr, Context context, Access access) {
    return switch (expr) {
      case Node.Ident node -> expressions.name(node, context, access);
      case Node.Str node -> Value.string(node.value());
      case Node.Num node -> new Value.Num(node.value());
      case Node.BigInt node -> new Value.BigInt(node.text());
      case Node.Bool node -> Value.bool(node.value());
      case Node.Null node -> Values.NULL;
      case Node.Regex node -> literals.regex(node);
      case Node.Template node -> literals.template(node, context);
      case Node.TaggedTemplate node -> expressions.taggedTemplate(node, context);
      case Node.ArrayLit node -> literals.array(node, context);
      case Node.ObjectLit node -> literals.object(node, context);
      case Node.FunctionExpr node -> literals.function(node, context);
      case Node.ClassExpr node -> classes.create(node.node(), context);
      case Node.Unary node -> expressions.unary(node, context);
      case Node.Update node -> assignments.update(node, context);
      case Node.Binary node -> expressions.binary(node, context);
      case Node.Logical node -> conditions.logical(node, context, access);
      case Node.Assign node -> assignments.assign(node, context);
      case Node.Conditional node -> conditions.conditional(node, context, access);
      case Node.Call node -> expressions.calledValue(node, context, access);
      case Node.New node -> expressions.construct(node, context);
      case Node.Member node -> expressions.member(node, context, access);
      case Node.Index node -> expressions.index(node, context, access);
      case Node.OptionalChain node -> expressions.optional(node, context, access);
      case Node.Spread node -> eval(node.value(), context);
      case Node.Yield node -> expressions.yieldValue(node, context);
      case Node.Await node -> expressions.await(node, context);
      case Node.Sequence node -> expressions.sequence(node, context, access);
      case Node.This node -> expressions.thisValue(node, context);
      case Node.Super node -> new Unknown(Plain.SUPER);
      case Node.NewTarget node -> Expressions.newTarget(context);
      case Node.ImportMeta node -> importMeta;
      case Node.ImportCall node -> expressions.importCall(node, context);
      case Node.Bad node -> new Unknown(Plain.NOT_PARSED);
    };
  }

  void execute(Stmt statement, Context context) {
    execute(statement, Set.of(), context);
  }

  /** {@code own}: the labels of the statement. */
  private void execute(Stmt statement, Set<String> own, Context context) {
    budget.step();
    switch (statement) {
      case Node.VarDecl node -> statements.declare(node, context);
      case Node.FunctionDecl node -> {}
      case Node.ClassDecl node -> statements.classDeclaration(node.node(), context);
      case Node.ExprStmt node -> eval(node.expr(), context);
      case Node.Block node ->
          jumps.labelled(own, context, inside -> statements.block(node.body(), inside));
      case Node.Empty node -> {}
      case Node.If node -> statements.branch(node, context);
      case Node.For node -> loops.forLoop(node, context, own);
      case Node.ForIn node -> loops.forIn(node, context, own);
      case Node.ForOf node -> loops.forOf(node, context, own);
      case Node.While node -> loops.whileLoop(node.test(), node.body(), context, own, true);
      case Node.DoWhile node -> loops.whileLoop(node.test(), node.body(), context, own, false);
      case Node.Return node -> statements.returns(node, context);
      case Node.Throw node -> throw Paths.raise(eval(node.value(), context), context.situation());
      case Node.Try node -> statements.tryStatement(node, context);
      case Node.Switch node -> statements.switchStatement(node, context, own);
      case Node.Break node -> throw Jumps.jump(node.label(), false, context);
      case Node.Continue node -> throw Jumps.jump(node.label(), true, context);
      case Node.Labeled node -> {
        Set<String> more = new java.util.HashSet<>(own);
        more.add(node.label());
        execute(node.body(), more, context);
      }
      case Node.With node -> {
        escapes.escape(eval(node.object(), context), Plain.OF_WITH_STATEMENT, context.situation());
        execute(node.body(), context.guarded());
      }
      case Node.ImportDecl node -> classes.importDeclaration(node, context);
      case Node.ExportDecl node -> statements.exportDeclaration(node, context);
      case Node.Bad node -> {}
    }
  }
}
