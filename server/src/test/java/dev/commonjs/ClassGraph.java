package dev.commonjs;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which class of the product needs which. A nested class is part of the one around it. An interface
 * with one implementation needs what that needs: it hides an arrow, but does not take it away; nor
 * does looking the other up by a key, as what is registered has to be named somewhere.
 */
final class ClassGraph {
  private static final String ROOT = "dev.commonjs";

  private final Map<String, Set<String>> needs = new TreeMap<>();

  private ClassGraph() {}

  static ClassGraph of(JavaClasses classes) {
    ClassGraph graph = new ClassGraph();
    Map<JavaClass, Set<String>> implementations = new HashMap<>();
    for (JavaClass type : classes) {
      String from = top(type);
      Set<String> to = graph.needs.computeIfAbsent(from, name -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT) && !top(target).equals(from)) {
          to.add(top(target));
        }
      }
      if (!type.isInterface()) {
        type.getAllRawInterfaces().stream()
            .filter(i -> i.getPackageName().startsWith(ROOT))
            .forEach(i -> implementations.computeIfAbsent(i, n -> new HashSet<>()).add(from));
      }
    }
    implementations.forEach(
        (type, found) -> {
          String name = top(type);
          if (found.size() == 1 && !found.contains(name)) {
            graph.needs.computeIfAbsent(name, n -> new TreeSet<>()).addAll(found);
          }
        });
    return graph;
  }

  private static String top(JavaClass type) {
    JavaClass top = type;
    while (top.getEnclosingClass().isPresent()) {
      top = top.getEnclosingClass().get();
    }
    return top.getName();
  }

  Set<String> classes(String room) {
    Set<String> found = new TreeSet<>();
    for (String name : needs.keySet()) {
      boolean inRoom = name.startsWith(room + ".") && name.indexOf('.', room.length() + 1) < 0;
      if (inRoom && !name.endsWith("package-info")) {
        found.add(name);
      }
    }
    return found;
  }

  /**
   * The cycles of the classes of {@code room}, also those by way of other rooms, the largest first.
   */
  List<Set<String>> cycles(String room) {
    Set<String> left = classes(room);
    List<Set<String>> cycles = new ArrayList<>();
    while (!left.isEmpty()) {
      String one = left.iterator().next();
      Set<String> reached = reachable(one);
      Set<String> cycle = new TreeSet<>();
      for (String other : left) {
        if (other.equals(one) || reached.contains(other) && reachable(other).contains(one)) {
          cycle.add(other);
        }
      }
      left.removeAll(cycle);
      if (cycle.size() > 1) {
        cycles.add(cycle);
      }
    }
    cycles.sort(Comparator.<Set<String>>comparingInt(Set::size).reversed());
    return cycles;
  }

  private Set<String> reachable(String from) {
    Set<String> seen = new HashSet<>();
    Deque<String> queue = new ArrayDeque<>(List.of(from));
    for (String at = queue.poll(); at != null; at = queue.poll()) {
      for (String next : needs.getOrDefault(at, Set.of())) {
        if (seen.add(next)) {
          queue.add(next);
        }
      }
    }
    return seen;
  }
}
