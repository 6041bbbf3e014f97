package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.feature.SpecifierCompletions.Item;
import dev.commonjs.feature.SpecifierCompletions.ItemKind;
import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.MapFiles;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packages, {@code imports}, and that all leads where it says. */
class PackageCompletionsTest {
  private static final Path MAIN = Path.of("/src/main.js");

  private static Snapshot snapshot(FileView files, Settings settings) {
    return Workspace.open(List.of(Path.of("/")), settings, files).current();
  }

  private static List<Item> items(Snapshot snapshot, String typed) {
    return SpecifierCompletions.of(snapshot, MAIN, typed, RequireSite.Kind.REQUIRE, Cancel.NONE);
  }

  // Packages

  private static final String PACKAGES =
      """
      //- /package.json
      {"name": "app", "exports": "./src/main.js",
       "dependencies": {"express": "4", "gone": "1", "fs": "1", "@types/node": "1", "evil name": "1"},
       "devDependencies": {"@acme/tool": "1"}, "peerDependencies": {"peer": "1"}}
      //- /node_modules/express/package.json
      {"name": "express", "version": "4.19.2"}
      //- /node_modules/express/index.js
      //- /node_modules/body-parser/index.js
      //- /node_modules/@acme/tool/index.js
      //- /node_modules/@acme/other/index.js
      //- /node_modules/@types/express/index.js
      //- /node_modules/.bin/tool.js
      //- /node_modules/.cache/index.js
      //- /node_modules/types-only/index.d.ts
      //- /node_modules/broken/package.json
      {"main":
      //- /node_modules/broken/index.js
      //- /node_modules/broken/lib/a.js
      //- /node_modules/events/index.js
      //- /src/node_modules/near/index.js
      //- /src/main.js
      """;

  @Test
  void packages_that_are_declared_come_first_then_the_own_name_then_what_is_there() {
    WritingTester.specifiers(
        PACKAGES + "require('e<|>');",
        """
        PACKAGE 1 @acme/tool: node_modules/@acme/tool/index.js
        PACKAGE 1 express: express@4.19.2/index.js
        PACKAGE 1 gone: not installed
        PACKAGE 1 peer: not installed
        PACKAGE 1 app: src/main.js
        PACKAGE 1 @acme/other: node_modules/@acme/other/index.js
        PACKAGE 1 body-parser: node_modules/body-parser/index.js
        PACKAGE 1 near: src/node_modules/near/index.js
        """);
  }

  @Test
  void of_very_many_packages_those_that_go_on_from_what_is_typed() {
    Map<Path, String> texts = new HashMap<>();
    texts.put(MAIN, "");
    for (int i = 0; i < 500; i++) {
      texts.put(Path.of("/node_modules/many-" + i + "/index.js"), "");
    }
    texts.put(Path.of("/node_modules/wanted/index.js"), "");
    Snapshot snapshot = snapshot(new MapFiles(texts), Settings.DEFAULT);
    List<String> names =
        items(snapshot, "wan").stream()
            .filter(item -> item.kind() == ItemKind.PACKAGE)
            .map(Item::insert)
            .toList();
    assertEquals(300, names.size());
    assertTrue(names.contains("wanted"));
  }

  @Test
  void behind_a_scope_come_its_names_and_the_whole_is_replaced() {
    WritingTester.specifiers(
        PACKAGES + "require('@acme/o<|>');",
        """
        PACKAGE 7 @acme/tool: node_modules/@acme/tool/index.js
        PACKAGE 7 @acme/other: node_modules/@acme/other/index.js
        """);
  }

  @Test
  void an_empty_string_may_become_anything() {
    WritingTester.specifiers(
        """
        //- /package.json
        {"imports": {"#config": "./config.js"}, "dependencies": {"x": "1"}}
        //- /config.js
        //- /src/main.js
        require('<|>');
        """,
        """
        FOLDER 0 ../:
        FOLDER 0 ./: src/
        PACKAGE 0 x: not installed
        IMPORT_NAME 0 #config: config.js
        """);
  }

