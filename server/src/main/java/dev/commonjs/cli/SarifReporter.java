package dev.commonjs.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.commonjs.cli.Reported.Edit;
import dev.commonjs.cli.Reported.Note;
import dev.commonjs.cli.Reported.Repair;
import dev.commonjs.cli.Sarif.ArtifactChange;
import dev.commonjs.cli.Sarif.ArtifactLocation;
import dev.commonjs.cli.Sarif.Configuration;
import dev.commonjs.cli.Sarif.Driver;
import dev.commonjs.cli.Sarif.Fix;
import dev.commonjs.cli.Sarif.Invocation;
import dev.commonjs.cli.Sarif.Location;
import dev.commonjs.cli.Sarif.Log;
import dev.commonjs.cli.Sarif.Message;
import dev.commonjs.cli.Sarif.PhysicalLocation;
import dev.commonjs.cli.Sarif.Region;
import dev.commonjs.cli.Sarif.Replacement;
import dev.commonjs.cli.Sarif.ReportingDescriptor;
import dev.commonjs.cli.Sarif.Result;
import dev.commonjs.cli.Sarif.Run;
import dev.commonjs.cli.Sarif.Tool;
import dev.commonjs.rule.RuleInfo;
import dev.commonjs.rule.Severity;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SARIF 2.1.0, with what GitHub's code scanning and editors' viewers read of it. */
final class SarifReporter implements Reporter {
  private static final String ROOT_ID = "%SRCROOT%";
  private static final Pattern END_OF_LINK_TEXT = Pattern.compile("(\\\\*)\\](?=\\()");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)\\}");
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private final PrintWriter out;
  private final List<RuleInfo> rules;
  private final String version;
  private final URI base;
  private final List<Result> results = new ArrayList<>();

  /** {@code base}: the folder that the findings' files are relative to. */
  SarifReporter(PrintWriter out, List<RuleInfo> rules, String version, URI base) {
    this.out = out;
    this.rules = rules;
    this.version = version;
    this.base = base;
  }

  @Override
  public void report(Reported finding) {
    List<Location> related = new ArrayList<>();
    for (Note note : finding.notes()) {
      Message message = message(note.message());
      related.add(new Location(related.size() + 1, physical(note.place()), message));
    }
    results.add(
        new Result(
            finding.rule(),
            ruleIndex(finding.rule()),
            level(finding.severity()),
            message(finding.message()),
            List.of(new Location(null, physical(finding.place()), null)),
            orNull(related),
            orNull(finding.repairs().stream().map(SarifReporter::fix).toList())));
  }

  @Override
  public void end(int checkedFiles, boolean complete) {
    Driver driver =
        new Driver("commonjs-ls", version, rules.stream().map(SarifReporter::descriptor).toList());
    Run run =
        new Run(
            new Tool(driver),
            List.of(new Invocation(complete)),
            Map.of(ROOT_ID, new ArtifactLocation(base.toASCIIString(), null)),
            "utf16CodeUnits",
            results);
    out.println(JsonText.of(GSON, new Log(Sarif.SCHEMA, "2.1.0", List.of(run))));
  }

  private @Nullable Integer ruleIndex(String id) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).id().equals(id)) {
        return i;
      }
    }
    return null;
  }

  private static ReportingDescriptor descriptor(RuleInfo rule) {
    return new ReportingDescriptor(
        rule.id(),
        message(rule.summary() + "."),
        new Configuration(level(rule.severity()), rule.severity() != Severity.OFF));
  }

  private static Fix fix(Repair repair) {
    Map<String, List<Replacement>> byFile = new LinkedHashMap<>();
    for (Edit edit : repair.edits()) {
      byFile
          .computeIfAbsent(edit.place().file(), file -> new ArrayList<>())
          .add(new Replacement(region(edit.place()), new Message(edit.text())));
    }
    List<ArtifactChange> changes = new ArrayList<>();
    byFile.forEach((file, edits) -> changes.add(new ArtifactChange(artifact(file), edits)));
    return new Fix(message(repair.title()), changes);
  }

  /**
   * A text without links and placeholders of its own: in SARIF 2.1.0 {@code [a](1)} is a link
   * (3.11.6) and {@code {0}} stands for an argument (3.11.5). Other braces are not doubled, as
   * viewers show both.
   */
  private static Message message(String text) {
    String plain = END_OF_LINK_TEXT.matcher(text).replaceAll("$1$1\\\\]");
    return new Message(PLACEHOLDER.matcher(plain).replaceAll("{{$1}}"));
  }

  private static PhysicalLocation physical(Place place) {
    return new PhysicalLocation(artifact(place.file()), region(place));
  }

  private static Region region(Place place) {
    return new Region(place.line(), place.column(), place.endLine(), place.endColumn());
  }

  private static ArtifactLocation artifact(String file) {
    boolean absolute = file.startsWith("/") || file.matches("[A-Za-z]:/.*");
    String path = absolute ? file.replaceFirst("^(?!/)", "/") : "./" + file;
    try {
      URI uri = new URI(absolute ? "file" : null, absolute ? "" : null, path, null, null);
      String ascii = uri.toASCIIString();
      boolean plain = !absolute && !ascii.substring(2).split("/", 2)[0].contains(":");
      return new ArtifactLocation(plain ? ascii.substring(2) : ascii, absolute ? null : ROOT_ID);
    } catch (URISyntaxException e) {
      throw new AssertionError("any path can be quoted", e);
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "note";
      case OFF -> "none";
    };
  }

  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
