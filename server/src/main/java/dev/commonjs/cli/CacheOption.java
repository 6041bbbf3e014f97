package dev.commonjs.cli;

import dev.commonjs.store.SummaryStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where commands keep what they have read of texts. */
final class CacheOption {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keep what was read of files in DIR for later runs; the user's cache if absent.")
  private @Nullable String folder;

  @Option(names = "--no-cache", description = "Read all files anew, and keep nothing.")
  private boolean none;

  /** Null for nowhere. */
  @Nullable SummaryStore store(Terminal terminal) {
    Path chosen = folder == null ? terminal.cache() : Paths.absolute(terminal.directory(), folder);
    return none || chosen == null ? null : SummaryStore.in(chosen);
  }
}
