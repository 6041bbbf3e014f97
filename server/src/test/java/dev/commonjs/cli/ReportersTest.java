package dev.commonjs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.commonjs.rule.RuleInfo;
import dev.commonjs.rule.Severity;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReportersTest {
  private static final String TEXT = "'use strict';\n\texports = { a: 1 };\n";
  private static final Reported FINDING =
      finding("lib/a.js", TEXT, "exports = {", Severity.ERROR, "`exports` is only a variable.");

  /** {@link #FINDING} for people. */
  private static final String SHOWN =
      """
      lib/a.js:2:2 error `exports` is only a variable. [exports-reassigned]
        2 | \texports = { a: 1 };
          | \t^^^^^^^^^^^
          lib/b.js:1:1: callers read `a` here
          fix: Write `module.exports`

      """;

  @Test
  void prettyShowsThePlaceInItsLine() {
    assertEquals(
        SHOWN + "1 error in 1 file; 3 files checked.\n",
        report(out -> new PrettyReporter(out, false), FINDING));
  }

  @Test
  void prettyCountsBySeverity() {
    Reported hint = finding("lib/b.js", "x", "x", Severity.HINT, "m");
    Reported warning = finding("lib/b.js", "x", "x", Severity.WARNING, "m");

    String output =
        report(out -> new PrettyReporter(out, false), FINDING, FINDING, warning, hint, hint);

    assertTrue(
        output.endsWith("2 errors, 1 warning, 2 hints in 2 files; 3 files checked.\n"), output);
  }

  @Test
  void prettyColoursOnTerminalsOnly() {
    assertTrue(report(out -> new PrettyReporter(out, true), FINDING).contains("\u001b[31merror"));
    assertEquals(-1, report(out -> new PrettyReporter(out, false), FINDING).indexOf('\u001b'));
  }

  @Test
  void whatComesOutOfFilesCannotSteerTheTerminal() {
    Reported evil =
        finding("a\u001b[2J.js", "x\u001b]0;t\u0007y\u202e", "y", Severity.ERROR, "\u009b");

    String output = report(out -> new PrettyReporter(out, false), evil);

    assertTrue(output.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), output);
    assertEquals(-1, output.indexOf('\u202e'), output);
  }

  @Test
  void peopleSeeAGroupAsOne() {
    Reported hint = grouped(finding("lib/a.js", "x", "x", Severity.HINT, "p is missing"), "p");
    Reported error = grouped(finding("lib/b.js", "x", "x", Severity.ERROR, "p is missing"), "p");
    Reported other = grouped(bare(finding("lib/b.js", "x", "x", Severity.ERROR, "alone")), "q");
    Reported[] all = {hint, other, error, hint, FINDING};

    assertEquals(
        SHOWN
            + """
        lib/b.js:1:1 error p is missing (2 more places in 1 file) [exports-reassigned]

        lib/b.js:1:1 error alone [exports-reassigned]
          1 | x
            | ^

        3 errors, 2 hints in 2 files; 3 files checked.
        """,
        report(out -> new Grouped(new PrettyReporter(out, false)), all));
    assertEquals(
        """
        ::error file=lib/a.js,line=2,endLine=2,col=2,endColumn=12,title=exports-reassigned\
        ::`exports` is only a variable.
        ::error file=lib/b.js,line=1,endLine=1,col=1,endColumn=1,title=exports-reassigned\
        ::p is missing (2 more places in 1 file)
        ::error file=lib/b.js,line=1,endLine=1,col=1,endColumn=1,title=exports-reassigned::alone
        """,
        report(out -> new Grouped(new GithubReporter(out)), all));
    String json = report(JsonReporter::new, all);
    assertEquals(3, json.split("\"group\":\"p\"", -1).length - 1, json);
    assertEquals(7, json.lines().count(), json);
  }

  @Test
  void nothingToReportIsSaid() {
    assertEquals(
        "Nothing to report. 3 files checked.\n", report(out -> new PrettyReporter(out, false)));
    assertEquals("[]\n", report(JsonReporter::new));
    assertEquals("", report(GithubReporter::new));
  }

  @Test
  void jsonIsAnArrayWithOneFindingALine() {
    assertEquals(
        """
        [
        {"file":"lib/a.js","line":2,"column":2,"endLine":2,"endColumn":13,\
        "rule":"exports-reassigned","severity":"error","message":"`exports` is only a variable.",\
        "related":[{"file":"lib/b.js","line":1,"column":1,"message":"callers read `a` here"}],\
        "fixes":["Write `module.exports`"]},
        {"file":"b.js","line":1,"column":1,"endLine":1,"endColumn":2,"rule":"exports-reassigned",\
        "severity":"hint","message":"<m>","related":[],"fixes":[]}
        ]
        """,
        report(JsonReporter::new, FINDING, bare(finding("b.js", "x", "x", Severity.HINT, "<m>"))));
  }

  @Test
  void githubGetsWorkflowCommands() {
    Reported odd = finding("a,b:c.js", "x\ny\n", "x\ny", Severity.HINT, "100%\nsure");

    assertEquals(
        """
        ::error file=lib/a.js,line=2,endLine=2,col=2,endColumn=12,title=exports-reassigned\
        ::`exports` is only a variable.
        ::notice file=a%2Cb%3Ac.js,line=1,endLine=2,title=exports-reassigned::100%25%0Asure
        """,
        report(GithubReporter::new, FINDING, odd));
  }

  @Test
  void sarifIsValidByItsSchema() throws IOException {
    Reported odd = finding("a b/100%/c:d.js", "x\ny\n", "x\ny", Severity.HINT, "m");
    Reported outside = finding("/elsewhere/ü.js", "x", "x", Severity.WARNING, "m");
    Reported above = bare(finding("../up.js", "x", "x", Severity.INFORMATION, "m"));

    String output = report(this::sarif, FINDING, odd, outside, above);

    assertEquals(Set.of(), sarifSchema().validate(output, InputFormat.JSON), output);
    assertTrue(output.contains("\"uri\": \"a%20b/100%25/c:d.js\""), output);
    assertTrue(output.contains("\"uri\": \"file:///elsewhere/%C3%BC.js\""), output);
    assertTrue(output.contains("\"uri\": \"../up.js\""), output);
  }

  @Test
  void sarifWithoutFindingsIsValid() throws IOException {
    String output = report(this::sarif);

    assertEquals(Set.of(), sarifSchema().validate(output, InputFormat.JSON), output);
    assertTrue(output.contains("\"results\": []"), output);
  }

  @Test
  void theSchemaRefusesWhatIsNotSarif() throws IOException {
    Set<ValidationMessage> complaints =
        sarifSchema().validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON);

    assertEquals(1, complaints.size(), complaints::toString);
  }

  private SarifReporter sarif(PrintWriter out) {
    RuleInfo rule = new RuleInfo("exports-reassigned", Severity.ERROR, "Exports is reassigned");
    return new SarifReporter(out, List.of(rule), "1.2.3", URI.create("file:///home/me/"));
  }

  private static JsonSchema sarifSchema() throws IOException {
    try (InputStream schema =
        ReportersTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(Objects.requireNonNull(schema));
    }
  }

  private static String report(Function<PrintWriter, Reporter> format, Reported... findings) {
    StringWriter result = new StringWriter();
    PrintWriter out = new PrintWriter(result);
    Reporter reporter = format.apply(out);
    for (Reported finding : findings) {
      reporter.report(finding);
    }
    reporter.end(3, true);
    out.flush();
    return result.toString().replace(System.lineSeparator(), "\n");
  }

  /** A finding at {@code marked} with a note and a fix. */
  private static Reported finding(
      String file, String text, String marked, Severity severity, String message) {
    SourceText source = new SourceText(text);
    int start = text.indexOf(marked);
    Place place = Place.of(file, source, new Span(start, start + marked.length()));
    Place other = Place.of("lib/b.js", new SourceText("b.a"), new Span(0, 1));
    return new Reported(
        place,
        severity,
        "exports-reassigned",
        message,
        source.lines().textOf(place.line() - 1),
        List.of(new Reported.Note(other, "callers read `a` here")),
        List.of(
            new Reported.Repair(
                "Write `module.exports`", List.of(new Reported.Edit(place, "module.exports")))),
        null);
  }

  private static Reported bare(Reported finding) {
    return new Reported(
        finding.place(),
        finding.severity(),
        finding.rule(),
        finding.message(),
        finding.sourceLine(),
        List.of(),
        List.of(),
        finding.group());
  }

  private static Reported grouped(Reported finding, String group) {
    return new Reported(
        finding.place(),
        finding.severity(),
        finding.rule(),
        finding.message(),
        finding.sourceLine(),
        finding.notes(),
        finding.repairs(),
        group);
  }
}
