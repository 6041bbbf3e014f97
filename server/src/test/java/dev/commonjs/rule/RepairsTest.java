package dev.commonjs.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the editor offers beside a finding's own fixes: silence, and changes of other files. */
final class RepairsTest {
  private static final String LINE = "Disable cannot-resolve for this line";
  private static final String FILE = "Disable cannot-resolve for this file";
  private static final String EXPORT = "Export `wanted` from `./lib`";

  /** A project, and all that is offered in it, in order of place. */
  private record Project(Snapshot snapshot, List<Path> files) {
    static Project of(String fixture) {
      Fixture parsed = Fixture.parse(fixture);
      List<Path> roots = List.of(Path.of("/"));
      return new Project(
          Workspace.open(roots, Settings.DEFAULT, parsed.files()).current(),
          List.copyOf(parsed.texts().keySet()));
    }

    Project with(String name, String text) {
      return new Project(snapshot.withText(Path.of(name), new SourceText(text)), files);
    }

    List<String> findings() {
      return files.stream()
          .flatMap(file -> Rules.check(snapshot, file, Cancel.NONE).stream())
          .map(Finding::rule)
          .toList();
    }

    List<Fix> repairs() {
      List<Fix> all = new ArrayList<>();
      for (Path file : files) {
        for (Finding finding : Rules.check(snapshot, file, Cancel.NONE)) {
          all.addAll(finding.fixes());
          all.addAll(Repairs.of(snapshot, file, finding, Cancel.NONE));
        }
      }
      return all;
    }

    List<String> titles() {
      return repairs().stream().map(Fix::title).toList();
    }

    Project after(String title) {
      Fix fix =
          repairs().stream()
              .filter(one -> one.title().equals(title))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no `" + title + "` in " + titles()));
      Path file = fix.edits().getFirst().file();
      List<TextChange> changes =
          fix.edits().stream().map(edit -> new TextChange(edit.span(), edit.text())).toList();
      SourceText text = snapshot.text(file).orElseThrow().edited(changes);
      return new Project(snapshot.withText(file, text), files);
    }

    String text(String name) {
      return snapshot.text(Path.of(name)).orElseThrow().text();
    }
  }

  // ---------------------------------------------------------------- silence

  /** {@code expected} is the text after, in which nothing is said any more. */
  private static void checkSilence(String title, String text, String expected) {
    Project after = Project.of("//- /main.js\n").with("/main.js", text).after(title);
    assertEquals(expected, after.text("/main.js"));
    assertEquals(List.of(), after.findings());
  }

  @Test
  void aLineIsSilencedFromAboveInItsIndentation() {
    checkSilence(
        LINE,
        "if (a) {\n\trequire('./no'); // later\n}\n",
        "if (a) {\n\t// commonjs-disable-next-line cannot-resolve\n\trequire('./no'); // later\n}\n");
    checkSilence(
        LINE,
        "f();\r\nrequire('./no');",
        "f();\r\n// commonjs-disable-next-line cannot-resolve\r\nrequire('./no');");
  }

  @Test
  void aCommentAboveGetsOneRuleMore() {
    String above = "// commonjs-disable-next-line wrong-case";
    Project after = Project.of(above + " -- why\nrequire('./no');\n").after(LINE);
    assertEquals(above + ", cannot-resolve -- why\nrequire('./no');\n", after.text("/main.js"));
    assertEquals(
        "/* commonjs-disable wrong-case, cannot-resolve */\nrequire('./no');\n",
        Project.of("/* commonjs-disable wrong-case */\nrequire('./no');\n")
            .after(FILE)
            .text("/main.js"));
  }

  @Test
  void aFileIsSilencedBelowWhatStandsForAllOfIt() {
    String comment = "// commonjs-disable cannot-resolve\n";
    String code = "require('./no');\nrequire('./none');\n";
    for (String head :
        List.of(
            "",
            "#!/usr/bin/env node\n",
            "'use strict';\n",
            "'use strict' // always\n",
            "#!/usr/bin/env node\n/* Licence */\n\n'use strict';\n\"use asm\"\n",
            "/*\n * Licence\n */\n",
            "// Licence\n// of two lines\n")) {
      String gap = head.contains("Licence") && !head.contains("use") ? "\n" : "";
      checkSilence(FILE, head + gap + code, head + comment + gap + code);
    }
    checkSilence(
        FILE, "'use strict'; " + code, "// commonjs-disable cannot-resolve\n'use strict'; " + code);
    checkSilence(FILE, "/** Of a. */\nvar a;\n" + code, comment + "/** Of a. */\nvar a;\n" + code);
  }

  /** There a comment would be text, or change what is read. */
  @Test
  void whereTheLineDoesNotBeginInCodeItIsNotOffered() {
    for (String code :
        List.of(
            "`\n${require('./no')}`;\n",
            "/*\n*/ require('./no');\n",
            "'\\\n' + require('./no');\n",
            "var a = <a>\nb {require('./no')}\n</a>;\n")) {
      assertFalse(Project.of(code).titles().contains(LINE), code);
    }
    checkSilence(
        LINE,
        "`${\nrequire('./no')}`;\n",
        "`${\n// commonjs-disable-next-line cannot-resolve\nrequire('./no')}`;\n");
  }

