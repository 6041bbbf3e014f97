package dev.commonjs.interpret;

import dev.commonjs.builtins.Globals;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Truth;
import org.jspecify.annotations.Nullable;

/** The global scope: what Node has, what is surely not there, and what this file adds. */
public final class GlobalScope {
  /**
   * {@code globalThis}: holds what this file writes on it; the rest is inherited from the table.
   */
  public final Cell cell;

  GlobalScope(Heap heap) {
    this.cell = heap.allocate(Cell.Kind.OBJECT, null, null, null);
    heap.setMeta(cell, cell.meta.withPrototype(new Builtin("globalThis")));
  }

  /** Whether a free name is defined. */
  public Truth isDefined(String name) {
    if (Globals.isAlwaysThere(name)) {
      return Truth.YES;
    }
    Slot own = cell.slots.get(name);
    if (own != null) {
      return own.always() ? Truth.YES : Truth.UNKNOWN;
    }
    return Globals.dependsOnVersion(name) || cell.isOpen() ? Truth.UNKNOWN : Truth.NO;
  }

  /**
   * The value of a free name; of one that is not defined: unknown, since a host or another file may
   * define it.
   */
  Value read(String name) {
    Slot own = cell.slots.get(name);
    if (own != null && own.always()) {
      return own.value();
    }
    Value inherited = builtin(name);
    if (inherited == null) {
      inherited = new Unknown(About.NOT_DEFINED.of(name));
    }
    return own == null ? inherited : Value.join(own.value(), inherited);
  }

  private @Nullable Value builtin(String name) {
    if (name.equals("global") || name.equals("globalThis")) {
      return new Ref(cell);
    }
    if (!Globals.isKnown(name)) {
      return null;
    }
    return switch (name) {
      case "undefined" -> Values.UNDEFINED;
      case "NaN" -> new Value.Num(Double.NaN);
      case "Infinity" -> new Value.Num(Double.POSITIVE_INFINITY);
      default -> new Builtin(name);
    };
  }

  /** {@code builtin[key]}. */
  public Value member(Builtin builtin, PropertyKey key) {
    return key instanceof PropertyKey.Name name
        ? member(builtin, name.text())
        : new Unknown(Plain.UNDER_SYMBOL);
  }

  Value member(Builtin builtin, String key) {
    String name = builtin.name();
    if (name.equals("globalThis")) {
      Value value = builtin(key);
      return value != null
          ? value
          : Globals.dependsOnVersion(key)
              ? new Unknown(Plain.NODE_VERSION)
              : Value.join(Values.UNDEFINED, new Unknown(About.NOT_DEFINED.of(key)));
    }
    if (name.equals("process")) {
      return processMember(key);
    }
    if (name.startsWith("process.env")) {
      return new Unknown(Plain.ENVIRONMENT);
    }
    if (name.startsWith("process.versions") || name.startsWith("process.release")) {
      return Value.join(Values.ANY_STRING, Values.UNDEFINED);
    }
    if (name.endsWith(".prototype")) {
      String owner = name.substring(0, name.length() - ".prototype".length());
      if (Globals.hasOnPrototype(owner, key)) {
        return new Builtin(name + "." + key);
      }
      if (Globals.isKnown(owner) && Globals.hasOnPrototype("Object", key)) {
        return new Builtin("Object.prototype." + key);
      }
      return !Globals.isKnown(owner) ? new Unknown(About.MEMBER_OF.of(name)) : Values.UNDEFINED;
    }
    return staticMember(name, key);
  }

  private Value staticMember(String name, String key) {
    if (Globals.isKnown(name) && Globals.isFunction(name) && key.equals("prototype")) {
      return new Builtin(name + ".prototype");
    }
    if (Globals.hasStatic(name, key)) {
      boolean constant = key.equals(key.toUpperCase(java.util.Locale.ROOT)) && !key.equals("UTC");
      return constant ? Values.ANY_NUMBER : new Builtin(name + "." + key);
    }
    if (Globals.isFunction(name) && key.equals("name")) {
      return new Value.Str(name.substring(name.lastIndexOf('.') + 1));
    }
    if (Globals.isFunction(name)
        && (key.equals("call") || key.equals("apply") || key.equals("bind"))) {
      return new Builtin("Function.prototype." + key);
    }
    return new Unknown(About.UNKNOWN_MEMBER.of(name + "." + key));
  }

  private static Value processMember(String key) {
    if (Globals.isProcessString(key)) {
      return Values.ANY_STRING;
    }
    if (Globals.isOfOtherHosts(key)) {
      return Values.UNDEFINED;
    }
    boolean known = Globals.hasStatic("process", key);
    return known || key.equals("env") || key.equals("argv")
        ? new Builtin("process." + key)
        : new Unknown(About.UNKNOWN_GLOBAL.of("process." + key));
  }

  public Value prototypeMember(Builtin prototype, PropertyKey key) {
    return key instanceof PropertyKey.Name name
        ? prototypeMember(prototype, name.text())
        : new Unknown(Plain.UNDER_SYMBOL);
  }

  Value prototypeMember(Builtin prototype, String key) {
    Value own = member(prototype, key);
    if (own instanceof Value.Undefined
        && !prototype.name().equals("Object.prototype")
        && !prototype.name().equals("globalThis")) {
      return member(new Builtin("Object.prototype"), key);
    }
    return own;
  }
}
