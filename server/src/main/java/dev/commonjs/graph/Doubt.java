package dev.commonjs.graph;

import dev.commonjs.shape.Reason;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why something is not known, or why there may be names that are not listed.
 *
 * @param file of which file's shape the reason is a part, where it arose at a place of that file
 *     ({@link dev.commonjs.shape.Locations#place}); else null, so that the same reason is the same
 *     doubt wherever it comes from
 */
public record Doubt(Reason reason, @Nullable Path file) {

  /** No place says more than {@code reason}. */
  Doubt(Reason reason) {
    this(reason, null);
  }

  /** {@code reason} is a part of the shape of {@code file}. */
  static Doubt of(Path file, Reason reason) {
    return new Doubt(reason, reason.place() == Reason.NOWHERE ? null : file);
  }

  /** The object was handed to a function of which this is all that is known. */
  Doubt handed() {
    return new Doubt(new Reason.HandedToUnknown(reason), file);
  }
}
