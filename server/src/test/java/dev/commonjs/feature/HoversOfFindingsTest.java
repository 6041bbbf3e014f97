package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.RulePages;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Rules;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A hover says what is reported of its place, and nothing against it. */
class HoversOfFindingsTest {
  @TestFactory
  List<DynamicTest> every_place_of_the_pages_of_rules() {
    return Rules.ALL.stream()
        .map(rule -> rule.info().id())
        .map(id -> DynamicTest.dynamicTest(id, () -> check(RulePages.example(id, "Wrong"))))
        .toList();
  }

  private static void check(Fixture fixture) throws IOException {
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    for (Path file : fixture.texts().keySet()) {
      for (Finding finding : Rules.check(snapshot, file, Cancel.NONE)) {
        for (int at = finding.span().start(); at < finding.span().end(); at++) {
          check(snapshot, file, at, finding);
        }
      }
    }
  }

  private static void check(Snapshot snapshot, Path file, int offset, Finding finding) {
    Card card =
        Hovers.hover(snapshot, file, offset, FeatureTester.remarks(snapshot, file), Cancel.NONE)
            .orElseThrow();
    String hover = FeatureTester.text(card);
    assertTrue(hover.contains(Markdown.sentence(finding.message()).source()), hover);
    assertFalse(hover.contains("callers see what is written"), hover);
    if (finding.rule().equals("missing-member") && offset == finding.span().start()) {
      assertTrue(card.code().getFirst().endsWith(": not exported"), hover);
      assertFalse(hover.contains("Open: "), hover);
    }
  }

  @Test
  void a_member_that_is_not_there_is_said_to_be_absent_where_nothing_is_reported() {
    FeatureTester.hover(
        """
        //- /lib.js
        exports.a = 1;
        //- /main.js
        const lib = require('./lib');
        if (lib.b<|>) lib.b();
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        .b: not exported
        """);
  }

  @Test
  void what_may_be_there_is_open_and_says_why() {
    FeatureTester.hover(
        """
        //- /lib.js
        exports.a = 1;
        for (const name of process.argv) exports[name] = 1;
        //- /main.js
        require('./lib').b<|>;
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        .b: unknown
        Open: names are computed (line 2).
        """);
  }

  @Test
  void what_is_reported_elsewhere_is_not_said_here() {
    FeatureTester.hover(
        """
        //- /lib.js
        exports.a = 1;
        //- /main.js
        const li<|>b = require('./lib');
        lib.b();
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        module.exports: object
          .a  1
        """);
  }

  @Test
  void what_is_reported_where_nothing_of_modules_stands_is_said_alone() {
    FeatureTester.hover(
        """
        //- /package.json
        { "type": "module" }
        //- /main.js
        const a = 1;
        modul<|>e.exports = a;
        """,
        "`module` is not defined here: this file is an ES module because package.json says `\"type\":"
            + " \"module\"`. Use `export`, or name the file `.cjs`.");
  }
}
