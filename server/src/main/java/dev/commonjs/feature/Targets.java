package dev.commonjs.feature;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the {@link Target} at a place. */
public final class Targets {
  private Targets() {}

  /**
   * What stands at {@code offset}. A caret between two tokens means the one behind it, else the one
   * before it. Of several meanings of a token, what it names elsewhere comes before what it is
   * here: in {@code module.exports = { parse }} with a required {@code parse}, that.
   */
  public static Optional<Target> at(Snapshot snapshot, Path file, int offset) {
    return snapshot.summary(file).flatMap(summary -> at(summary, offset));
  }

  static Optional<Target> at(ModuleSummary summary, int offset) {
    Optional<Target> behind = candidates(summary, new Span(offset, offset + 1));
    return behind.isPresent() || offset == 0
        ? behind
        : candidates(summary, new Span(offset - 1, offset));
  }

  /** The target whose token contains this one character. */
  static Optional<Target> candidates(ModuleSummary summary, Span character) {
    List<Target> found = new ArrayList<>();
    for (RequireSite site : summary.requires()) {
      if (site.span().contains(character)) {
        found.add(new Target.Specifier(site));
      }
    }
    List<Use> uses = summary.uses().stream().filter(use -> use.span().contains(character)).toList();
    for (Use use : uses) {
      found.add(
          new Target.Imported(
              use.span(), uses.stream().filter(u -> u.span().equals(use.span())).toList()));
    }
    for (ExportUse use : summary.exportUses()) {
      if (use.span().contains(character)) {
        found.add(new Target.Own(use));
      }
    }
    Comparator<Target> shortest =
        Comparator.comparingInt(target -> target.span().end() - target.span().start());
    return found.stream().min(shortest);
  }
}
