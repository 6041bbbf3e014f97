package dev.commonjs.rule;

import java.util.Set;

/** Tools that read modules before, or instead of, Node. */
final class Bundlers {
  /** Packages that take both kinds of exports in one file. */
  private static final Set<String> NAMES =
      Set.of(
          "@babel/core",
          "@rollup/plugin-commonjs",
          "babel-core",
          "babel-loader",
          "babelify",
          "browserify",
          "esbuild",
          "next",
          "parcel",
          "parcel-bundler",
          "react-scripts",
          "rollup-plugin-commonjs",
          "vite",
          "webpack");

  private Bundlers() {}

  /**
   * Whether something is declared that turns both kinds into one before anything runs; then Node
   * need never see the file.
   */
  static boolean areDeclared(ModuleView module) {
    return module.snapshot().surroundings().packages(module.file()).stream()
        .flatMap(folder -> folder.manifest().stream())
        .anyMatch(manifest -> manifest.dependencies().stream().anyMatch(NAMES::contains));
  }
}
