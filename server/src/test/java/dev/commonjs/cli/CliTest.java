package dev.commonjs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands in a real folder. */
class CliTest {
  @TempDir Path folder;

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void realFolder() throws IOException {
    folder = folder.toRealPath();
  }

  @Test
  void checkSaysWhatIsWrongAndExitsWithOne() throws IOException {
    write("lib/a.js", "'use strict';\nexports = { a: 1 };\n");
    write("lib/b.js", "module.exports = { b: 1 };\n");

    Outcome outcome = run("check");

    assertEquals(1, outcome.status);
    assertTrue(outcome.out.startsWith("lib/a.js:2:1 error "), outcome.out);
    assertTrue(outcome.out.contains("[exports-reassigned]"), outcome.out);
    assertTrue(outcome.out.endsWith("1 error in 1 file; 2 files checked.\n"), outcome.out);
    assertEquals("", outcome.err);
  }

  /** What a newcomer runs first. */
  @Test
  void theSampleShowsEachAliasingMistake() {
    Path samples = Path.of("samples", "aliasing").toAbsolutePath();

    Outcome outcome = run("check", samples.toString(), "--format", "github");

    assertEquals(
        """
        app.js:6 not-callable
        app.js:10 missing-member
        app.js:12 missing-member
        app.js:15 missing-member
        app.js:16 missing-member
        app.js:17 missing-member
        app.js:18 missing-member
        app.js:19 missing-member
        app.js:21 cannot-resolve
        exports-reassigned.js:3 exports-reassigned
        late-export.js:5 late-export
        lost-write.js:7 lost-write
        misspelled.js:2 misspelled-exports
        module-reassigned.js:2 module-reassigned
        overwritten-export.js:2 overwritten-export
        stale-alias.js:8 lost-write
        var-exports.js:2 exports-reassigned
        """,
        outcome.out.replaceAll(
            "(?m)^::[a-z]+ file=.*?([^/]*\\.js),line=(\\d+),.*title=([a-z-]+)::.*$", "$1:$2 $3"));
  }

  @Test
  void checkOfACleanProjectExitsWithZero() throws IOException {
    write("a.js", "module.exports = { a: 1 };\n");

    assertEquals(new Outcome(0, "Nothing to report. 1 file checked.\n", ""), run("check", "."));
  }

  @Test
  void checkTakesFilesAndFoldersAndChecksEachFileOnce() throws IOException {
    write("one/a.js", "exports = {};\n");
    write("two/b.js", "exports = {};\n");
    write("three/c.js", "exports = {};\n");

    Outcome outcome = run("check", "two", "one/a.js", "one", "--format", "github");

    assertEquals(List.of("one/a.js", "two/b.js"), filesOf(outcome.out));
  }

  @Test
  void checkLeavesNodeModulesAloneUnlessToldOtherwise() throws IOException {
    write("node_modules/p/index.js", "exports = {};\n");
    write("a.js", "module.exports = 1;\n");

    assertEquals(0, run("check").status);
    assertEquals(1, run("check", "--include-node-modules").status);
    assertEquals(1, run("check", "node_modules/p").status);
    assertEquals(1, run("check", "node_modules/p/index.js").status);
  }

  @Test
  void whereNothingIsInstalledOneLineSaysIt() throws IOException {
    write("package.json", "{ \"dependencies\": { \"one\": \"1\", \"two\": \"1\" } }\n");
    write("a.js", "require('one');\nrequire('two');\n");
    write("lib/b.js", "require('two');\n");
    String message =
        "None of the packages that `package.json` declares is installed. Run `npm install`?";

    assertEquals(
        "package.json:1:3 error "
            + message
            + " (2 more places in 2 files) [package-not-installed]\n\n"
            + "1 error, 2 hints in 3 files; 2 files checked.\n",
        run("check").out);
    assertEquals(1, run("check").status);
    assertEquals(0, run("check", "--rule", "package-not-installed=hint").status);
    String json = run("check", "--format", "json", "lib").out;
    assertEquals(
        List.of("package.json error", "lib/b.js hint"),
        json.lines()
            .filter(line -> line.startsWith("{"))
            .map(
                line ->
                    line.replaceAll(
                        "^.*\"file\":\"([^\"]*)\".*\"severity\":\"([a-z]*)\".*$", "$1 $2"))
            .toList());
  }

