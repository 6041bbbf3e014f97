package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Marks;
import dev.commonjs.fixture.Shown;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.markdown.Rendered;
import dev.commonjs.observe.Observer;
import dev.commonjs.observe.Observers;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that come out of a run and out of comments; the others are {@code lsp}'s. */
class ForeignTextTest {
  private static final Observer OBSERVER = Observers.patient();
  private static final Path MODULE = Path.of("/open.js");

  @AfterAll
  static void close() {
    OBSERVER.close();
  }

  static Stream<String> marks() {
    return Marks.ALL.stream();
  }

  /** Pages that a module has which exports {@code name} when it is run, and then throws. */
  private static List<Markdown> pages(String name, String thrown) {
    Fixture fixture =
        Fixture.parse(
            """
            //- /open.js
            for (const name of %s.split(process.env.BETWEEN || '\\u0001')) exports[name] = () => {};
            if (!process.env.HOME) throw new Error(%s);
            //- /main.js
            const open = require('./open');
            open[%s]; <|>
            """
                .formatted(Shown.literal(name), Shown.literal(thrown), Shown.literal(name)));
    Snapshot snapshot = FeatureTester.snapshotAfterRuns(fixture, OBSERVER, MODULE.toString());
    Path main = Path.of("/main.js");
    String text = fixture.text(main);
    return List.of(
        Explanations.shape(snapshot, MODULE),
        Hovers.hover(snapshot, main, text.indexOf("open"), List.of(), Cancel.NONE)
            .orElseThrow()
            .page(),
        Hovers.hover(snapshot, main, text.indexOf("open[") + 5, List.of(), Cancel.NONE)
            .orElseThrow()
            .page());
  }

  private static List<Markdown> marked(String mark) {
    return pages(mark + "zqRun", mark + "zqThrown");
  }

  @ParameterizedTest
  @MethodSource("marks")
  void what_a_run_showed_is_text(String mark) {
    List<String> structures = structures(marked("plain"));
    List<Markdown> pages = marked(mark);
    assertEquals(structures, structures(pages));
    Set<String> seen = new TreeSet<>();
    for (Markdown page : pages) {
      String text = Rendered.of(page.source()).text();
      assertEquals(List.of(), Shown.harmful(page.source()), page.source());
      assertEquals(List.of(), Shown.damaged(text, mark, seen), page.source());
    }
    boolean oneLine = mark.indexOf('\n') < 0; // of a message the first line is said
    assertEquals(oneLine ? Set.of("zqRun", "zqThrown") : Set.of("zqRun"), seen);
  }

  private static List<String> structures(List<Markdown> pages) {
    return pages.stream().map(page -> Rendered.of(page.source()).structure()).toList();
  }

  @Test
  void what_a_run_threw_is_cut() {
    for (Markdown page : pages("n".repeat(900), "t".repeat(100_000))) {
      assertTrue(page.source().length() < 3_000, () -> "" + page.source().length());
    }
  }

  @Test
  void a_comment_shows_its_safe_subset() {
    FeatureTester.hover(
        """
        //- /lib.js
        /**
         * # Reads *all* of `a|b` <b>now</b>, see {@link https://example.com/a the page}
         * ![img](https://example.com/x.png) and [go](command:example.harmless):
         * - one
         *   ```js
         *   read()
         *
         *   @decorated
         *   ```
         * - two
         *
         * Not this.
         */
        exports.read = () => {};
        //- /main.js
        require('./lib').re<|>ad;
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        .read: function()
        \\# Reads *all* of `a|b` \\<b>now\\</b>, see [the page](https://example.com/a) img and go:

        - one
          ```js
          read()
         \s
          @decorated
          ```
        - two
        """);
  }

  @Test
  void names_that_look_like_markup_are_shown_as_they_are() {
    FeatureTester.hover(
        """
        //- /__tests__/a*b.js
        exports.__proto = 1; exports.$x = 2; exports.a_b_c = 3; exports['a*b'] = 4;
        //- /main.js
        require('./__tests__/a*<|>b');
        """,
        """
        **\\_\\_tests\\_\\_/a\\*b.js** · CommonJS · required by 1 file
        module.exports: object
          .__proto  1
          .$x       2
          .a_b_c    3
          .a*b      4
        """);
  }
}
