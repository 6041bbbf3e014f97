package dev.commonjs.syntax;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each name stands for where a walk through a program has got to. Finding one takes the same
 * time at every depth.
 */
final class NamesInForce {
  /**
   * @param objects how many bodies of {@code with} are around the scope that declares it
   * @param hidden what the name stands for around that scope
   */
  private record Entry(Variable variable, int objects, @Nullable Entry hidden) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private int objects;

  void enter(Map<String, Variable> scope) {
    scope.forEach(
        (name, variable) -> entries.put(name, new Entry(variable, objects, entries.get(name))));
  }

  /** Of the scopes entered and not left, {@code scope} is the last. */
  void leave(Map<String, Variable> scope) {
    for (String name : scope.keySet()) {
      Entry entry = entries.remove(name);
      if (entry != null && entry.hidden() != null) {
        entries.put(name, entry.hidden());
      }
    }
  }

  void enterWith() {
    objects++;
  }

  void leaveWith() {
    objects--;
  }

  /** The variable of the innermost scope that has the name. */
  @Nullable Variable declared(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.variable();
  }

  /** Like {@link #declared}, but null if the object of a {@code with} is asked before it. */
  @Nullable Variable meant(String name) {
    Entry entry = entries.get(name);
    return entry == null || entry.objects() < objects ? null : entry.variable();
  }
}
