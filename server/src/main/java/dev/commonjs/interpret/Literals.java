package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.ImplicitCalls.Hint;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Object, array, template and function expressions (ECMA-262, Primary Expressions). */
final class Literals {
  private final Interpreter interpreter;

  Literals(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value regex(Node.Regex node) {
    return interpreter.heap.newInstance("RegExp", node);
  }

  Value template(Node.Template node, Context context) {
    Value result = Value.string(orEmpty(node.quasis().get(0)));
    for (int i = 0; i < node.exprs().size(); i++) {
      Value part = interpreter.eval(node.exprs().get(i), context);
      Value text = interpreter.implicit.primitive(part, Hint.STRING, context.situation());
      if (Expressions.isSymbol(text)) {
        Paths.seemsToThrow(context.situation());
      }
      result = Operators.concat(result, text);
      result = Operators.concat(result, Value.string(orEmpty(node.quasis().get(i + 1))));
    }
    return result;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  Value array(Node.ArrayLit node, Context context) {
    List<Value> elements = new ArrayList<>();
    Value more = null;
    for (Expr element : node.elements()) {
      if (element == null) {
        elements.add(Values.UNDEFINED);
      } else if (element instanceof Node.Spread spread) {
        Value value = interpreter.eval(spread.value(), context);
        interpreter.implicit.iterate(value, context.situation());
        List<Value> known = interpreter.enumeration.elements(value);
        if (known == null || more != null) {
          Value one = interpreter.enumeration.anyElement(value);
          more = more == null ? one : Value.join(more, one);
        } else {
          elements.addAll(known);
        }
      } else {
        Value value = interpreter.eval(element, context);
        if (more == null) {
          elements.add(value);
        } else {
          more = Value.join(more, value);
        }
      }
    }
    Ref array = interpreter.heap.newArray(node, elements);
    if (more != null) {
      interpreter.heap.setMeta(array.cell(), array.cell().meta.withRest(more));
    }
    return array;
  }

  Value object(Node.ObjectLit node, Context context) {
    Ref object = interpreter.heap.newObject(node);
    Cell cell = object.cell();
    for (Node.Property property : node.properties()) {
      switch (property) {
        case Node.ValueProperty p -> valueProperty(cell, p, context);
        case Node.MethodProperty p -> {
          Value method = interpreter.heap.newFunction(p.func(), context.env(), null, cell);
          defineKey(cell, p.key(), method, new Site(p.key().span(), p.span()), true, context);
        }
        case Node.AccessorProperty p -> {
          Value function = interpreter.heap.newFunction(p.func(), context.env(), null, cell);
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
          Value source = interpreter.eval(p.value(), context, Access.OPTIONAL);
          interpreter.indirect.copyAll(
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
      interpreter.properties.setPrototype(
          cell, interpreter.eval(property.value(), context), context.situation());
      return;
    }
    if (property.key() instanceof Node.ComputedKey key) {
      Value name = interpreter.eval(key.expr(), context);
      Value value = interpreter.eval(property.value(), context);
      if (name instanceof Value.Str text && text.value().equals("__proto__")) {
        interpreter.own.define(cell, text.value(), value, true, site);
      } else {
        interpreter.indirect.set(
            new Ref(cell), name, value, site, Fact.Through.ALIAS, context.situation());
      }
      return;
    }
    Value value = interpreter.eval(property.value(), context);
    if (property.key() instanceof Node.NameKey name) {
      interpreter.mappings.member(name.name(), value, site, context.situation());
    }
    defineKey(cell, property.key(), value, site, true, context);
  }

  /** Defines a property under a key that may be computed. */
  void defineKey(
      Cell cell, Node.Key key, Value value, Site site, boolean enumerable, Context context) {
    switch (key) {
      case Node.NameKey name -> interpreter.own.define(cell, key(name), value, enumerable, site);
      case Node.ComputedKey computed -> {
        Value name = key(computed, context);
        List<Atom> atoms = name.atoms();
        PropertyKey text = atoms.size() == 1 ? Constants.propertyKey(atoms.get(0)) : null;
        if (text != null) {
          interpreter.own.define(cell, text, value, enumerable, site);
        } else if (!isSymbol(name)) {
          interpreter.indirect.set(
              new Ref(cell), name, value, site, Fact.Through.ALIAS, context.situation());
        }
      }
    }
  }

  private Value key(Node.ComputedKey key, Context context) {
    return interpreter.implicit.primitive(
        interpreter.eval(key.expr(), context), Hint.STRING, context.situation());
  }

  private static PropertyKey key(Node.NameKey key) {
    return key.isPrivate()
        ? PropertyKey.ofIdentifier(key.name())
        : new PropertyKey.Name(key.name());
  }

  void defineAccessorKey(
      Cell cell,
      Node.Key key,
      Value function,
      boolean getter,
      Site site,
      boolean enumerable,
      Context context) {
    PropertyKey name =
        switch (key) {
          case Node.NameKey n -> key(n);
          case Node.ComputedKey c -> {
            List<Atom> atoms = key(c, context).atoms();
            yield atoms.size() == 1 ? Constants.propertyKey(atoms.get(0)) : null;
          }
        };
    if (name != null) {
      interpreter.own.defineAccessor(
          cell,
          name,
          getter ? function : null,
          getter ? null : function,
          enumerable,
          Cell.Freeze.NO,
          site);
    } else {
      interpreter.names.open(cell, Plain.NAMES_COMPUTED, site, context.situation());
    }
  }

  private static boolean isSymbol(Value name) {
    return name.all(a -> a.equals(Values.ANY_SYMBOL));
  }

  Value function(Node.FunctionExpr node, Context context) {
    Node.Func func = node.func();
    if (func.kind() == Node.FuncKind.ARROW) {
      return interpreter.heap.newFunction(
          func, context.env(), context.activation().receiver, context.activation().home);
    }
    if (func.name() == null) {
      return interpreter.heap.newFunction(func, context.env(), null, null);
    }
    Cell own = interpreter.heap.allocate(Cell.Kind.FRAME, func, null, context.env());
    Ref function = interpreter.heap.newFunction(func, own, null, null);
    interpreter.environments.set(own, func.name().name(), function, null);
    return function;
  }
}
