package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.feature.SpecifierCompletions.Item;
import dev.commonjs.feature.SpecifierCompletions.ItemKind;
import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.MapFiles;
import dev.commonjs.resolve.FileView;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Change;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and folders, and what holds for all. Packages are in {@link PackageCompletionsTest}. */
class SpecifierCompletionsTest {
  private static final Path MAIN = Path.of("/src/main.js");

  private static Snapshot snapshot(FileView files, Settings settings) {
    return Workspace.open(List.of(Path.of("/")), settings, files).current();
  }

  private static List<Item> items(Snapshot snapshot, String typed) {
    return SpecifierCompletions.of(snapshot, MAIN, typed, RequireSite.Kind.REQUIRE, Cancel.NONE);
  }

  @Test
  void files_and_folders_without_the_extension_that_node_adds() {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require('./<|>');
        //- /src/parse.js
        //- /src/data.json
        //- /src/old.cjs
        //- /src/new.mjs
        //- /src/addon.node
        //- /src/readme.md
        //- /src/types.d.ts
        //- /src/view/page.js
        """,
        """
        FILE 0 addon.node: src/addon.node
        FILE 0 data.json: src/data.json
        FILE 0 new.mjs: src/new.mjs
        FILE 0 old.cjs: src/old.cjs
        FILE 0 parse: src/parse.js
        FOLDER 0 view/: src/view/
        """);
  }

  @Test
  void what_is_typed_of_the_name_is_replaced() {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require('../lib/pa<|>');
        //- /lib/parse.js
        """,
        """
        FILE 2 parse: lib/parse.js
        """);
  }

  @Test
  void the_extension_stays_where_another_file_would_win() {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require('./<|>');
        //- /src/a
        //- /src/a.js
        //- /src/b.js
        //- /src/b.json
        //- /src/c.js.js
        //- /src/c.js
        //- /src/d/index.js
        //- /src/d.js
        """,
        """
        FILE 0 a.js: src/a.js
        FILE 0 b: src/b.js
        FILE 0 b.json: src/b.json
        FILE 0 c: src/c.js
        FILE 0 c.js.js: src/c.js.js
        FILE 0 d: src/d.js
        FOLDER 0 d/: src/d/
        """);
  }

  @Test
  void a_file_that_writes_extensions_gets_them() {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require('./a.js'); require('./view'); require('./gone'); require('./data.json');
        require('./<|>');
        //- /src/a.js
        //- /src/data.json
        //- /src/view/index.js
        """,
        """
        FILE 0 a.js: src/a.js
        FILE 0 data.json: src/data.json
        FOLDER 0 view/: src/view/
        """);
  }

  @Test
  void a_file_that_writes_extensions_now_and_then_gets_none() {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require('./a.js'); require('./b');
        require('./<|>');
        //- /src/a.js
        //- /src/b.js
        """,
        """
        FILE 0 a: src/a.js
        FILE 0 b: src/b.js
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"import a from './<|>'", "import('./<|>')"})
  void import_names_files_exactly(String line) {
    WritingTester.specifiers(
        """
        //- /src/package.json
        {"type": "module"}
        //- /src/main.js
        %s;
        //- /src/a.js
        //- /src/b.mjs
        //- /src/c/index.js
        //- /src/50%%25.js
        """
            .formatted(line),
        """
        FILE 0 a.js: src/a.js
        FILE 0 b.mjs: src/b.mjs
        FOLDER 0 c/: src/c/
        FILE 0 package.json: src/package.json
        """);
  }

  @Test
  void require_resolve_is_like_require() {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require.resolve('./<|>');
        //- /src/a.js
        """,
        """
        FILE 0 a: src/a.js
        """);
  }

  @Test
  void the_index_comes_last_and_the_file_itself_not_at_all() {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require('./<|>');
        //- /src/index.js
        //- /src/zoo.js
        """,
        """
        FILE 0 zoo: src/zoo.js
        FILE 0 index: src/index.js
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void dots_are_the_start_of_a_path(String typed) {
    WritingTester.specifiers(
        """
        //- /src/main.js
        require('%s<|>');
        //- /lib/a.js
        """
            .formatted(typed),
        """
        FOLDER %1$d ../: /
        FOLDER %1$d ./: src/
        """
            .formatted(typed.length())
            .replace(": /", ":"));
  }

  @Test
  void a_path_that_climbs_may_climb_on() {
    WritingTester.specifiers(
        """
        //- /a/b/src/main.js
        require('../..<|>');
        //- /a/b/.eslintrc.js
        //- /a/b/lib.js
        """,
        """
        FOLDER 2 ../: a/
        FILE 2 .eslintrc: a/b/.eslintrc.js
        FILE 2 lib: a/b/lib.js
        FOLDER 2 src/: a/b/src/
        """);
  }

  @Test
  void hidden_entries_only_where_a_dot_is_typed_and_installed_ones_never() {
    String text =
        """
        //- /src/main.js
        require('../%s<|>');
        //- /.mocharc.js
        //- /.config/a.js
        //- /node_modules/x/index.js
        """;
    WritingTester.specifiers(
        text.formatted(""),
        """
        FOLDER 0 src/: src/
        """);
    WritingTester.specifiers(
        text.formatted(".m"),
        """
        FOLDER 2 .config/: .config/
        FILE 2 .mocharc: .mocharc.js
        FOLDER 2 src/: src/
        """);
  }

  @Test
  void a_document_that_is_not_saved_is_a_file() {
    Fixture fixture =
        Fixture.parse(
            """
            //- /src/main.js
            require('./<|>');
            """);
    Workspace workspace = Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, fixture.files());
    workspace.apply(new Change.Opened(Path.of("/src/fresh/new.js"), new SourceText("")));
    workspace.apply(new Change.Opened(Path.of("/src/fresh.js"), new SourceText("")));
    WritingTester.specifiers(
        fixture,
        workspace.current(),
        """
        FILE 0 fresh: src/fresh.js
        FOLDER 0 fresh/: src/fresh/
        """);
  }

  @Test
  void names_that_could_not_stand_in_a_string_or_show_something_else_are_left_out() {
    Map<Path, String> texts = new HashMap<>();
    for (String name :
        List.of("it's", "a\"b", "a`b", "a${b}", "a\\b", "a\nb", "a\u202eb", "a\u001bb", "a\tb")) {
      texts.put(Path.of("/src/" + name + ".js"), "");
      texts.put(Path.of("/src/" + name + "/x.js"), "");
    }
    texts.put(MAIN, "");
    texts.put(Path.of("/src/good name.js"), "");
    Snapshot snapshot = snapshot(new MapFiles(texts), Settings.DEFAULT);
    assertEquals(List.of("good name"), items(snapshot, "./").stream().map(Item::insert).toList());
  }

  @Test
  void nothing_where_nothing_can_be_said() {
    Fixture fixture =
        Fixture.parse(
            """
            //- /src/main.js
            //- /src/a.js
            //- /node_modules/x/index.js
            //- /node_modules/x/lib/a.js
            """);
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    for (String typed :
        List.of(
            "/",
            "/src/",
            "./nope/",
            "./a.js/",
            "..x",
            ".x/",
            "nope/",
            "x/../",
            "x//",
            "x/./",
            "x/node_modules/",
            "http://",
            "file:///src/",
            "data:",
            "./it's",
            "./\u0000",
            "./\n",
            "a\\",
            "..\\",
            "@",
            "@/",
            "@x/y/",
            "#",
            "#a/",
            "@../x/",
            "./" + "x/".repeat(5_000))) {
      List<Item> items =
          items(snapshot, typed).stream().filter(i -> i.kind() != ItemKind.BUILTIN).toList();
      boolean names = typed.equals("@");
      assertEquals(names ? 1 : 0, items.size(), () -> typed + ": " + items);
    }
  }

  @Test
  void an_answer_is_bounded_and_what_is_typed_comes_first() {
    Map<Path, String> texts = new HashMap<>();
    texts.put(MAIN, "");
    for (int i = 0; i < 6_000; i++) {
      texts.put(Path.of("/src/file" + i + ".js"), "");
    }
    texts.put(Path.of("/src/wanted.js"), "");
    Snapshot snapshot = snapshot(new MapFiles(texts), Settings.DEFAULT);
    assertEquals(SpecifierCompletions.MOST, items(snapshot, "./").size());
    assertTrue(items(snapshot, "./WAN").stream().anyMatch(item -> item.insert().equals("wanted")));
  }

  @Test
  void links_that_go_round_and_folders_that_cannot_be_listed_are_folders() {
    Map<Path, String> texts = new HashMap<>();
    texts.put(MAIN, "");
    texts.put(Path.of("/node_modules/x/package.json"), "{\"exports\": {\"./*\": \"./*\"}}");
    texts.put(Path.of("/node_modules/x/a.js"), "");
    Map<Path, Path> links =
        Map.of(
            Path.of("/src/self"), Path.of("/src"),
            Path.of("/src/one"), Path.of("/src/two"),
            Path.of("/src/two"), Path.of("/src/one"),
            Path.of("/node_modules/x/loop"), Path.of("/node_modules/x"));
    Snapshot snapshot = snapshot(new MapFiles(texts, links), Settings.DEFAULT);
    assertEquals(List.of("self/"), items(snapshot, "./").stream().map(Item::insert).toList());
    assertEquals(
        List.of("a.js", "loop/", "package.json"),
        items(snapshot, "x/").stream().map(Item::insert).toList());
  }

  @Test
  void nobody_who_has_gone_is_answered() {
    Snapshot snapshot = FeatureTester.snapshot(Fixture.parse("//- /src/main.js\n//- /src/a.js"));
    Cancel gone =
        () -> {
          throw new CancellationException();
        };
    assertThrows(
        CancellationException.class,
        () -> SpecifierCompletions.of(snapshot, MAIN, "./", RequireSite.Kind.REQUIRE, gone));
  }
}
