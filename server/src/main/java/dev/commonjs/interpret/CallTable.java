package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What functions of other modules were given. The same place with the same arguments is the same
 * call, so that a loop comes to an end.
 */
public final class CallTable {
  private final int mostPerSite;

  /**
   * @param order the moment of the first such call
   */
  public record Entry(Args args, int order) {}

  private final Map<Node, Map<Args, Integer>> numbers = new IdentityHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  CallTable(int mostPerSite) {
    this.mostPerSite = mostPerSite;
  }

  /** The number of a call; {@link Shape#NOT_KNOWN} where a place makes too many different ones. */
  int number(@Nullable Node site, Args args, int order) {
    if (site == null) {
      return Shape.NOT_KNOWN;
    }
    Map<Args, Integer> known = numbers.computeIfAbsent(site, s -> new HashMap<>(2));
    Integer number = known.get(args);
    if (number != null) {
      return number;
    }
    if (known.size() >= mostPerSite) {
      return Shape.NOT_KNOWN;
    }
    known.put(args, entries.size());
    entries.add(new Entry(args, order));
    return entries.size() - 1;
  }

  public Entry entry(int number) {
    return entries.get(number);
  }

  /** The same steps with nothing known of the arguments. */
  static List<Shape.Step> withoutArguments(List<Shape.Step> path) {
    boolean plain =
        path.stream()
            .noneMatch(
                step ->
                    step instanceof Shape.CallStep call && call.call() != Shape.NOT_KNOWN
                        || step instanceof Shape.NewStep made && made.call() != Shape.NOT_KNOWN);
    return plain
        ? path
        : path.stream()
            .map(
                step ->
                    switch (step) {
                      case Shape.CallStep call -> new Shape.CallStep(Shape.NOT_KNOWN);
                      case Shape.NewStep made -> new Shape.NewStep(Shape.NOT_KNOWN);
                      default -> step;
                    })
            .toList();
  }
}
