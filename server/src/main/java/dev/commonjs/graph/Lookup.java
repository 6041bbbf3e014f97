package dev.commonjs.graph;

import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Shape.Certainty;
import java.util.List;

/** What is known of one member of a value, the prototype chain included. */
public sealed interface Lookup {
  /**
   * @param values what the member may hold, linked; at least one
   * @param written where it is made, the latest write first; empty for members of the language and
   *     of Node
   * @param certainty MAYBE: it is there on some paths only
   */
  record Present(List<Linked> values, List<Written> written, Certainty certainty)
      implements Lookup {
    public Present {
      values = List.copyOf(values);
      written = List.copyOf(written);
    }
  }

  /** Proved not to be there: the object and all that it inherits from are closed. */
  record Absent() implements Lookup {}

  record Unknown(Doubt doubt) implements Lookup {
    Unknown(Reason reason) {
      this(new Doubt(reason));
    }
  }
}
