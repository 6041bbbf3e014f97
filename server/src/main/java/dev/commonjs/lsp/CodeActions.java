package dev.commonjs.lsp;

import dev.commonjs.lsp.Requests.Document;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.refactoring.Refactoring;
import dev.commonjs.refactoring.Refactorings;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Fix;
import dev.commonjs.rule.Repairs;
import dev.commonjs.rule.Rules;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionDisabled;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * What can be done about findings, and what can be written otherwise, as code actions. A client
 * that takes commands only is offered none.
 */
final class CodeActions {
  /** LSP 3.18, which the library does not have yet. */
  private static final String MOVE = "refactor.move";

  /** All that {@link #of} gives. */
  static final List<String> OFFERED =
      List.of(
          CodeActionKind.QuickFix, CommonJsServer.FIX_ALL, CodeActionKind.RefactorRewrite, MOVE);

  private CodeActions() {}

  static List<Either<Command, CodeAction>> of(
      Document document, Range range, CodeActionContext context, Cancel cancel) {
    if (!document.state().client().codeActions()) {
      return List.of();
    }
    List<Finding> findings = Rules.check(document.snapshot(), document.file(), cancel);
    List<CodeAction> actions = new ArrayList<>();
    if (wanted(context, CodeActionKind.QuickFix)) {
      Span span = document.state().positions().toSpan(document.text(), range);
      findings.stream()
          .filter(finding -> touch(finding.span(), span))
          .forEach(finding -> actions.addAll(fixes(document, finding, cancel)));
    }
    if (wanted(context, CodeActionKind.RefactorRewrite) || wanted(context, MOVE)) {
      int at = document.offset(range.getStart());
      Refactorings.at(document.snapshot(), document.file(), at, cancel).stream()
          .filter(one -> wanted(context, kind(one)))
          .flatMap(one -> refactoring(document.state(), one).stream())
          .forEach(actions::add);
    }
    if (context.getOnly() != null && wanted(context, CommonJsServer.FIX_ALL)) {
      fixAll(document, findings).ifPresent(actions::add);
    }
    return actions.stream().map(Either::<Command, CodeAction>forRight).toList();
  }

  /**
   * A kind is wanted when it or one that contains it is: {@code source} contains {@code
   * source.fixAll}.
   */
  private static boolean wanted(CodeActionContext context, String kind) {
    List<String> only = context.getOnly();
    return only == null
        || only.stream().anyMatch(o -> o.isEmpty() || kind.equals(o) || kind.startsWith(o + "."));
  }

  private static boolean touch(Span finding, Span asked) {
    return finding.start() <= asked.end() && asked.start() <= finding.end();
  }

  private static List<CodeAction> fixes(Document document, Finding finding, Cancel cancel) {
    Diagnostic diagnostic =
        new FindingConverter(document.state()).diagnostic(document.text(), finding);
    List<Fix> repairs = Repairs.of(document.snapshot(), document.file(), finding, cancel);
    return Stream.concat(finding.fixes().stream(), repairs.stream())
        .map(fix -> fix(document.state(), diagnostic, fix))
        .toList();
  }

  private static CodeAction fix(State state, Diagnostic diagnostic, Fix fix) {
    CodeAction action = new CodeAction(fix.title());
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(List.of(diagnostic));
    if (fix.preferred()) {
      action.setIsPreferred(true);
    }
    action.setEdit(edit(state, fix.edits()));
    return action;
  }

  private static boolean isOfTextsOnly(Refactoring.Ready ready) {
    return ready.created().isEmpty() && ready.renamed().isEmpty();
  }

  private static String kind(Refactoring refactoring) {
    return switch (refactoring.kind()) {
      case REWRITE -> CodeActionKind.RefactorRewrite;
      case MOVE -> MOVE;
    };
  }

  /** Empty where the client can't do it, or can't say why it can't be done. */
  private static Optional<CodeAction> refactoring(State state, Refactoring refactoring) {
    CodeAction action = new CodeAction(Visible.sentence(refactoring.title()));
    action.setKind(kind(refactoring));
    return switch (refactoring) {
      case Refactoring.Refused refused when state.client().disabledActions() -> {
        action.setDisabled(new CodeActionDisabled(Visible.sentence(refused.why())));
        yield Optional.of(action);
      }
      case Refactoring.Refused refused -> Optional.empty();
      case Refactoring.Ready ready when isOfTextsOnly(ready) -> {
        action.setEdit(Edits.of(state, ready.changes()));
        yield Optional.of(action);
      }
      case Refactoring.Ready ready
          when state.client().versionedEdits() && state.client().changesFiles() -> {
        action.setEdit(Edits.of(state, ready));
        yield Optional.of(action);
      }
      case Refactoring.Ready ready -> Optional.empty();
    };
  }

  /** The preferred fixes of this document, as many as do not get in each other's way. */
  private static Optional<CodeAction> fixAll(Document document, List<Finding> findings) {
    List<Fix.Edit> taken = new ArrayList<>();
    for (Finding finding : findings) {
      finding.fixes().stream()
          .filter(Fix::preferred)
          .findFirst()
          .filter(fix -> fix.edits().stream().allMatch(edit -> fits(document.file(), edit, taken)))
          .ifPresent(fix -> taken.addAll(fix.edits()));
    }
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    CodeAction action = new CodeAction("Fix all CommonJS problems");
    action.setKind(CommonJsServer.FIX_ALL);
    action.setEdit(edit(document.state(), taken));
    return Optional.of(action);
  }

  private static boolean fits(Path file, Fix.Edit edit, List<Fix.Edit> taken) {
    return edit.file().equals(file)
        && taken.stream()
            .noneMatch(
                t ->
                    t.span().start() <= edit.span().end() && edit.span().start() <= t.span().end());
  }

  private static WorkspaceEdit edit(State state, List<Fix.Edit> edits) {
    Map<Path, List<TextChange>> byFile = new LinkedHashMap<>();
    for (Fix.Edit edit : edits) {
      byFile
          .computeIfAbsent(edit.file(), f -> new ArrayList<>())
          .add(new TextChange(edit.span(), edit.text()));
    }
    return Edits.of(state, byFile);
  }
}
