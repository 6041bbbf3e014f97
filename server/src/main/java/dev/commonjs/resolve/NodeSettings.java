package dev.commonjs.resolve;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Versions;
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
 * @param release the version of Node: 24.7 is 24_007
 * @param versions whose built-in modules there are
 */
public record NodeSettings(
    Set<String> requireConditions,
    Set<String> importConditions,
    List<String> extensions,
    boolean detectsModuleSyntax,
    int release,
    Versions versions) {

  /**
   * Node 20.19, 22.12 and later with no options: what {@code require()} of ES modules came with.
   */
  public static final NodeSettings CURRENT = forVersion(24, 0).withVersions(Versions.ALL);

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
    return new NodeSettings(
        require,
        imports,
        List.of(".js", ".json", ".node"),
        detects,
        major * 1000 + minor,
        Versions.of(major));
  }

  /** Whether {@code imports} may define names that start with {@code #/}. */
  boolean importsMayStartWithSlash() {
    return release >= 25_004 || major() == 24 && release >= 24_014;
  }

  /** Whether {@code require()} takes ES modules, which it gives the namespace of. */
  public boolean requiresEsModules() {
    return requireConditions.contains("module-sync");
  }

  /** Whether {@code "exports": false} (or a number) is taken for no {@code exports} at all. */
  boolean passesOverInvalidExports() {
    return major() >= 22;
  }

  /**
   * Whether {@code require()} too goes by the {@code type} of the package for a file without an
   * extension.
   */
  boolean typeDecidesWithoutExtension() {
    return major() >= 25;
  }

  private int major() {
    return release / 1000;
  }

  /** Whether {@code specifier} names a built-in module in some version of Node. */
  public static boolean isBuiltinSomewhere(String specifier) {
    return Builtins.isBuiltin(Builtins.withoutPrefix(specifier));
  }

  /**
   * The built-in modules, sorted, as {@code require()} takes them: with {@code node:} those alone
   * that are not found without.
   */
  public List<String> builtinSpecifiers() {
    return Builtins.names(versions).stream()
        .map(name -> Builtins.needsPrefix(name) ? "node:" + name : name)
        .sorted()
        .toList();
  }

  /** These settings with further conditions, as with {@code node --conditions}. */
  public NodeSettings withConditions(Set<String> further) {
    Set<String> require = new LinkedHashSet<>(requireConditions);
    Set<String> imports = new LinkedHashSet<>(importConditions);
    require.addAll(further);
    imports.addAll(further);
    return new NodeSettings(require, imports, extensions, detectsModuleSyntax, release, versions);
  }

  private NodeSettings withVersions(Versions other) {
    return new NodeSettings(
        requireConditions, importConditions, extensions, detectsModuleSyntax, release, other);
  }

  Set<String> conditions(Mode mode) {
    return mode == Mode.REQUIRE ? requireConditions : importConditions;
  }

  private static boolean atLeast(int major, int minor, int wantedMajor, int wantedMinor) {
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }
}
