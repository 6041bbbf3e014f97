package dev.commonjs.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.commonjs.feature.Hovers;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Related;
import dev.commonjs.rule.Rules;
import dev.commonjs.rule.Severity;
import dev.commonjs.rule.Tag;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Cancel;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;

/** Findings as the protocol's diagnostics, with as much of them as the client understands. */
record FindingConverter(State state) {
  static final String SOURCE = "commonjs";
  private static final String PAGES =
      "https://github.com/commonjs-dev/commonjs-language-server/blob/main/server/src/main/resources/rules/";

  Diagnostic diagnostic(SourceText text, Finding finding) {
    Diagnostic diagnostic = new Diagnostic();
    diagnostic.setRange(state.positions().toRange(text, finding.span()));
    diagnostic.setSeverity(severity(finding.severity()));
    diagnostic.setCode(finding.rule());
    diagnostic.setSource(SOURCE);
    diagnostic.setMessage(finding.message());
    if (state.client().diagnosticPages()) {
      diagnostic.setCodeDescription(new DiagnosticCodeDescription(PAGES + finding.rule() + ".md"));
    }
    if (state.client().diagnosticTags() && !finding.tags().isEmpty()) {
      diagnostic.setTags(finding.tags().stream().map(FindingConverter::tag).toList());
    }
    if (state.client().relatedInformation() && !finding.related().isEmpty()) {
      diagnostic.setRelatedInformation(related(finding.related()));
    }
    if (state.client().diagnosticData() && !finding.fixes().isEmpty()) {
      diagnostic.setData(data(finding));
    }
    return diagnostic;
  }

  private List<DiagnosticRelatedInformation> related(List<Related> related) {
    return related.stream()
        .flatMap(r -> state.snapshot().text(r.file()).stream().map(text -> related(text, r)))
        .toList();
  }

  private DiagnosticRelatedInformation related(SourceText text, Related related) {
    Location location =
        new Location(
            state.documents().uri(related.file()), state.positions().toRange(text, related.span()));
    return new DiagnosticRelatedInformation(location, related.message());
  }

  /**
   * The titles of the fixes that a request for code actions here would offer, those left out that
   * are looked for only then.
   */
  private static JsonObject data(Finding finding) {
    JsonArray fixes = new JsonArray();
    finding.fixes().forEach(fix -> fixes.add(fix.title()));
    JsonObject data = new JsonObject();
    data.add("fixes", fixes);
    return data;
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case INFORMATION -> DiagnosticSeverity.Information;
      case HINT, OFF -> DiagnosticSeverity.Hint;
    };
  }

  private static DiagnosticTag tag(Tag tag) {
    return switch (tag) {
      case UNNECESSARY -> DiagnosticTag.Unnecessary;
      case DEPRECATED -> DiagnosticTag.Deprecated;
    };
  }

  /** What rules report of a document, for hovers, which do not say it again. */
  static List<Hovers.Remark> remarks(Requests.Document document, Cancel cancel) {
    return Rules.check(document.snapshot(), document.file(), cancel).stream()
        .map(finding -> new Hovers.Remark(finding.span(), finding.message()))
        .toList();
  }
}
