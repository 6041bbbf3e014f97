package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape.NamespaceStep;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Class definitions, construction along {@code extends}, {@code super}, {@code instanceof}; and ES
 * imports, which bind names too.
 */
public final class Classes {
  private final Interpreter interpreter;

  /** By the prototype object: the class it belongs to. */
  private final Map<Cell, Cell> classes = new IdentityHashMap<>();

  Classes(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value create(Node.ClassNode node, Context outer) {
    Context context = outer;
    if (node.name() != null) {
      Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, outer.env());
      interpreter.environments.set(frame, node.name().name(), new Value.Uninitialized(), null);
      context = outer.in(frame);
    }
    Value parent =
        node.parent() == null ? null : interpreter.eval(node.parent(), context, Access.EXTEND);
    Ref prototype = interpreter.heap.newObject(node);
    Node.Func constructor = constructorOf(node);
    Cell.ClassOf callable =
        new Cell.ClassOf(node, constructor, context.env(), parent, prototype.cell());
    Ref result = new Ref(interpreter.heap.allocate(Cell.Kind.CLASS, node, callable, null));
    classes.put(prototype.cell(), result.cell());
    interpreter.own.definePrototype(result.cell(), prototype, Cell.Freeze.YES);
    interpreter.own.define(prototype.cell(), "constructor", result, false, null);
    if (parent != null) {
      interpreter.heap.setMeta(result.cell(), result.cell().meta.withPrototype(parent));
      interpreter.heap.setMeta(
          prototype.cell(),
          prototype.cell().meta.withPrototype(prototypeOf(parent, context.situation())));
    }
    if (node.name() != null) {
      interpreter.environments.set(context.env(), node.name().name(), result, null);
    }
    defineMembers(node, result, prototype.cell(), context);
    return result;
  }

  private static Node.@Nullable Func constructorOf(Node.ClassNode node) {
    for (Node.ClassMember member : node.members()) {
      if (member instanceof Node.MethodMember method && isConstructor(method)) {
        return method.func();
      }
    }
    return null;
  }

  private static boolean isConstructor(Node.MethodMember method) {
    return !method.isStatic()
        && method.key() instanceof Node.NameKey key
        && key.name().equals("constructor");
  }

  private Value prototypeOf(Value parent, Situation situation) {
    return parent instanceof Value.Null
        ? Values.NULL
        : interpreter.properties.get(parent, "prototype", situation);
  }

  /** Methods first, whatever the order in the text (ECMA-262, ClassDefinitionEvaluation). */
  private void defineMembers(Node.ClassNode node, Ref result, Cell prototype, Context context) {
    for (Node.ClassMember member : node.members()) {
      Cell owner = member.isStatic() ? result.cell() : prototype;
      switch (member) {
        case Node.MethodMember method -> {
          if (!isConstructor(method)) {
            Value function =
                interpreter.heap.newFunction(method.func(), context.env(), null, owner);
            Site site = new Site(method.key().span(), method.span());
            interpreter.literals.defineKey(owner, method.key(), function, site, false, context);
          }
        }
        case Node.AccessorMember accessor -> {
          Value function =
              interpreter.heap.newFunction(accessor.func(), context.env(), null, owner);
          Site site = new Site(accessor.key().span(), accessor.span());
          interpreter.literals.defineAccessorKey(
              owner, accessor.key(), function, accessor.getter(), site, false, context);
        }
        case Node.FieldMember field -> {}
        case Node.StaticBlock block -> {}
      }
    }
    for (Node.ClassMember member : node.members()) {
      Cell owner = result.cell();
      switch (member) {
        case Node.MethodMember method -> {}
        case Node.AccessorMember accessor -> {}
        case Node.FieldMember field when field.isStatic() -> {
          Context inside = receiving(result, owner, context.env(), context.situation());
          Value value =
              field.value() == null ? Values.UNDEFINED : interpreter.eval(field.value(), inside);
          interpreter.literals.defineKey(
              owner, field.key(), value, new Site(field.key().span(), field.span()), true, inside);
        }
        case Node.FieldMember field -> {}
        case Node.StaticBlock block -> {
          Context inside = receiving(result, owner, context.env(), context.situation());
          interpreter.execute(new Node.Block(block.start(), block.end(), block.body()), inside);
        }
      }
    }
  }