  @Test
  void aRuleCanBeSetOnTheCommandLineAndInTheProject() throws IOException {
    write("a.js", "exports = {};\n");

    assertEquals(0, run("check", "--rule", "exports-reassigned=off").status);
    assertTrue(run("check", "--rule=exports-reassigned=hint").out.startsWith("a.js:1:1 hint "));

    write(".commonjsrc.json", "{\"rules\": {\"exports-reassigned\": \"off\"}}");
    assertEquals(0, run("check").status);
    assertEquals(1, run("check", "--rule", "exports-reassigned=warning").status);
  }

  @Test
  void checkRefusesWhatItDoesNotUnderstand() throws IOException {
    assertRefused("there is no file or folder nowhere.", "check", "nowhere");
    assertRefused(
        "there is no rule exports-reasigned.", "check", "--rule", "exports-reasigned=off");
    assertRefused("loud is no level.", "check", "--rule", "exports-reassigned=loud");
    assertRefused("Invalid value for option '--format'", "check", "--format", "xml");
    assertRefused("Unmatched argument at index 0: 'chek'", "chek");

    write(".commonjsrc.json", "{rules: ");
    assertRefused("is not JSON", "check");
  }

  @Test
  void shapePrintsOneObjectALineInTheOrderGiven() throws IOException {
    write("r/a.js", "exports.x = require('./b'); exports.fs = require('fs'); require('./no');\n");
    write("r/b.js", "module.exports = class B {};\n");
    write(
        "r/c.js",
        "module.exports = function () {}; module.exports[1] = 2; module.exports.y = 1;\n");
    write("r/d.js", "module.exports = 'text';\n");
    write("list", "c.js\n\n  b.js\r\nd.js\n");

    Outcome outcome = run("shape", "--json", "--root", "r", "--files-from", "list", "r/a.js");

    assertEquals(
        """
        {"file":"a.js","kind":"object","exports":["x","fs"],"open":false,"openReasons":[],\
        "requires":{"./b":"b.js","fs":"builtin","./no":"missing"}}
        {"file":"c.js","kind":"function","exports":["1","y"],"open":false,"openReasons":[],"requires":{}}
        {"file":"b.js","kind":"class","exports":[],"open":false,"openReasons":[],"requires":{}}
        {"file":"d.js","kind":"primitive","exports":[],"open":false,"openReasons":[],"requires":{}}
        """,
        outcome.out);
    assertEquals(0, outcome.status, outcome.err);
  }

  @Test
  void shapeIsReadableWithoutJson() throws IOException {
    write("a.js", "module.exports = { b: 1 }; require('path');\n");

    assertEquals("a.js: object\n  .b\n  requires path -> builtin\n\n", run("shape", "a.js").out);
  }

  @Test
  void shapeShowsWhatRunsAddWhereThatIsAskedFor() throws IOException {
    write("a.js", "exports.b = 1;\nexports[process.version.slice(0, 1)] = 2;\n");

    assertEquals(
        "a.js: object\n  .b\n  .v  (observed)\n  (open: names are computed (line 2))\n\n",
        run("shape", "--observe", "a.js").out);
    assertEquals(
        """
        {"file":"a.js","kind":"object","exports":["b","v"],"open":true,\
        "openReasons":["names are computed (line 2)"],\
        "observed":{"outcome":"loaded","names":["v"],"doubts":[]},"requires":{}}
        """,
        run("shape", "--observe", "--json", "a.js").out);
    assertEquals(
        "a.js: object\n  .b\n  (open: names are computed (line 2))\n\n", run("shape", "a.js").out);
  }

  @Test
  void aFileThatCannotBeReadStopsNoOther() throws IOException {
    write("b.js", "exports.b = 1;\n");

    Outcome outcome = run("shape", "--json", "gone.js", ".", "b.js");

    List<String> lines = outcome.out.lines().toList();
    assertEquals(3, lines.size(), outcome.out);
    assertTrue(
        lines
            .get(0)
            .startsWith("{\"file\":\"gone.js\",\"kind\":\"object\",\"exports\":[],\"open\":true"));
    assertTrue(
        lines.get(2).startsWith("{\"file\":\"b.js\",\"kind\":\"object\",\"exports\":[\"b\"]"));
    assertTrue(outcome.err.contains("commonjs-ls: can't read gone.js: "), outcome.err);
    assertEquals(2, outcome.status);
  }

