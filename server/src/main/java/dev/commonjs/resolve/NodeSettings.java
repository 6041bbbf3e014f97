package dev.commonjs.resolve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What differs between Node versions and command lines, as far as resolution is concerned.
 *
 * @param requireConditions conditions that hold for {@code require()}; {@code default} always holds
 * @param importConditions the same for {@code import}
 * @param extensions what {@code require()} appends to a name, in this order
 * @param detectsModuleSyntax whether a {@code .js} file without a {@code type} runs as ES module
 *     when its syntax says so
 */
public record NodeSettings(
    Set<String> requireConditions,
    Set<String> importConditions,
    List<String> extensions,
    boolean detectsModuleSyntax) {

  /**
   * Node 20.19, 22.12 and later with no options: what {@code require()} of ES modules came with.
   */
  public static final NodeSettings CURRENT = forVersion(24, 0);

  public NodeSettings {
    requireConditions = Set.copyOf(requireConditions);
    importConditions = Set.copyOf(importConditions);
    extensions = List.copyOf(extensions);
  }

  /** The defaults of Node {@code major.minor}. */
  public static NodeSettings forVersion(int major, int minor) {
    boolean requiresEsm =
        atLeast(major, minor, 20, 19) && major != 21 && (major != 22 || minor >= 12);
    boolean detects = atLeast(major, minor, 20, 19) && major != 21 && (major != 22 || minor >= 7);
    Set<String> require = new LinkedHashSet<>(List.of("require", "node", "node-addons"));
    Set<String> imports = new LinkedHashSet<>(List.of("import", "node", "node-addons"));
    if (requiresEsm) {
      require.add("module-sync");
      imports.add("module-sync");
    }
    return new NodeSettings(require, imports, List.of(".js", ".json", ".node"), detects);
  }

  /** These settings with further conditions, as with {@code node --conditions}. */
  public NodeSettings withConditions(Set<String> further) {
    Set<String> require = new LinkedHashSet<>(requireConditions);
    Set<String> imports = new LinkedHashSet<>(importConditions);
    require.addAll(further);
    imports.addAll(further);
    return new NodeSettings(require, imports, extensions, detectsModuleSyntax);
  }

  Set<String> conditions(Mode mode) {
    return mode == Mode.REQUIRE ? requireConditions : importConditions;
  }

  private static boolean atLeast(int major, int minor, int wantedMajor, int wantedMinor) {
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }
}
