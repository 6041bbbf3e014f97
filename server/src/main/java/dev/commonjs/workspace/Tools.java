package dev.commonjs.workspace;

import dev.commonjs.resolve.PackageJson;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs that read modules before, or instead of, Node.
 *
 * @param names of their packages, or of modules in them
 */
record Tools(Set<String> names) {
  /**
   * They make one kind of module of the other before anything runs, or know the names of both kinds
   * in each.
   */
  static final Tools TRANSLATORS =
      of(
          "@angular/cli",
          "@babel/core",
          "@parcel/core",
          "@rollup/plugin-commonjs",
          "@rspack/core",
          "@sveltejs/kit",
          "@swc/core",
          "astro",
          "babel-core",
          "babel-loader",
          "babelify",
          "browserify",
          "bun",
          "ember-cli",
          "esbuild",
          "esm",
          "expo",
          "gatsby",
          "jiti",
          "metro",
          "microbundle",
          "next",
          "nuxt",
          "parcel",
          "parcel-bundler",
          "react-native",
          "react-scripts",
          "rolldown",
          "rollup",
          "rollup-plugin-commonjs",
          "snowpack",
          "tsdown",
          "tsup",
          "tsx",
          "unbuild",
          "vite",
          "webpack");

  /** Runners that give tests the names of CommonJS modules, or bundle them. */
  static final Tools TRANSLATING_RUNNERS =
      of(
          "@jest/core",
          "@jest/globals",
          "@web/test-runner",
          "aegir",
          "airtap",
          "babel-jest",
          "bun",
          "cypress",
          "jest",
          "jest-cli",
          "karma",
          "mochapack",
          "react-scripts",
          "testcafe",
          "vitest");

  /** Runners that let Node load tests as they are. */
  static final Tools PLAIN_RUNNERS =
      of("@japa/runner", "ava", "brittle", "jasmine", "lab", "mocha", "tap", "tape", "uvu", "zora");

  /** Modules of runners that only tests import which Node loads. */
  static final Tools PLAIN_TESTING =
      of("@japa/runner", "ava", "brittle", "node:test", "tap", "tape", "uvu", "zora");

  private static final Pattern OTHER = Pattern.compile("[^\\w@./-]+");

  private static Tools of(String... names) {
    return new Tools(Set.of(names));
  }

  /** Whether {@code manifest} declares one of them, or a script of it starts one. */
  boolean are(PackageJson manifest) {
    return manifest.dependencies().stream().anyMatch(names::contains)
        || words(manifest.runs().scripts()).anyMatch(names::contains);
  }

  /** Whether one of them is among {@code specifiers}. */
  boolean are(Set<String> specifiers) {
    return specifiers.stream().anyMatch(names::contains);
  }

  private static Stream<String> words(List<String> commands) {
    return commands.stream().flatMap(OTHER::splitAsStream);
  }
}