  /** A context in which {@code this} is {@code receiver}. */
  private Context receiving(Value receiver, Cell home, Cell env, Situation situation) {
    Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, env);
    JoinPoint end = interpreter.joinPoint(situation);
    Activation activation = new Activation(null, frame, receiver, false, home, false, end);
    return Context.ofCall(activation, situation);
  }

  /** Runs the constructor of a class on {@code instance}. */
  Value initialize(
      Cell function,
      Cell.ClassOf node,
      Value instance,
      Args args,
      @Nullable Node at,
      Situation situation) {
    if (node.parent() == null) {
      fields(node, instance, situation);
    }
    if (node.constructor() != null) {
      return interpreter.calls.enterConstructor(
          function, node.constructor(), node.env(), node.prototype(), instance, args, situation);
    }
    if (node.parent() != null) {
      initializeParent(node.parent(), instance, args, at, situation);
      fields(node, instance, situation);
    }
    return instance;
  }

  /** Initialises the instance fields of a class. */
  public void fields(Cell.ClassOf node, Value instance, Situation situation) {
    for (Node.ClassMember member : node.node().members()) {
      if (member instanceof Node.FieldMember field && !field.isStatic()) {
        Context inside = receiving(instance, node.prototype(), node.env(), situation);
        Value value =
            field.value() == null ? Values.UNDEFINED : interpreter.eval(field.value(), inside);
        for (Atom atom : instance.atoms()) {
          if (atom instanceof Ref ref) {
            Site site = new Site(field.key().span(), field.span());
            interpreter.literals.defineKey(ref.cell(), field.key(), value, site, true, inside);
          }
        }
      }
    }
  }

  private void initializeParent(
      Value parent, Value instance, Args args, @Nullable Node at, Situation situation) {
    for (Atom atom : parent.atoms()) {
      switch (atom) {
        case Ref ref when ref.cell().isCallable() -> {
          Value made = interpreter.calls.initialize(ref.cell(), instance, args, at, situation);
          if (!made.equals(instance)) {
            // That is `this` from now on (ECMA-262, SuperCall), perhaps.
            copyInstance(instance, made, situation);
            openInstance(Value.join(instance, made), Plain.SUPER, situation);
          }
        }
        case Symbolic symbolic when interpreter.intrinsics.initializesReceiver(symbolic) ->
            interpreter.calls.call(symbolic, instance, args, at, situation);
        case Symbolic symbolic -> {
          Value made =
              interpreter.calls.callSymbolic(symbolic, Values.UNDEFINED, args, at, true, situation);
          copyInstance(instance, made, situation);
        }
        case Value.Builtin builtin ->
            openInstance(instance, About.MAKER.of(builtin.name()), situation);
        default -> {
          interpreter.calls.stranger(instance, args, Plain.SUPER, situation);
        }
      }
    }
  }

  /** The instance has what an instance of the parent, which another module defines, would have. */
  private void copyInstance(Value instance, Value made, Situation situation) {
    for (Atom atom : instance.atoms()) {
      if (atom instanceof Ref ref) {
        interpreter.indirect.copyAll(
            ref.cell(), made, java.util.Set.of(), true, null, Fact.Through.THIS, situation);
      }
    }
  }

  private void openInstance(Value instance, Reason reason, Situation situation) {
    for (Atom atom : instance.atoms()) {
      if (atom instanceof Ref ref) {
        interpreter.names.open(ref.cell(), reason, null, situation);
      }
    }
  }

  /** {@code super(…)}. */
  Value superCall(Args args, Context context, Node at) {
    Cell owner = owner(context);
    Value instance = context.activation().receiver;
    if (owner != null && owner.callable instanceof Cell.ClassOf node && node.parent() != null) {
      initializeParent(node.parent(), instance, args, at, context.situation());
      fields(node, instance, context.situation());
    } else {
      interpreter.calls.stranger(instance, args, Plain.SUPER, context.situation());
    }
    return instance;
  }

  private @Nullable Cell owner(Context context) {
    Cell home = context.activation().home;
    return home == null ? null : classes.get(home);
  }

  /** {@code super.name}. */
  Value superMember(String name, Context context) {
    Cell home = context.activation().home;
    return home == null
        ? new Unknown(Plain.SUPER)
        : interpreter.properties.get(interpreter.own.prototype(home), name, context.situation());
  }

  /** {@code super.name = value}: a setter of those above runs, or {@code this} gets a member. */
  void setSuperMember(PropertyKey key, Value value, Site site, Context context) {
    Situation situation = context.situation();
    Value receiver = context.activation().receiver;
    Cell home = context.activation().home;
    Slot above = home == null ? null : interpreter.own.inheritedSlot(home, key, situation.phase());
    if (above != null && above.setter() != null) {
      interpreter.calls.call(above.setter(), receiver, Args.of(value), null, situation);
    }
    if (above != null && above.isOnlyAccessor()) {
      return;
    }
    for (Atom atom : receiver.atoms()) {
      if (atom instanceof Ref ref && isAccessor(ref.cell(), key, situation)) {
        // ECMA-262, OrdinarySetWithOwnDescriptor: accessors below do not count.
        interpreter.own.define(ref.cell(), key, value, true, site);
      } else {
        interpreter.properties.set(atom, key, value, site, Fact.Through.THIS, situation);
      }
    }
  }

  private boolean isAccessor(Cell cell, PropertyKey key, Situation situation) {
    Slot own = cell.slots.get(key);
    Slot slot = own == null ? interpreter.own.inheritedSlot(cell, key, situation.phase()) : own;
    return slot != null && slot.isAccessor();
  }

  /** {@code left instanceof right}. */
  Value instanceOf(Value left, Value right, Situation situation) {
    Value own = interpreter.implicit.instanceOf(left, right, situation);
    if (own != null) {
      return own;
    }
    if (Constants.arePrimitive(right.atoms())) {
      Paths.seemsToThrow(situation); // Only a function may stand there.
    }
    if (left.all(Constants::isPrimitive)) {
      return Values.FALSE;
    }
    if (!(left instanceof Ref object)
        || !(right instanceof Ref function)
        || !function.cell().isCallable()) {
      return Values.ANY_BOOLEAN;
    }
    if (!(interpreter.properties.get(function, "prototype", situation) instanceof Ref wanted)) {
      return Values.ANY_BOOLEAN;
    }
    Value at = interpreter.own.prototype(object.cell());
    for (int depth = 0;
        depth < interpreter.heap.limits().chain() && at instanceof Ref ref;
        depth++) {
      if (ref.equals(wanted)) {
        return Values.TRUE;
      }
      at = interpreter.own.prototype(ref.cell());
    }
    return at instanceof Value.Builtin || at instanceof Value.Null
        ? Values.FALSE
        : Values.ANY_BOOLEAN;
  }

  /** The bindings of a static import: names that stand for another module's. */
  void importDeclaration(Node.ImportDecl node, Context context) {
    interpreter.uses.require(
        RequireSite.Kind.IMPORT,
        new Value.Str(node.specifier().value()),
        node.specifier().span(),
        context.situation());
    for (Node.ImportBinding binding : node.bindings()) {
      Symbolic module = new Symbolic(new Value.Specifier(node.specifier().value()), List.of());
      Atom namespace = module.then(new NamespaceStep());
      Value value =
          binding.imported().equals("*")
              ? namespace
              : ((Symbolic) namespace).then(new Prop(binding.imported()));
      interpreter.environments.set(context.env(), binding.local().name(), value, null);
      interpreter.uses.member(
          binding.local().span(),
          namespace,
          binding.imported(),
          value,
          Access.BIND,
          context.situation());
    }
  }
}
