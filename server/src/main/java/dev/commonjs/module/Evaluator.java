package dev.commonjs.module;

import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Use.Access;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions, in the order of ECMA-262. */
final class Evaluator {
  /** An optional chain met undefined: the whole chain is undefined. */
  private static final class ShortCircuit extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final ShortCircuit CHAIN = new ShortCircuit();

    private ShortCircuit() {
      super(null, null, false, false);
    }
  }

  private final Machine machine;

  Evaluator(Machine machine) {
    this.machine = machine;
  }

  Value eval(Expr expr, Context context) {
    return eval(expr, context, Access.READ);
  }

  /** {@code access}: what the surrounding syntax does with the value. */
  Value eval(Expr expr, Context context, Access access) {
    machine.budget.step();
    return switch (expr) {
      case Node.Ident ident -> name(ident, context, access);
      case Node.Str node -> Value.string(node.value());
      case Node.Num node -> new Value.Num(node.value());
      case Node.BigInt node -> new Value.BigInt(node.text());
      case Node.Bool node -> Value.bool(node.value());
      case Node.Null node -> Values.NULL;
      case Node.Regex node -> regex(node);
      case Node.Template node -> template(node, context);
      case Node.TaggedTemplate node -> taggedTemplate(node, context);
      case Node.ArrayLit node -> array(node, context);
      case Node.ObjectLit node -> object(node, context);
      case Node.FunctionExpr node -> function(node, context);
      case Node.ClassExpr node -> machine.classes.create(node.node(), context);
      case Node.Unary node -> unary(node, context);
      case Node.Update node -> update(node, context);
      case Node.Binary node -> binary(node, context);
      case Node.Logical node -> machine.conditions.logical(node, context, access);
      case Node.Assign node -> assign(node, context);
      case Node.Conditional node -> machine.conditions.conditional(node, context, access);
      case Node.Call node -> calledValue(node, context, access);
      case Node.New node -> construct(node, context);
      case Node.Member node -> member(node, context, access);
      case Node.Index node -> index(node, context, access);
      case Node.OptionalChain node -> optional(node, context, access);
      case Node.Spread node -> eval(node.value(), context);
      case Node.Yield node -> yieldValue(node, context);
      case Node.Await node -> await(node, context);
      case Node.Sequence node -> sequence(node, context, access);
      case Node.This node -> thisValue(node, context);
      case Node.Super node -> new Unknown("super");
      case Node.NewTarget node -> newTarget(context);
      case Node.ImportMeta node -> new Unknown("import.meta");
      case Node.ImportCall node -> importCall(node, context);
      case Node.Bad node -> new Unknown("it could not be parsed");
    };
  }

  // ---------------------------------------------------------------- names

  private Value name(Node.Ident ident, Context context, Access access) {
    Cell frame = frameOf(ident.name(), context);
    Value value;
    if (frame == null) {
      machine.recorder.freeName(ident, access, context.situation());
      Boolean defined = machine.globals.isDefined(ident.name());
      if (defined == null) {
        Paths.mayThrow(context.situation());
      } else if (!defined) {
        Paths.seemsToThrow(context.situation());
      }
      value = machine.globals.read(ident.name());
    } else {
      Slot slot = java.util.Objects.requireNonNull(frame.slots.get(ident.name()));
      value =
          slot.value() instanceof Value.Uninitialized
              ? new Unknown("used before its declaration")
              : slot.value();
      machine.recorder.wrapperName(ident, frame, value, context.situation());
    }
    machine.recorder.use(ident.span(), value, access, context.situation());
    return value;
  }

  /**
   * The frame that binds {@code name}; null for a free name. Makes {@code arguments} on first use.
   */
  @Nullable Cell frameOf(String name, Context context) {
    for (Cell frame = context.env(); frame != null; frame = frame.outer) {
      Slot slot = frame.slots.get(name);
      // The arguments object is made on first use: on another path that may not have been yet.
      if (slot != null && (slot.always() || !name.equals("arguments"))) {
        return frame;
      }
      if (frame.kind == Cell.Kind.FRAME
          && name.equals("arguments")
          && machine.calls.argumentsOf(frame) != null) {
        machine.objects.define(
            frame,
            name,
            java.util.Objects.requireNonNull(machine.calls.argumentsOf(frame)),
            true,
            null);
        return frame;
      }
    }
    return null;
  }

  /** {@code name = value} for a name that is declared somewhere, or is not. */
  void assignName(
      Node.Ident ident,
      Value value,
      Context context,
      @Nullable Site site,
      @Nullable Expr assigned) {
    Cell frame = frameOf(ident.name(), context);
    if (frame == null) {
      machine.recorder.freeName(ident, Access.WRITE, context.situation());
      machine.objects.define(machine.globals.cell, ident.name(), value, true, site);
      machine.escapes.escape(value, "it was stored in a global", context.situation());
      return;
    }
    machine.recorder.assignWrapperName(ident, frame, value, site, assigned, context.situation());
    setVariable(frame, ident.name(), value, site);
    machine.calls.parameterAssigned(frame, ident.name(), value);
    machine.recorder.use(ident.span(), value, Access.BIND, context.situation());
  }

  void setVariable(Cell frame, String name, Value value, @Nullable Site site) {
    Slot old = frame.slots.get(name);
    int order = old == null ? machine.heap.tick() : old.order();
    List<Site> writes = site == null ? List.of() : List.of(site);
    machine.heap.put(
        frame,
        name,
        new Slot(value, null, null, true, Cell.Freeze.NO, Cell.Freeze.NO, true, order, writes));
  }

  private Value thisValue(Node.This node, Context context) {
    Value value = context.activation().receiver;
    machine.recorder.use(node.span(), value, Access.READ, context.situation());
    return value;
  }

  private static Value newTarget(Context context) {
    if (!context.activation().constructing) {
      return Values.UNDEFINED;
    }
    Cell function = context.activation().function;
    return function == null ? new Unknown("new.target") : new Ref(function);
  }

  // ---------------------------------------------------------------- literals

  private Value regex(Node.Regex node) {
    Ref ref = machine.newObject(node);
    machine.heap.setMeta(
        ref.cell(), ref.cell().meta.withPrototype(new Value.Builtin("RegExp.prototype")));
    return ref;
  }

  private Value template(Node.Template node, Context context) {
    Value result = Value.string(orEmpty(node.quasis().get(0)));
    for (int i = 0; i < node.exprs().size(); i++) {
      result = Operators.concat(result, eval(node.exprs().get(i), context));
      result = Operators.concat(result, Value.string(orEmpty(node.quasis().get(i + 1))));
    }
    return result;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private Value taggedTemplate(Node.TaggedTemplate node, Context context) {
    Reference tag = reference(node.tag(), context);
    List<Value> arguments = new ArrayList<>();
    List<Value> strings = new ArrayList<>();
    node.template()
        .quasis()
        .forEach(q -> strings.add(q == null ? Values.UNDEFINED : Value.string(q)));
    arguments.add(machine.newArray(node, strings));
    node.template().exprs().forEach(e -> arguments.add(eval(e, context)));
    return machine.calls.call(
        tag.function(), tag.receiver(), new Args(arguments, null), node, context.situation());
  }

  private Value array(Node.ArrayLit node, Context context) {
    List<Value> elements = new ArrayList<>();
    Value more = null;
    for (Expr element : node.elements()) {
      if (element == null) {
        elements.add(Values.UNDEFINED);
      } else if (element instanceof Node.Spread spread) {
        Value value = eval(spread.value(), context);
        List<Value> known = machine.natives.elements(value);
        if (known == null || more != null) {
          Value one = machine.natives.anyElement(value);
          more = more == null ? one : Value.join(more, one);
        } else {
          elements.addAll(known);
        }
      } else {
        Value value = eval(element, context);
        if (more == null) {
          elements.add(value);
        } else {
          more = Value.join(more, value);
        }
      }
    }
    Ref array = machine.newArray(node, elements);
    if (more != null) {
      machine.heap.setMeta(array.cell(), array.cell().meta.withRest(more));
    }
    return array;
  }

  private Value object(Node.ObjectLit node, Context context) {
    Ref object = machine.newObject(node);
    Cell cell = object.cell();
    for (Node.Property property : node.properties()) {
      switch (property) {
        case Node.ValueProperty p -> valueProperty(cell, p, context);
        case Node.MethodProperty p -> {
          Value method = machine.newFunction(p.func(), context.env(), null, cell);
          defineKey(cell, p.key(), method, new Site(p.key().span(), p.span()), true, context);
        }
        case Node.AccessorProperty p -> {
          Value function = machine.newFunction(p.func(), context.env(), null, cell);
          defineAccessorKey(
              cell,
              p.key(),
              function,
              p.getter(),
              new Site(p.key().span(), p.span()),
              true,
              context);
        }
        case Node.SpreadProperty p -> {
          Value source = eval(p.value(), context);
          machine.copies.copyAll(
              cell,
              source,
              Set.of(),
              true,
              new Site(p.span(), p.span()),
              Fact.Through.ALIAS,
              context.situation());
        }
      }
    }
    return object;
  }

  private void valueProperty(Cell cell, Node.ValueProperty property, Context context) {
    Site site = new Site(property.key().span(), property.span());
    boolean setsPrototype =
        !property.shorthand()
            && property.key() instanceof Node.NameKey key
            && key.name().equals("__proto__");
    if (setsPrototype) {
      machine.objects.setPrototype(cell, eval(property.value(), context), context.situation());
      return;
    }
    if (property.key() instanceof Node.ComputedKey key) {
      Value name = eval(key.expr(), context);
      machine.names.setComputed(
          new Ref(cell),
          name,
          eval(property.value(), context),
          site,
          Fact.Through.ALIAS,
          context.situation());
      return;
    }
    defineKey(cell, property.key(), eval(property.value(), context), site, true, context);
  }

  /** Defines a property under a key that may be computed. */
  void defineKey(
      Cell cell, Node.Key key, Value value, Site site, boolean enumerable, Context context) {
    switch (key) {
      case Node.NameKey name -> machine.objects.define(cell, name.name(), value, enumerable, site);
      case Node.ComputedKey computed -> {
        Value name = eval(computed.expr(), context);
        List<Atom> atoms = name.atoms();
        String text = atoms.size() == 1 ? Constants.propertyKey(atoms.get(0)) : null;
        if (text != null) {
          machine.objects.define(cell, text, value, enumerable, site);
        } else if (!isSymbol(name)) {
          machine.names.setComputed(
              new Ref(cell), name, value, site, Fact.Through.ALIAS, context.situation());
        }
      }
    }
  }

  void defineAccessorKey(
      Cell cell,
      Node.Key key,
      Value function,
      boolean getter,
      Site site,
      boolean enumerable,
      Context context) {
    String name =
        switch (key) {
          case Node.NameKey n -> n.name();
          case Node.ComputedKey c -> {
            List<Atom> atoms = eval(c.expr(), context).atoms();
            yield atoms.size() == 1 ? Constants.propertyKey(atoms.get(0)) : null;
          }
        };
    if (name != null) {
      machine.objects.defineAccessor(
          cell,
          name,
          getter ? function : null,
          getter ? null : function,
          enumerable,
          Cell.Freeze.NO,
          site);
    } else {
      machine.names.open(cell, "names are computed", site, context.situation());
    }
  }

  private static boolean isSymbol(Value name) {
    return name.atoms().stream().allMatch(a -> a.equals(Values.ANY_SYMBOL));
  }

  private Value function(Node.FunctionExpr node, Context context) {
    Node.Func func = node.func();
    if (func.kind() == Node.FuncKind.ARROW) {
      return machine.newFunction(
          func, context.env(), context.activation().receiver, context.activation().home);
    }
    if (func.name() == null) {
      return machine.newFunction(func, context.env(), null, null);
    }
    Cell own = machine.heap.allocate(Cell.Kind.FRAME, func, null, context.env());
    Ref function = machine.newFunction(func, own, null, null);
    setVariable(own, func.name().name(), function, null);
    return function;
  }

  // ---------------------------------------------------------------- operators

  private Value unary(Node.Unary node, Context context) {
    switch (node.op()) {
      case "typeof" -> {
        return typeOf(node, context);
      }
      case "delete" -> {
        return delete(node, context);
      }
      case "void" -> {
        eval(node.operand(), context);
        return Values.UNDEFINED;
      }
      case "!" -> {
        Boolean truth = Operators.truth(eval(node.operand(), context.guarded()));
        return truth == null ? Values.ANY_BOOLEAN : Value.bool(!truth);
      }
      default -> {
        return Operators.unary(node.op(), eval(node.operand(), context));
      }
    }
  }

  private Value typeOf(Node.Unary node, Context context) {
    if (node.operand() instanceof Node.Ident ident && frameOf(ident.name(), context) == null) {
      machine.recorder.testedName(ident);
      Boolean defined = machine.globals.isDefined(ident.name());
      if (Boolean.FALSE.equals(defined)) {
        return Value.string("undefined");
      }
      if (defined == null) {
        return Values.ANY_STRING;
      }
    }
    return Operators.typeOf(eval(node.operand(), context.guarded()));
  }

  private Value delete(Node.Unary node, Context context) {
    Expr operand =
        node.operand() instanceof Node.OptionalChain chain ? chain.chain() : node.operand();
    switch (operand) {
      case Node.Member member ->
          machine.objects.delete(
              eval(member.object(), context), member.name(), context.situation());
      case Node.Index index -> {
        Value object = eval(index.object(), context);
        Value key = eval(index.key(), context);
        for (Atom atom : key.atoms()) {
          String name = Constants.propertyKey(atom);
          if (name != null) {
            machine.objects.delete(object, name, context.situation());
          }
        }
      }
      default -> eval(operand, context);
    }
    return Values.ANY_BOOLEAN;
  }

  private Value update(Node.Update node, Context context) {
    Value before = eval(node.operand(), context);
    Value after =
        Operators.binary(
            "+", Operators.unary("+", before), new Value.Num(node.op().equals("++") ? 1 : -1));
    Site site = new Site(node.operand().span(), node.span());
    if (node.operand() instanceof Node.Target target) {
      machine.patterns.assign(target, after, context, site);
    }
    return node.prefix() ? after : Operators.unary("+", before);
  }

  private Value binary(Node.Binary node, Context context) {
    String op = node.op();
    if (op.equals("in")) {
      return in(node, context);
    }
    boolean compares = op.equals("===") || op.equals("!==") || op.equals("==") || op.equals("!=");
    if (compares) {
      return Operators.binary(
          op, eval(node.left(), context.guarded()), eval(node.right(), context.guarded()));
    }
    Value left = eval(node.left(), context);
    Value right = eval(node.right(), context);
    return op.equals("instanceof")
        ? machine.classes.instanceOf(left, right, context.situation())
        : Operators.binary(op, left, right);
  }

  private Value in(Node.Binary node, Context context) {
    Value key = eval(node.left(), context);
    Value object = eval(node.right(), context.guarded());
    // Only objects may stand there.
    if (object.atoms().stream().allMatch(Constants::isPrimitive)) {
      Paths.seemsToThrow(context.situation());
    } else if (!object.atoms().stream().allMatch(atom -> atom instanceof Ref)) {
      Paths.mayThrow(context.situation());
    }
    List<Atom> keys = key.atoms();
    String name = keys.size() == 1 ? Constants.propertyKey(keys.get(0)) : null;
    Boolean has =
        name == null ? null : machine.objects.has(object, name, false, context.situation());
    if (name != null) {
      machine.recorder.testedMember(object, name);
    }
    return has == null ? Values.ANY_BOOLEAN : Value.bool(has);
  }

  private Value sequence(Node.Sequence node, Context context, Access access) {
    Value result = Values.UNDEFINED;
    int last = node.exprs().size() - 1;
    for (int i = 0; i <= last; i++) {
      result = eval(node.exprs().get(i), context, i == last ? access : Access.READ);
    }
    return result;
  }

  // ---------------------------------------------------------------- assignment

  private Value assign(Node.Assign node, Context context) {
    return switch (node.op()) {
      case "=" -> assignPlain(node, context);
      case "&&=", "||=", "??=" -> machine.conditions.logicalAssign(node, context);
      default -> {
        Value before =
            node.target() instanceof Expr target ? eval(target, context) : Values.UNDEFINED;
        String op = node.op().substring(0, node.op().length() - 1);
        Value after = Operators.binary(op, before, eval(node.value(), context));
        machine.patterns.assign(
            node.target(), after, context, new Site(node.target().span(), node.span()));
        yield after;
      }
    };
  }

  private Value assignPlain(Node.Assign node, Context context) {
    switch (node.target()) {
      case Node.Member member -> {
        Value object = eval(member.object(), context);
        freeMember(member, context, true);
        Value value = eval(node.value(), context);
        Fact.Through through = through(member.object(), context);
        Site site = new Site(member.nameSpan(), node.span());
        machine.recorder.exportMember(
            member.nameSpan(), object, member.name(), true, context.situation());
        machine.objects.set(object, member.name(), value, site, through, context.situation());
        return value;
      }
      case Node.Index index -> {
        Value object = eval(index.object(), context);
        Value key = eval(index.key(), context);
        Value value = eval(node.value(), context);
        Site site = new Site(index.key().span(), node.span());
        machine.names.setComputed(
            object, key, value, site, through(index.object(), context), context.situation());
        return value;
      }
      case Node.Ident ident -> {
        Value value = eval(node.value(), context);
        Site site = new Site(ident.span(), node.span());
        assignName(ident, value, context, site, node.value());
        return value;
      }
      default -> {
        Value value = eval(node.value(), context, Access.READ);
        machine.patterns.assign(
            node.target(), value, context, new Site(node.target().span(), node.span()));
        return value;
      }
    }
  }

  /** How the object of a write is spelt. */
  Fact.Through through(Expr object, Context context) {
    return switch (object) {
      case Node.Ident ident
          when machine.recorder.isWrapperName(
              ident.name(), "exports", frameOf(ident.name(), context)) ->
          Fact.Through.EXPORTS;
      case Node.Member member
          when member.name().equals("exports")
              && member.object() instanceof Node.Ident module
              && machine.recorder.isWrapperName(
                  module.name(), "module", frameOf(module.name(), context)) ->
          Fact.Through.MODULE_EXPORTS;
      case Node.This node -> Fact.Through.THIS;
      default -> Fact.Through.ALIAS;
    };
  }

  // ---------------------------------------------------------------- members

  private Value member(Node.Member node, Context context, Access access) {
    if (node.object() instanceof Node.Super) {
      return machine.classes.superMember(node.name(), context);
    }
    Value object = objectOf(node.object(), node.optional(), context);
    freeMember(node, context, false);
    return readMember(object, node, context, access);
  }

  private void freeMember(Node.Member node, Context context, boolean write) {
    if (node.object() instanceof Node.Ident ident && frameOf(ident.name(), context) == null) {
      machine.recorder.memberOfFree(ident, node.name(), write, context.situation());
    }
  }

  private Value readMember(Value object, Node.Member node, Context context, Access access) {
    Value value = machine.objects.get(object, node.name(), context.situation());
    machine.recorder.exportMember(node.nameSpan(), object, node.name(), false, context.situation());
    machine.recorder.use(node.nameSpan(), value, access, context.situation());
    return value;
  }

  private Value objectOf(Expr object, boolean optional, Context context) {
    Value value = optional ? eval(object, context.guarded()) : eval(object, context);
    if (optional && value.isNullish()) {
      throw ShortCircuit.CHAIN;
    }
    return value;
  }

  private Value index(Node.Index node, Context context, Access access) {
    Value object = objectOf(node.object(), node.optional(), context);
    Value key = eval(node.key(), context);
    Value value = machine.objects.getComputed(object, key, context.situation());
    if (key instanceof Value.Str name) {
      machine.recorder.exportMember(
          node.key().span(), object, name.value(), false, context.situation());
      machine.recorder.use(node.key().span(), value, access, context.situation());
    } else {
      machine.recorder.readAny(object);
    }
    return value;
  }

  private Value optional(Node.OptionalChain node, Context context, Access access) {
    try {
      Value value = eval(node.chain(), context.guarded(), access);
      return Value.join(value, Values.UNDEFINED);
    } catch (ShortCircuit chain) {
      return Values.UNDEFINED;
    }
  }

  // ---------------------------------------------------------------- calls

  /** What is called and its {@code this}. */
  record Reference(Value function, Value receiver) {}

  private Reference reference(Expr callee, Context context) {
    return switch (callee) {
      case Node.Member node when node.object() instanceof Node.Super ->
          new Reference(
              machine.classes.superMember(node.name(), context), context.activation().receiver);
      case Node.Member node -> {
        Value object = objectOf(node.object(), node.optional(), context);
        yield new Reference(readMember(object, node, context, Access.CALL), object);
      }
      case Node.Index node -> {
        Value object = objectOf(node.object(), node.optional(), context);
        Value key = eval(node.key(), context);
        Value value = machine.objects.getComputed(object, key, context.situation());
        if (key instanceof Value.Str) {
          machine.recorder.use(node.key().span(), value, Access.CALL, context.situation());
        } else {
          machine.recorder.readAny(object);
        }
        yield new Reference(value, object);
      }
      default -> new Reference(eval(callee, context, Access.CALL), Values.UNDEFINED);
    };
  }

  /**
   * What is done with the result of a bare {@code require('x')} is done with {@code 'x'}; only to
   * read it may be to drop it.
   */
  private Value calledValue(Node.Call node, Context context, Access access) {
    Value value = call(node, context);
    boolean module =
        value instanceof Symbolic symbolic
            && symbolic.path().isEmpty()
            && symbolic.root() instanceof Value.Specifier;
    if (module
        && access != Access.READ
        && node.args().size() == 1
        && (node.args().get(0) instanceof Node.Str
            || node.args().get(0) instanceof Node.Template)) {
      machine.recorder.use(node.args().get(0).span(), value, access, context.situation());
    }
    return value;
  }

  private Value call(Node.Call node, Context context) {
    if (node.callee() instanceof Node.Super) {
      return machine.classes.superCall(arguments(node.args(), context), context, node);
    }
    Reference reference = reference(node.callee(), context);
    if (node.optional() && reference.function().isNullish()) {
      throw ShortCircuit.CHAIN;
    }
    Args args = arguments(node.args(), context);
    return machine.calls.call(
        reference.function(), reference.receiver(), args, node, context.situation());
  }

  private Value construct(Node.New node, Context context) {
    Value constructor = eval(node.callee(), context, Access.CONSTRUCT);
    return machine.calls.construct(
        constructor, arguments(node.args(), context), node, context.situation());
  }

  Args arguments(List<Expr> nodes, Context context) {
    List<Value> values = new ArrayList<>();
    Value more = null;
    for (Expr node : nodes) {
      Value value = eval(node instanceof Node.Spread spread ? spread.value() : node, context);
      List<Value> known =
          node instanceof Node.Spread ? machine.natives.elements(value) : List.of(value);
      if (known != null && more == null) {
        values.addAll(known);
      } else {
        Value one =
            known == null
                ? machine.natives.anyElement(value)
                : Value.of(known.stream().flatMap(v -> v.atoms().stream()).toList());
        more = more == null ? one : Value.join(more, one);
      }
    }
    return new Args(List.copyOf(values), more);
  }

  private Value importCall(Node.ImportCall node, Context context) {
    Value specifier = eval(node.specifier(), context);
    machine.recorder.require(
        RequireSite.Kind.DYNAMIC_IMPORT, specifier, node.specifier().span(), context.situation());
    return machine.newPromise(new Unknown("import() is asynchronous"));
  }

  private Value yieldValue(Node.Yield node, Context context) {
    if (node.value() != null) {
      machine.escapes.escape(eval(node.value(), context), "it was yielded", context.situation());
    }
    // Nobody may ask for more.
    context.activation().returns.saveGoingOn(Values.UNDEFINED, context.situation());
    return new Unknown("what a generator is resumed with");
  }

  private Value await(Node.Await node, Context context) {
    Value value = eval(node.value(), context);
    machine.calls.detach(context.activation(), context.situation());
    return machine.calls.awaited(value);
  }

  static Span span(Node node) {
    return node.span();
  }

  static boolean isSymbolic(Value value) {
    return value.atoms().stream().anyMatch(Symbolic.class::isInstance);
  }
}
