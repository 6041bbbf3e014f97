package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and where they are bound (ECMA-262, Environment Records). */
public final class Environments {
  private final Heap heap;
  private final GlobalScope globals;
  private final ArgumentsObjects arguments;
  private final ExportEvents events;
  private final ForeignUses uses;
  private final Escapes escapes;
  private final LaterChanges later;

  Environments(
      Heap heap,
      GlobalScope globals,
      ArgumentsObjects arguments,
      ExportEvents events,
      ForeignUses uses,
      Escapes escapes,
      LaterChanges later) {
    this.heap = heap;
    this.globals = globals;
    this.arguments = arguments;
    this.events = events;
    this.uses = uses;
    this.escapes = escapes;
    this.later = later;
  }

  /**
   * The frame that binds {@code name}; null for a free name. Makes {@code arguments} on first use.
   */
  @Nullable Cell frameOf(String name, Context context) {
    boolean isArguments = name.equals("arguments");
    for (Cell frame = context.env(); frame != null; frame = frame.outer) {
      Slot slot = frame.slots.get(name);
      // The arguments object is made on first use: on another path that may not have been yet.
      if (slot != null && (slot.always() || !isArguments)) {
        return frame;
      }
      if (isArguments && frame.kind == Cell.Kind.FRAME && arguments.of(frame) != null) {
        set(frame, name, java.util.Objects.requireNonNull(arguments.of(frame)), null);
        return frame;
      }
    }
    return null;
  }

  /** {@code name = value} for a name that is declared somewhere, or is not. */
  void assign(
      Node.Ident ident,
      Value value,
      Context context,
      @Nullable Site site,
      @Nullable Expr assigned) {
    Cell frame = frameOf(ident.name(), context);
    if (frame == null) {
      events.freeName(ident, context.situation());
      heap.write(globals.cell, ident.name(), value, true, site, true);
      escapes.escape(value, Plain.STORED_IN_GLOBAL, context.situation());
      return;
    }
    Slot old = frame.slots.get(ident.name());
    if (old != null && old.readOnly() == Cell.Freeze.YES) {
      Paths.seemsToThrow(context.situation()); // ECMA-262, SetMutableBinding.
      return;
    }
    if (old != null && old.value().any(atom -> atom instanceof Value.Uninitialized)) {
      Paths.seemsToThrow(context.situation());
    }
    events.assignWrapperName(ident, frame, value, site, assigned, context.situation());
    later.write(frame, new PropertyKey.Name(ident.name()), true, context.situation());
    set(frame, ident.name(), value, site);
    arguments.parameterAssigned(frame, ident.name(), value);
    uses.use(ident, value, Access.BIND, context.situation());
  }

  /** The names that a block declares, before they have values. */
  void enter(Cell frame, Scopes.BlockScope scope) {
    for (String name : scope.lexicals().keySet()) {
      boolean constant = scope.constants().contains(name);
      Cell.Freeze freeze = constant ? Cell.Freeze.YES : Cell.Freeze.NO;
      put(frame, name, new Value.Uninitialized(), null, freeze);
    }
  }

  /** Also gives a constant its value. */
  public void set(Cell frame, String name, Value value, @Nullable Site site) {
    Slot old = frame.slots.get(name);
    put(frame, name, value, site, old == null ? Cell.Freeze.NO : old.readOnly());
  }

  private void put(
      Cell frame, String name, Value value, @Nullable Site site, Cell.Freeze readOnly) {
    Slot old = frame.slots.get(name);
    int order = old == null ? heap.tick() : old.order();
    List<Site> writes = site == null ? List.of() : List.of(site);
    heap.put(
        frame,
        name,
        new Slot(value, null, null, true, readOnly, Cell.Freeze.NO, true, order, writes));
  }

  /** {@code arguments[key] = value}: in sloppy functions the parameter follows. */
  void argumentAssigned(Value key, Value value, Context context) {
    Cell frame = frameOf("arguments", context);
    if (frame == null) {
      return;
    }
    List<String> parameters = arguments.mappedParameters(frame);
    for (int i = 0; i < parameters.size(); i++) {
      Slot old = frame.slots.get(parameters.get(i));
      Value index = Value.string(Integer.toString(i));
      boolean sure = key.equals(new Value.Num(i)) || key.equals(index);
      if (old != null && (sure || key.any(a -> Constants.propertyKey(a) == null))) {
        set(frame, parameters.get(i), sure ? value : Value.join(old.value(), value), null);
      }
    }
  }

  /** How the object of a write is spelt. */
  Fact.Through through(Expr object, Context context) {
    return switch (object) {
      case Node.Ident ident
          when events.isWrapperName(ident.name(), "exports", frameOf(ident.name(), context)) ->
          Fact.Through.EXPORTS;
      case Node.Member member
          when member.name().equals("exports")
              && member.object() instanceof Node.Ident module
              && events.isWrapperName(module.name(), "module", frameOf(module.name(), context)) ->
          Fact.Through.MODULE_EXPORTS;
      case Node.This node -> Fact.Through.THIS;
      default -> Fact.Through.ALIAS;
    };
  }

  /**
   * Where a {@code var} lives: the frame of the function, unless a catch parameter or the like
   * stands between.
   */
  Cell variableFrame(Node.Target target, Context context) {
    Cell home = context.activation().frame;
    if (target instanceof Node.Ident ident) {
      Cell found = frameOf(ident.name(), context);
      return found == null || found.kind != Cell.Kind.FRAME ? home : found;
    }
    return home;
  }

  Value sloppyReceiver(Node.Func func, Value receiver) {
    return !func.strict() && receiver.isNullish() ? new Ref(globals.cell) : receiver;
  }

  /** Gives {@code ident} its first value, in {@code frame}. */
  void initialize(
      Node.Ident ident,
      Value value,
      Context context,
      Cell frame,
      Site site,
      @Nullable Expr assigned) {
    events.assignWrapperName(ident, frame, value, site, assigned, context.situation());
    set(frame, ident.name(), value, site);
    arguments.parameterAssigned(frame, ident.name(), value);
    uses.use(ident, value, Access.BIND, context.situation());
  }
}
