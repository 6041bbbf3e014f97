package dev.commonjs.heap;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Which names a function may take from outside; found once per function. */
final class CapturedNames {
  private static final String THIS = "this";

  private final Map<Node.Func, Set<String>> known = new IdentityHashMap<>();

  /**
   * Whether closures of one function do the same whatever frames they have caught: none of its
   * names is bound in a frame of a call around it.
   */
  boolean isOneForAll(Cell.Closure closure) {
    Set<String> names = known.computeIfAbsent(closure.func(), CapturedNames::of);
    if (names.contains(THIS)) {
      return false;
    }
    for (Cell frame = closure.env(); frame != null && frame.outer != null; frame = frame.outer) {
      for (String name : names) {
        if (frame.slots.has(name)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Set<String> of(Node.Func func) {
    Set<String> names = new HashSet<>();
    for (Node part : Nodes.children(func)) {
      Nodes.walk(part, node -> add(node, names));
    }
    for (Node.Target parameter : func.params()) {
      if (parameter instanceof Node.Ident ident) {
        names.remove(ident.name());
      }
    }
    if (func.name() != null) {
      names.remove(func.name().name());
    }
    if (func.kind() != Node.FuncKind.ARROW) {
      names.remove(THIS);
      names.remove("arguments");
    }
    return names;
  }

  private static void add(Node node, Set<String> names) {
    if (node instanceof Node.Ident ident) {
      names.add(ident.name());
    } else if (node instanceof Node.This || node instanceof Node.Super) {
      names.add(THIS);
    }
  }
}
