package dev.commonjs.rule;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.shape.Fact;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Members that a value has from a prototype of the language because some code of the program has
 * put them there ({@code should}, {@code 'x'.red}). Asked last, and only to stay silent.
 */
final class NativeMembers {
  /**
   * Packages made to give every value a member. Where they are installed, their code says so; what
   * is not installed can only be known by name.
   */
  private static final Map<String, String> ON_EVERYTHING =
      Map.of("should", "should", "chai", "should", "must", "must");

  /** Packages made to give strings members, more than are worth a list. */
  private static final Set<String> ON_STRINGS = Set.of("colors", "sugar");

  private NativeMembers() {}

  static boolean mayHave(ModuleView module, List<Linked> holders, String name) {
    Kind kind = module.linker().kind(holders);
    return module.snapshot().nativeAdditions(module.file()).stream()
            .anyMatch(a -> (a.name() == null || a.name().equals(name)) && isOn(a, kind))
        || module.snapshot().missingPackages(module.file()).stream()
            .anyMatch(
                missing ->
                    name.equals(ON_EVERYTHING.get(missing))
                        || kind == Kind.PRIMITIVE && ON_STRINGS.contains(missing));
  }

  private static boolean isOn(Fact.NativeAddition addition, Kind kind) {
    return switch (addition.type()) {
      case "Object" -> true;
      case "Function" -> kind == Kind.FUNCTION || kind == Kind.CLASS || kind == Kind.UNKNOWN;
      case "Array" -> kind == Kind.ARRAY || kind == Kind.UNKNOWN;
      case "String", "Number", "Boolean", "BigInt", "Symbol" ->
          kind == Kind.PRIMITIVE || kind == Kind.UNKNOWN;
      default -> kind == Kind.OBJECT || kind == Kind.UNKNOWN;
    };
  }
}
