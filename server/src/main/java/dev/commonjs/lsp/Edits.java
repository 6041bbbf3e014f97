package dev.commonjs.lsp;

import dev.commonjs.lsp.Requests.State;
import dev.commonjs.refactoring.Refactoring;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.TextChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.ChangeAnnotation;
import org.eclipse.lsp4j.CreateFile;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameFile;
import org.eclipse.lsp4j.ResourceOperation;
import org.eclipse.lsp4j.SnippetTextEdit;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** Changes of texts as the protocol's edits, in the form that the client can take, and back. */
final class Edits {
  private static final String IMPORTERS = "importers";

  private Edits() {}

  /** The changes count in the texts of the state's snapshot; a file that is gone is left out. */
  static WorkspaceEdit of(State state, Map<Path, List<TextChange>> changes) {
    Map<Path, List<TextEdit>> edits = new LinkedHashMap<>();
    changes.forEach(
        (file, list) ->
            state
                .snapshot()
                .text(file)
                .ifPresent(
                    text ->
                        edits.put(
                            file, list.stream().map(one -> textEdit(state, text, one)).toList())));
    WorkspaceEdit result = new WorkspaceEdit();
    if (state.client().versionedEdits()) {
      // The library starts with an empty one, which would contradict the other.
      result.setChanges(null);
      result.setDocumentChanges(
          edits.entrySet().stream()
              .map(
                  e ->
                      Either.<TextDocumentEdit, ResourceOperation>forLeft(
                          versioned(state, e.getKey(), e.getValue())))
              .toList());
    } else {
      Map<String, List<TextEdit>> byUri = new LinkedHashMap<>();
      edits.forEach((file, list) -> byUri.put(state.documents().uri(file), list));
      result.setChanges(byUri);
    }
    return result;
  }

  /**
   * The same of a refactoring, for a client that makes and renames files: first what is made, last
   * what is renamed. A client that can ask people about changes asks about a new name.
   */
  static WorkspaceEdit of(State state, Refactoring.Ready refactoring) {
    WorkspaceEdit result = of(state, refactoring.changes());
    List<Either<TextDocumentEdit, ResourceOperation>> all = new ArrayList<>();
    refactoring
        .created()
        .forEach(
            (file, text) -> {
              String uri = state.documents().uri(file);
              all.add(Either.forRight(new CreateFile(uri)));
              Position start = new Position(0, 0);
              all.add(Either.forLeft(edit(uri, new TextEdit(new Range(start, start), text))));
            });
    all.addAll(result.getDocumentChanges());
    boolean asks = !refactoring.renamed().isEmpty() && state.client().changeAnnotations();
    refactoring
        .renamed()
        .forEach(
            (from, to) -> {
              RenameFile rename =
                  new RenameFile(state.documents().uri(from), state.documents().uri(to));
              // Of the edits of a text the library would lose it.
              rename.setAnnotationId(asks ? IMPORTERS : null);
              all.add(Either.forRight(rename));
            });
    result.setDocumentChanges(all);
    if (asks) {
      ChangeAnnotation annotation =
          new ChangeAnnotation("A new name, and who requires it by the old one");
      annotation.setNeedsConfirmation(true);
      result.setChangeAnnotations(Map.of(IMPORTERS, annotation));
    }
    return result;
  }

  private static TextDocumentEdit edit(String uri, TextEdit edit) {
    return new TextDocumentEdit(
        new VersionedTextDocumentIdentifier(uri, null),
        List.of(Either.<TextEdit, SnippetTextEdit>forLeft(edit)));
  }

  /** Each change counts in the text that the one before it left. */
  static SourceText applied(
      Positions positions, SourceText before, List<TextDocumentContentChangeEvent> changes) {
    SourceText text = before;
    for (TextDocumentContentChangeEvent change : changes) {
      text =
          change.getRange() == null
              ? new SourceText(change.getText())
              : text.edited(
                  new TextChange(positions.toSpan(text, change.getRange()), change.getText()));
    }
    return text;
  }

  static TextEdit textEdit(State state, SourceText text, TextChange change) {
    return new TextEdit(state.positions().toRange(text, change.span()), change.replacement());
  }

  private static TextDocumentEdit versioned(State state, Path file, List<TextEdit> edits) {
    @Nullable Integer version =
        state.documents().open(file).map(Documents.Open::version).orElse(null);
    return new TextDocumentEdit(
        new VersionedTextDocumentIdentifier(state.documents().uri(file), version),
        edits.stream().map(Either::<TextEdit, SnippetTextEdit>forLeft).toList());
  }
}