  @Test
  void a_package_without_exports_lets_out_every_file() {
    String text =
        """
        //- /src/main.js
        require('%s<|>');
        //- /node_modules/lodash/package.json
        {"name": "lodash", "version": "4.0.0"}
        //- /node_modules/lodash/index.js
        //- /node_modules/lodash/map.js
        //- /node_modules/lodash/fp/map.js
        //- /node_modules/lodash/node_modules/y/index.js
        """;
    WritingTester.specifiers(
        text.formatted("lodash/"),
        """
        FOLDER 0 fp/: lodash@4.0.0/fp/
        FILE 0 map: lodash@4.0.0/map.js
        FILE 0 package.json: lodash@4.0.0/package.json
        FILE 0 index: lodash@4.0.0/index.js
        """);
    WritingTester.specifiers(
        text.formatted("lodash/fp/m"),
        """
        FILE 1 map: lodash@4.0.0/fp/map.js
        """);
  }

  @Test
  void nothing_is_in_a_package_whose_manifest_is_broken() {
    WritingTester.specifiers(PACKAGES + "require('broken/<|>');", "");
  }

  private static final String EXPORTS =
      """
      //- /node_modules/@s/x/package.json
      {"name": "@s/x", "version": "1.0.0", "exports": {
        ".": "./index.js",
        "./package.json": "./package.json",
        "./gone": "./gone.js",
        "./both": {"import": "./both.mjs", "require": "./both.cjs"},
        "./esm": {"import": "./both.mjs"},
        "./plugins/one": "./index.js",
        "./features/*.js": "./src/features/*.js",
        "./features/*": "./src/features/*.js",
        "./features/internal/*": null}}
      //- /node_modules/@s/x/index.js
      //- /node_modules/@s/x/hidden.js
      //- /node_modules/@s/x/both.mjs
      //- /node_modules/@s/x/both.cjs
      //- /node_modules/@s/x/src/features/a.js
      //- /node_modules/@s/x/src/features/notes.md
      //- /node_modules/@s/x/src/features/deep/b.js
      //- /node_modules/@s/x/src/features/empty/notes.md
      //- /node_modules/@s/x/src/features/internal/c.js
      //- /src/main.js
      """;

  @Test
  void exports_say_what_a_package_lets_out() {
    WritingTester.specifiers(
        EXPORTS + "require('@s/x/<|>');",
        """
        SUBPATH 0 both: @s/x@1.0.0/both.cjs
        FOLDER 0 features/: exports
        SUBPATH 0 plugins/one: @s/x@1.0.0/index.js
        SUBPATH 0 package.json: @s/x@1.0.0/package.json
        """);
  }

  @Test
  void exports_are_read_under_the_conditions_of_import() {
    WritingTester.specifiers(
        EXPORTS + "import a from '@s/x/<|>'",
        """
        SUBPATH 0 both: @s/x@1.0.0/both.mjs
        SUBPATH 0 esm: @s/x@1.0.0/both.mjs
        FOLDER 0 features/: exports
        SUBPATH 0 plugins/one: @s/x@1.0.0/index.js
        SUBPATH 0 package.json: @s/x@1.0.0/package.json
        """);
  }

  @Test
  void a_pattern_stands_for_the_files_that_are_there_without_what_null_takes_out() {
    WritingTester.specifiers(
        EXPORTS + "require('@s/x/features/d<|>');",
        """
        SUBPATH 1 a: @s/x@1.0.0/src/features/a.js
        SUBPATH 1 a.js: @s/x@1.0.0/src/features/a.js
        FOLDER 1 deep/: exports
        """);
    WritingTester.specifiers(
        EXPORTS + "require('@s/x/features/deep/<|>');",
        """
        SUBPATH 0 b: @s/x@1.0.0/src/features/deep/b.js
        SUBPATH 0 b.js: @s/x@1.0.0/src/features/deep/b.js
        """);
  }

  @Test
  void the_own_package_has_subpaths_too() {
    WritingTester.specifiers(
        """
        //- /package.json
        {"name": "app", "exports": {".": "./src/main.js", "./lib/*": "./lib/*.js"}}
        //- /lib/a.js
        //- /src/main.js
        require('app/lib/<|>');
        """,
        """
        SUBPATH 0 a: lib/a.js
        """);
  }