  @Test
  void aCommentThatSilencesNothingIsDeleted() {
    for (String[] change :
        new String[][] {
          {"f();\n  // commonjs-disable a\ng();\n", "f();\ng();\n"},
          {"f(); // commonjs-disable a\ng();\n", "f();\ng();\n"},
          {"typeof/* commonjs-disable a */f;\n", "typeof f;\n"},
          {"f()/* commonjs-disable\na */f();\n", "f()\nf();\n"},
        }) {
      Project project = Project.of("//- /main.js\n").with("/main.js", change[0]);
      assertEquals(List.of("Delete the comment"), project.titles());
      assertEquals(change[1], project.after("Delete the comment").text("/main.js"));
    }
  }

  // ---------------------------------------------------------------- exports of other files

  private static final String USE =
      "//- /main.js\nconst { wanted } = require('./lib');\nwanted();\n//- /lib.js\n";

  private static void checkExport(String lib, String expected) {
    Project after = Project.of(USE + lib).after(EXPORT);
    assertEquals(expected, after.text("/lib.js"));
    assertEquals(List.of(), after.findings());
  }

  @Test
  void aDeclaredNameIsExportedBehindTheLastExport() {
    checkExport(
        "exports.a = 1; // one\nfunction wanted() {}\n",
        "exports.a = 1; // one\nexports.wanted = wanted;\nfunction wanted() {}\n");
    checkExport(
        "const wanted = () => 1\nmodule.exports.a = 1\nf()\n",
        "const wanted = () => 1\nmodule.exports.a = 1\nmodule.exports.wanted = wanted\nf()\n");
    checkExport(
        "class wanted {}\nmodule.exports = function a() {\n};\n"
            .replace("class wanted {}", "var wanted = f;"),
        "var wanted = f;\nmodule.exports = function a() {\n};\nmodule.exports.wanted = wanted;\n");
  }

  /** Nothing can be exported before it is there. */
  @Test
  void aConstantIsExportedBehindItself() {
    checkExport(
        "exports.a = 1;\n  const wanted = f;\n",
        "exports.a = 1;\n  const wanted = f;\n  exports.wanted = wanted;\n");
    checkExport(
        "module.exports = { a: 1 };\nconst wanted = f;\n",
        "module.exports = { a: 1 };\nconst wanted = f;\nmodule.exports.wanted = wanted;\n");
  }

  @Test
  void aLiteralGetsAProperty() {
    String function = "function wanted() {}\n";
    checkExport(
        function + "module.exports = { a: 1 };\n",
        function + "module.exports = { a: 1, wanted };\n");
    checkExport(
        function + "module.exports = { f: f, };\n",
        function + "module.exports = { f: f, wanted: wanted, };\n");
    checkExport(
        function + "module.exports = {\n  a: 1, // one\n};\n",
        function + "module.exports = {\n  a: 1, // one\n  wanted,\n};\n");
    checkExport(
        function + "exports = module.exports = {\n\ta: 1 // one\n};\n",
        function + "exports = module.exports = {\n\ta: 1, // one\n\twanted\n};\n");
    checkExport(
        function + "const api = module.exports = {\n  a() {}\n};\n",
        function + "const api = module.exports = {\n  a() {},\n  wanted\n};\n");
  }

  @Test
  void whatIsNotSureIsNotOffered() {
    for (String lib :
        List.of(
            // nothing of that name
            "exports.a = 1;\n",
            // not at the top
            "exports.a = 1;\nfunction f() { function wanted() {} }\n",
            // it is another one later
            "let wanted = 1;\nexports.a = 1;\nf(() => { wanted = 2; });\n",
            // another module's object
            "function wanted() {}\nmodule.exports = require('./other');\n//- /other.js\nexports.a = 1;\n",
            // another mistake keeps it back
            "function wanted() {}\nmodule.exports = { a: 1 };\nexports.wanted = wanted;\n",
            // of somebody else
            "module.exports = require('p');\n//- /node_modules/p/index.js\nexports.a = 1;\nfunction wanted() {}\n",
            // nothing can be added
            "function wanted() {}\nmodule.exports = Object.freeze({ a: 1 });\n")) {
      assertFalse(Project.of(USE + lib).titles().contains(EXPORT), lib);
    }
  }

  @Test
  void nodeFindsWhatIsExportedThen(@TempDir Path folder) throws IOException, InterruptedException {
    InstalledNode.assumeThere();
    for (Map.Entry<String, String> lib :
        Map.of(
                "exports.a = 1\nconst wanted = () => 1\n;[1].map(String)\n", "a,wanted",
                "module.exports = class A {}\nfunction wanted() {}\n", "wanted",
                "function wanted() {}\nmodule.exports = {\n  a: 1 // one\n}\n", "a,wanted")
            .entrySet()) {
      Path file = folder.resolve("lib.js");
      Files.writeString(file, Project.of(USE + lib.getKey()).after(EXPORT).text("/lib.js"));
      Process node =
          new ProcessBuilder(
                  "node", "-p", "Object.keys(require(process.argv[1])).join()", file.toString())
              .redirectErrorStream(true)
              .start();
      String answer = String.join("\n", node.inputReader().lines().toList());
      assertEquals(lib.getValue(), answer);
      assertEquals(0, node.waitFor());
    }
  }
}