  @Test
  void shapeRefusesWhatItCannotFind() {
    assertRefused("there is no folder nowhere.", "shape", "a.js", "--root", "nowhere");
    assertRefused("can't read the list nowhere", "shape", "--files-from", "nowhere");
    assertRefused("no file was named.", "shape");
  }

  @Test
  void resolveExplainsItsSteps() throws IOException {
    write("lib/a.js", "");
    write("node_modules/p/package.json", "{\"main\": \"main.js\"}");
    write("node_modules/p/main.js", "");

    Outcome found = run("resolve", "lib/a.js", "p");

    assertEquals(0, found.status);
    assertTrue(found.out.endsWith("\n=> node_modules/p/main.js\n"), found.out);
    assertTrue(found.out.startsWith("1. "), found.out);
    assertEquals(found, run("resolve", "lib", "p"));
  }

  @Test
  void resolveKnowsBuiltInsAndWhatIsMissing() throws IOException {
    write("a.js", "");

    assertTrue(run("resolve", "a.js", "node:fs").out.endsWith("=> Node's built-in fs\n"));

    Outcome missing = run("resolve", "a.js", "./aa");
    assertEquals(1, missing.status);
    assertTrue(missing.out.contains("=> MODULE_NOT_FOUND: "), missing.out);
    assertRefused("there is no file or folder nowhere.", "resolve", "nowhere", "x");
  }

  @Test
  void theExitStatusGoesByWhatCounts() throws IOException {
    write("hint.js", "try { require('./nope'); } catch (e) {}\n");
    assertEquals(0, run("check").status);
    assertTrue(run("check").out.contains("hint"), "it is printed all the same");
    assertEquals(1, run("check", "--fail-on", "hint").status);
    write("warning.js", "exports.a = 1;\nmodule.exports = { b: 1 };\n");
    assertEquals(1, run("check").status);
    assertEquals(0, run("check", "--fail-on", "error").status);
    assertEquals(0, run("check", "--max-warnings", "1").status);
    assertEquals(1, run("check", "--max-warnings", "0", "--fail-on", "error").status);
    write("error.js", "exports = { a: 1 };\n");
    assertEquals(1, run("check", "--max-warnings", "9").status);
    assertEquals(1, run("check", "--fail-on", "error").status);
    assertRefused("no level", "check", "--fail-on", "off");
    assertRefused("no level", "check", "--fail-on", "grave");
  }

  @Test
  void quietPrintsWhatCounts() throws IOException {
    write(
        "a.js",
        "try { require('./nope'); } catch (e) {}\nexports.a = 1;\nmodule.exports = { b: 1 };\n");
    assertTrue(run("check", "--quiet").out.startsWith("a.js:2:1 warning"));
    Outcome none = run("check", "--quiet", "--fail-on", "error");
    assertEquals(0, none.status);
    assertEquals("Nothing to report. 1 file checked.\n", none.out);
  }

  @Test
  void anEmptyFolderIsNoFailure() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(0, run("check").status);
    assertEquals(0, run("check", "empty").status);
  }

  @Test
  void helpAndVersionAreThere() {
    assertEquals("commonjs-ls 9.9.9\n", run("--version").out);
    for (String command : List.of("check", "shape", "resolve")) {
      Outcome help = run(command, "--help");
      assertEquals(0, help.status);
      assertTrue(help.out.startsWith("Usage: commonjs-ls " + command), help.out);
      assertTrue(run("--help").out.contains("\n  " + command), command);
    }
  }

  private void assertRefused(String part, String... arguments) {
    Outcome outcome = run(arguments);
    assertEquals(2, outcome.status, outcome.out);
    assertEquals("", outcome.out);
    assertTrue(outcome.err.startsWith("commonjs-ls: ") && outcome.err.contains(part), outcome.err);
  }

  private static List<String> filesOf(String annotations) {
    return Pattern.compile("file=([^,]*)")
        .matcher(annotations)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), folder, false, false, null);
    int status = Cli.run(List.of(arguments), "9.9.9", terminal);
    return new Outcome(status, lines(out), lines(err));
  }

  private static String lines(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
