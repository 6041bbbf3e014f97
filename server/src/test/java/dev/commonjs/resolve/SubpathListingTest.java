package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code exports} and {@code imports} list, by prefix. */
class SubpathListingTest {
  private static final Path FOLDER = Path.of("/node_modules/p");
  private static final Path FROM = Path.of("/main.js");

  private static List<String> exports(String json, String files, String prefix, Mode mode) {
    FileView view =
        MemoryFiles.of("//- /node_modules/p/package.json\n{\"exports\": " + json + "}\n" + files);
    PackagesInReach reach = new NodeResolver(view, NodeSettings.CURRENT).inReach(FROM, mode);
    assertEquals(FOLDER, reach.folder("p").orElseThrow());
    return reach.exported(FOLDER, prefix).orElseThrow();
  }

  private static List<String> exports(String json, String files, String prefix) {
    return exports(json, files, prefix, Mode.REQUIRE);
  }

  @Test
  void keysOfConditionsAloneHaveNoSubpath() {
    String files = "//- /node_modules/p/a.js";
    assertEquals(List.of(), exports("\"./a.js\"", files, "./"));
    assertEquals(List.of(), exports("{\"default\": \"./a.js\"}", files, "./"));
    assertEquals(List.of(), exports("{\".\": \"./a.js\", \"default\": \"./a.js\"}", files, "./"));
    assertEquals(List.of(), exports("[]", files, "./a/"));
  }

  @Test
  void keysThatLeadToAFileUnderTheConditions() {
    String json =
        """
        {"./a": "./a.js", "./gone": "./gone.js", "./out": "../a.js", "./no": null, "./dir/": "./",
         "./list": ["../x.js", {"import": "./nope.js"}, "./a.js"],
         "./if": {"browser": "./a.js", "import": "./a.js"}, "./%20": "./a%20b.js"}
        """;
    String files = "//- /node_modules/p/a.js\n//- /node_modules/p/a b.js";
    assertEquals(List.of("./%20", "./a", "./list"), exports(json, files, "./"));
    assertEquals(
        List.of("./%20", "./a", "./if"),
        exports(json, files, "./", Mode.IMPORT).stream().filter(s -> !s.equals("./list")).toList());
  }

  @Test
  void aPatternGoesByStepsAndAKeyDoesNot() {
    String json =
        """
        {"./x/y/z": "./src/a.js", "./lib/*": "./src/*.js"}
        """;
    String files = "//- /node_modules/p/src/a.js\n//- /node_modules/p/src/b/c.js";
    assertEquals(List.of("./lib/", "./x/y/z"), exports(json, files, "./"));
    assertEquals(List.of("./lib/a", "./lib/b/"), exports(json, files, "./lib/"));
    assertEquals(List.of("./lib/b/c"), exports(json, files, "./lib/b/"));
    assertEquals(List.of(), exports(json, files, "./lib/nope/"));
  }

  @Test
  void theStarMayStandAnywhereInAPath() {
    String json =
        """
        {"./*": "./packages/*/index.js", "./v-*.js": "./src/view-*.js", "./*/twice": "./t/*/*.js",
         "./fixed/*": "./src/view-a.js"}
        """;
    String files =
        """
        //- /node_modules/p/packages/one/index.js
        //- /node_modules/p/packages/one/deep/index.js
        //- /node_modules/p/packages/two/other.js
        //- /node_modules/p/src/view-a.js
        //- /node_modules/p/src/other.js
        //- /node_modules/p/t/q/q.js
        //- /node_modules/p/t/q/r.js
        """;
    assertEquals(List.of("./one", "./one/", "./q/", "./v-a.js"), exports(json, files, "./"));
    assertEquals(List.of("./one/deep"), exports(json, files, "./one/"));
    assertEquals(List.of("./q/twice"), exports(json, files, "./q/"));
    assertEquals(List.of(), exports(json, files, "./fixed/"));
  }

  @Test
  void whatANarrowerKeyTakesOutIsNotThere() {
    String json =
        """
        {"./*": "./src/*.js", "./internal/*": null, "./b": null, "./c": "./src/a.js"}
        """;
    String files =
        """
        //- /node_modules/p/src/a.js
        //- /node_modules/p/src/b.js
        //- /node_modules/p/src/c.js
        //- /node_modules/p/src/internal/d.js
        """;
    assertEquals(List.of("./a", "./c"), exports(json, files, "./"));
    assertEquals(List.of(), exports(json, files, "./internal/"));
  }

  @Test
  void filesThatNodeDoesNotLoadAndHiddenOnesAreNotThere() {
    String files =
        """
        //- /node_modules/p/a.js
        //- /node_modules/p/a.d.ts
        //- /node_modules/p/README.md
        //- /node_modules/p/50%25.js
        //- /node_modules/p/.hidden/a.js
        //- /node_modules/p/.eslintrc.js
        //- /node_modules/p/node_modules/q/index.js
        """;
    assertEquals(List.of("./a.js", "./package.json"), exports("{\"./*\": \"./*\"}", files, "./"));
  }

  @Test
  void foldersAreLookedAtUpToANumberOfEntries() {
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 100; j++) {
        files.append("//- /node_modules/p/d%02d/f%d.md%n".formatted(i, j));
      }
    }
    List<String> found = exports("{\"./*\": \"./*\"}", files.toString(), "./");
    // Of the first ones it is seen that nothing is in them.
    assertEquals("./d49/", found.getFirst());
    assertEquals(
        List.of("./d59/", "./package.json"), found.subList(found.size() - 2, found.size()));
    assertTrue(found.size() < SubpathListing.MOST);
  }

  @Test
  void importsMayNameBuiltinModulesAndPackages() {
    FileView view =
        MemoryFiles.of(
            """
            //- /package.json
            {"imports": {"#fs": "node:fs", "#path": "path", "#p": "p", "#p/*": "p/lib/*.js", "#": "./a.js",
              "#a": "./a.js", "#nope": "nope", "#url": "https://example.invalid/", "x": "./a.js",
              "#slash/*": "./*"}}
            //- /a.js
            //- /node_modules/p/index.js
            //- /node_modules/p/lib/b.js
            """);
    PackagesInReach reach =
        new NodeResolver(view, NodeSettings.CURRENT).inReach(FROM, Mode.REQUIRE);
    assertEquals(List.of("#a", "#p", "#p/", "#path", "#slash/"), reach.imported("#"));
    assertEquals(List.of("#p/b"), reach.imported("#p/"));
    assertEquals(List.of("#slash/a.js", "#slash/package.json"), reach.imported("#slash/"));
  }
}
