package dev.commonjs.lsp;

import dev.commonjs.lsp.Requests.State;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.TextChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CreateFile;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
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

  /** The same for a client that makes files: each of {@code created} is made before. */
  static WorkspaceEdit creating(
      State state, Map<Path, List<TextChange>> changes, Map<Path, String> created) {
    WorkspaceEdit result = of(state, changes);
    List<Either<TextDocumentEdit, ResourceOperation>> all = new ArrayList<>();
    created.forEach(
        (file, text) -> {
          String uri = state.documents().uri(file);
          all.add(Either.forRight(new CreateFile(uri)));
          Position start = new Position(0, 0);
          TextEdit edit = new TextEdit(new Range(start, start), text);
          all.add(
              Either.forLeft(
                  new TextDocumentEdit(
                      new VersionedTextDocumentIdentifier(uri, null),
                      List.of(Either.<TextEdit, SnippetTextEdit>forLeft(edit)))));
        });
    all.addAll(result.getDocumentChanges());
    result.setDocumentChanges(all);
    return result;
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
