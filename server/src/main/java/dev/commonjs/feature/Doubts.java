package dev.commonjs.feature;

import dev.commonjs.graph.Doubt;
import dev.commonjs.shape.Reason;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What people are told of doubts: the reason, and the line where it arose. */
public final class Doubts {
  private Doubts() {}

  /** Sentences without an end, no two the same; names in them stand between backticks. */
  public static List<String> texts(Snapshot snapshot, List<Doubt> doubts) {
    return doubts.stream().map(doubt -> text(snapshot, doubt)).distinct().toList();
  }

  private static String text(Snapshot snapshot, Doubt doubt) {
    Reason reason = doubt.reason();
    return reason.text()
        + Optional.ofNullable(doubt.file())
            .flatMap(file -> line(snapshot, file, reason))
            .map(line -> " (line " + (line + 1) + ")")
            .orElse("");
  }

  /** From 0. */
  private static Optional<Integer> line(Snapshot snapshot, Path file, Reason reason) {
    return snapshot
        .summary(file)
        .flatMap(summary -> summary.locations().place(reason))
        .flatMap(place -> snapshot.text(file).map(text -> text.lines().lineOf(place.start())));
  }
}
