package dev.commonjs.lsp;

import com.google.gson.Gson;
import dev.commonjs.feature.ModuleNames;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Group;
import dev.commonjs.rule.Rules;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;

/**
 * What is said about one file, in the protocol's words.
 *
 * @param id the result id: made of what the client gets, so that it is the same for the same
 *     diagnostics and for no others, whoever asks and whenever
 * @param heads what the findings say once of many files, at places of others
 */
record Checked(String id, List<Diagnostic> diagnostics, Set<Group.Head> heads) {
  private static final Gson WIRE = new MessageJsonHandler(Map.of()).getGson();

  static final Checked NOTHING = of(List.of(), Set.of());

  static Checked of(List<Diagnostic> diagnostics, Set<Group.Head> heads) {
    String id = new SourceText(WIRE.toJson(diagnostics)).hash().toString();
    return new Checked(id, List.copyOf(diagnostics), heads);
  }

  /**
   * What the rules say about {@code file}. Nothing, and the person is told, where there is no
   * memory for it.
   *
   * @param text that of {@code file} in {@code state}
   */
  static Checked of(State state, Path file, SourceText text, Requests requests, Cancel cancel) {
    List<Finding> found =
        requests
            .memory()
            .patiently(
                () ->
                    state
                        .documents()
                        .open(file)
                        .map(open -> open.readable().check(state.snapshot(), file, cancel))
                        .orElseGet(() -> Rules.check(state.snapshot(), file, cancel)),
                () -> {
                  requests.tellOfShortage("to check " + ModuleNames.of(state.snapshot(), file));
                  return List.of();
                });
    if (found.isEmpty()) {
      return NOTHING;
    }
    FindingConverter converter = new FindingConverter(state);
    return of(
        found.stream().map(finding -> converter.diagnostic(text, finding)).toList(),
        found.stream()
            .map(Finding::group)
            .flatMap(group -> group == null ? Stream.empty() : Stream.ofNullable(group.head()))
            .collect(Collectors.toSet()));
  }
}
