package dev.commonjs.graph;

import dev.commonjs.shape.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The names that a value has from what it inherits from, as far as code of modules made that: not
 * those that the language gives all objects.
 */
final class InheritedNames {
  private final Function<Linked, List<Linked>> prototypes;
  private final Function<Linked, Names> names;
  private final Map<String, Names.Name> found = new LinkedHashMap<>();
  private final Set<Linked> seen = new HashSet<>();

  /**
   * @param prototypes what a value may inherit from
   * @param names the own names of a value
   */
  InheritedNames(Function<Linked, List<Linked>> prototypes, Function<Linked, Names> names) {
    this.prototypes = prototypes;
    this.names = names;
  }

  /**
   * The nearest of each name, in the order of the chain.
   *
   * @param longest how many prototypes of prototypes are looked at
   */
  List<Names.Name> of(Linked value, int longest) {
    if (longest > 0 && seen.add(value)) {
      for (Linked prototype : prototypes.apply(value)) {
        if (prototype instanceof Linked.Local local && local.shape() instanceof Shape.Ref) {
          for (Names.Name name : names.apply(prototype).names()) {
            if (!name.name().equals("constructor")) {
              found.putIfAbsent(name.name(), name);
            }
          }
          of(prototype, longest - 1);
        }
      }
    }
    return List.copyOf(found.values());
  }
}