  // Imports

  private static final String IMPORTS =
      """
      //- /package.json
      {"imports": {
        "#config": {"import": "./config.mjs", "require": "./config.js"},
        "#only": {"import": "./config.mjs"},
        "#fs": "fs", "#dep": "dep", "#gone": "./gone.js",
        "#internal/*": "./lib/*.js", "#internal/secret/*": null}}
      //- /config.js
      //- /config.mjs
      //- /lib/a.js
      //- /lib/sub/b.js
      //- /lib/secret/c.js
      //- /node_modules/dep/index.js
      //- /src/main.js
      """;

  @Test
  void imports_of_the_nearest_package() {
    WritingTester.specifiers(
        IMPORTS + "require('#c<|>');",
        """
        IMPORT_NAME 2 #config: config.js
        IMPORT_NAME 2 #dep: node_modules/dep/index.js
        IMPORT_NAME 2 #fs: node:fs
        FOLDER 2 #internal/: imports
        """);
    WritingTester.specifiers(
        IMPORTS + "import('#<|>');",
        """
        IMPORT_NAME 1 #config: config.mjs
        IMPORT_NAME 1 #dep: node_modules/dep/index.js
        IMPORT_NAME 1 #fs: node:fs
        FOLDER 1 #internal/: imports
        IMPORT_NAME 1 #only: config.mjs
        """);
  }

  @Test
  void imports_with_a_pattern() {
    WritingTester.specifiers(
        IMPORTS + "require('#internal/s<|>');",
        """
        IMPORT_NAME 1 a: lib/a.js
        FOLDER 1 sub/: imports
        """);
  }

  // All of it

  @ParameterizedTest
  @EnumSource(RequireSite.Kind.class)
  void whatever_is_offered_leads_where_it_says(RequireSite.Kind kind) {
    List<Item> seen = new ArrayList<>();
    for (String project : List.of(PACKAGES, EXPORTS, IMPORTS)) {
      Snapshot snapshot = FeatureTester.snapshot(Fixture.parse(project));
      for (String typed :
          List.of(
              "",
              ".",
              "./",
              "../",
              "../l",
              "../node_modules/express/",
              "e",
              "@",
              "@acme/",
              "express/",
              "broken/",
              "app/",
              "@s/x/",
              "@s/x/features/",
              "@s/x/features/deep/",
              "@s/x/src/",
              "#",
              "#internal/",
              "#internal/sub/",
              "fs/",
              "node:",
              "no")) {
        List<Item> items = SpecifierCompletions.of(snapshot, MAIN, typed, kind, Cancel.NONE);
        items.forEach(item -> check(snapshot, kind, typed, item));
        seen.addAll(items);
      }
    }
    assertEquals(
        EnumSet.allOf(ItemKind.class),
        seen.stream()
            .map(Item::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ItemKind.class))));
  }

  private static void check(Snapshot snapshot, RequireSite.Kind kind, String typed, Item item) {
    String specifier = typed.substring(0, typed.length() - item.replaced()) + item.insert();
    String detail = item.detail();
    switch (snapshot.resolve(MAIN, specifier, kind)) {
      case Resolution.Found found ->
          assertTrue(
              item.kind() == ItemKind.FOLDER
                  || detail.equals(ModuleNames.of(snapshot, found.file())),
              item::toString);
      case Resolution.Builtin builtin -> assertEquals("node:" + builtin.name(), detail);
      case Resolution.NotFound missing -> {
        boolean declared =
            item.kind() == ItemKind.PACKAGE
                && detail.equals(SpecifierCompletions.NOT_INSTALLED)
                && missing.reason() == Resolution.Reason.PACKAGE_NOT_INSTALLED;
        assertTrue(declared || item.kind() == ItemKind.FOLDER, () -> item + " " + missing);
      }
    }
    if (item.kind() == ItemKind.FOLDER && List.of("exports", "imports").contains(detail)) {
      assertFalse(
          SpecifierCompletions.of(snapshot, MAIN, specifier, kind, Cancel.NONE).isEmpty(),
          item::toString);
    }
  }
}
