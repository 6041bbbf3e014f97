package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A folder without {@code index.js} or a usable {@code main} (Node's documentation, <em>Modules:
 * CommonJS modules</em>, "Folders as modules").
 */
final class DirectoryWithoutEntry implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "directory-without-entry",
          Severity.ERROR,
          "A required folder has nothing that Node could load");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Specifiers.check(
        module,
        INFO,
        Set.of(Reason.DIRECTORY_WITHOUT_ENTRY),
        (m, f) -> MadeLater.said(m, f).orElseGet(() -> new Specifiers.Said(Specifiers.said(f))),
        out);
  }
}
