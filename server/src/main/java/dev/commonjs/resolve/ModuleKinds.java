package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Node's <em>Modules: Packages, Determining module system</em>. */
public final class ModuleKinds {
  /** What Node does not know and people call JavaScript: it loads as {@code .js} does. */
  private static final Set<String> JAVASCRIPT = Set.of("es", "es5", "es6", "jsm", "jsx");

  /** What Node loads by the end of its name, without help and without flags. */
  private static final Set<String> LOADABLE = Set.of("js", "cjs", "mjs", "json", "node");

  private ModuleKinds() {}

  /** Whether the end of the name of {@code file} says that Node loads it. */
  public static boolean isLoadable(Path file) {
    return LOADABLE.contains(extension(file));
  }

  /**
   * The kind of {@code file}: its extension decides; for {@code .js} and files without extension,
   * the {@code type} of its package; without one, its syntax. An extension that Node does not know
   * loads as {@code .js} where nobody registered it; whoever requires {@code a.vue} has somebody do
   * that, a bundler or a hook.
   *
   * @param scope the package of the file
   * @param esmSyntax whether the text has {@code import} or {@code export} declarations, {@code
   *     import.meta} or top-level {@code await}, and Node would look for them
   * @param typeWithoutExtension whether a {@code type} counts for files without extension too;
   *     before Node 25 {@code require()} of them is CommonJS below {@code "type": "module"}
   */
  public static ModuleKind kind(
      Path file, PackageScope scope, boolean esmSyntax, boolean typeWithoutExtension) {
    return switch (extension(file)) {
      case "mjs" -> ModuleKind.ESM;
      case "cjs" -> ModuleKind.COMMONJS;
      case "json" -> ModuleKind.JSON;
      case "node" -> ModuleKind.ADDON;
      case "wasm" -> ModuleKind.WASM;
      case "" ->
          type(scope) == PackageJson.Type.MODULE && !typeWithoutExtension
              ? ModuleKind.COMMONJS
              : byType(scope, esmSyntax);
      case "js" -> byType(scope, esmSyntax);
      case String other -> JAVASCRIPT.contains(other) ? ModuleKind.COMMONJS : ModuleKind.OTHER;
    };
  }

  /**
   * Whether syntax decides: a {@code .js} file, or one without extension, whose package has no
   * {@code type}.
   */
  public static boolean isAmbiguous(Path file, PackageScope scope) {
    return Set.of("js", "").contains(extension(file)) && type(scope) == PackageJson.Type.NONE;
  }

  private static ModuleKind byType(PackageScope scope, boolean esmSyntax) {
    return switch (type(scope)) {
      case MODULE -> ModuleKind.ESM;
      case COMMONJS -> ModuleKind.COMMONJS;
      case NONE -> esmSyntax ? ModuleKind.ESM : ModuleKind.COMMONJS;
    };
  }

  private static PackageJson.Type type(PackageScope scope) {
    return scope.manifest().map(PackageJson::type).orElse(PackageJson.Type.NONE);
  }

  private static String extension(Path file) {
    String name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1);
  }
}
