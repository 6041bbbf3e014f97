package dev.commonjs.interpret;

import dev.commonjs.builtins.Entry;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The global scope: what Node has, what is surely not there, and what this file adds. */
public final class GlobalScope {
  /** Of the objects that the table names, those that are arrays. */
  private static final Set<String> LISTS = Set.of("require.main.children", "require.main.paths");

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
    if (!Globals.isAlwaysThere(name)) {
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
    Entry entry = Globals.member(name, key);
    if (entry != null) {
      return valueOf(entry, name + "." + key);
    }
    if (name.endsWith(".prototype")) {
      String owner = name.substring(0, name.length() - ".prototype".length());
      if (!Globals.isComplete(owner)) {
        return new Unknown(About.MEMBER_OF.of(name));
      }
      Entry inherited = Globals.member("Object.prototype", key);
      return inherited == null ? Values.UNDEFINED : valueOf(inherited, "Object.prototype." + key);
    }
    return LISTS.contains(name)
        ? prototypeMember(new Builtin("Array.prototype"), key)
        : ofFunction(name, key);
  }

  /** What a built-in function has that the table does not list. */
  private static Value ofFunction(String name, String key) {
    if (Globals.isFunction(name)) {
      if (key.equals("prototype") && Globals.isClass(name)) {
        return new Builtin(name + ".prototype");
      }
      if (key.equals("name")) {
        return new Value.Str(name.substring(name.lastIndexOf('.') + 1).replace("%", ""));
      }
      if (key.equals("call") || key.equals("apply") || key.equals("bind")) {
        return new Builtin("Function.prototype." + key);
      }
    }
    return new Unknown(About.UNKNOWN_MEMBER.of(name + "." + key));
  }

  private static Value valueOf(Entry entry, String path) {
    String same = entry.same();
    Value value =
        switch (entry.typeOf()) {
          case "string" -> Values.ANY_STRING;
          case "number" -> Values.ANY_NUMBER;
          case "boolean" -> Values.ANY_BOOLEAN;
          case "bigint" -> Values.ANY_BIGINT;
          case null -> new Unknown(About.MEMBER_OF.of(path));
          default -> new Builtin(same == null ? path : same);
        };
    return entry.isAlwaysThere() ? value : Value.join(value, Values.UNDEFINED);
  }

  private static Value processMember(String key) {
    if (Globals.isOfOtherHosts(key)) {
      return Values.UNDEFINED;
    }
    Entry entry = Globals.member("process", key);
    return entry == null
        ? new Unknown(About.UNKNOWN_GLOBAL.of("process." + key))
        : valueOf(entry, "process." + key);
  }

  public Value prototypeMember(Builtin prototype, PropertyKey key) {
    return key instanceof PropertyKey.Name name
        ? prototypeMember(prototype, name.text())
        : new Unknown(Plain.UNDER_SYMBOL);
  }

  Value prototypeMember(Builtin prototype, String key) {
    Value own = member(prototype, key);
    String name = prototype.name();
    if (!(own instanceof Value.Undefined)
        || name.equals("Object.prototype")
        || name.equals("globalThis")) {
      return own;
    }
    Entry of = Globals.find(name.substring(0, name.length() - ".prototype".length()));
    String parent = of == null || of.parent() == null ? "Object" : of.parent();
    return prototypeMember(new Builtin(parent + ".prototype"), key);
  }
}
