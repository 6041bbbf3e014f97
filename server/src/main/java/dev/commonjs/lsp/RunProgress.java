package dev.commonjs.lsp;

import dev.commonjs.feature.ModuleNames;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.ObservationRunner;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.lsp4j.services.LanguageClient;

/** Shows which module is being run; nothing for a client that can't show it. */
final class RunProgress implements ObservationRunner.Progress {
  private static final int LONGEST_NAME = 200;

  private final ShownProgress shown;
  private final boolean supported;
  private final Supplier<Requests.State> current;

  RunProgress(
      LanguageClient client,
      Requests requests,
      boolean supported,
      Supplier<Requests.State> current) {
    this.shown = new ShownProgress(client, requests, "commonjs-run");
    this.supported = supported;
    this.current = current;
  }

  @Override
  public void running(Optional<Path> file) {
    if (!supported) {
      return;
    }
    if (file.isEmpty()) {
      shown.end("");
      return;
    }
    if (!shown.isShown()) {
      shown.begin("Running modules to see what they export", false, null);
    }
    String name = ModuleNames.of(current.get().snapshot(), file.get());
    shown.report(Visible.line(Visible.cut(name, LONGEST_NAME)), null);
  }
}
