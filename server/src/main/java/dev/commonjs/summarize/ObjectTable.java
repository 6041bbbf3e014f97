package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Obj;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a module's shape, numbered in the order in which they were met, and where they
 * stand in the text. An object is known by its number before it is described.
 */
final class ObjectTable {
  private static final Span NOWHERE = new Span(0, 0);

  private final Map<Cell, Integer> ordinals = new IdentityHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<@Nullable Obj> objects = new ArrayList<>();
  private final List<Integer> owners = new ArrayList<>();
  private final List<Span> definitions = new ArrayList<>();
  private final List<Map<String, List<Span>>> writes = new ArrayList<>();
  private final Deque<Cell> queue = new ArrayDeque<>();
  private final Map<Span, Integer> places = new LinkedHashMap<>();
  private final int limit;

  /**
   * @param limit how many objects have numbers
   */
  ObjectTable(int limit) {
    this.limit = limit;
  }

  /** Null for what was not met yet. */
  @Nullable Integer ordinal(Cell cell) {
    return ordinals.get(cell);
  }

  boolean isFull() {
    return ordinals.size() >= limit;
  }

  /**
   * Gives {@code cell} the next number.
   *
   * @param maker the function that makes it anew in each call; null for none
   */
  int add(Cell cell, @Nullable Cell maker) {
    int ordinal = objects.size();
    ordinals.put(cell, ordinal);
    objects.add(null);
    Integer owner = maker == null ? null : ordinals.get(maker);
    owners.add(owner == null ? Shape.NO_OWNER : owner);
    cells.add(cell);
    definitions.add(definition(cell));
    writes.add(new HashMap<>());
    queue.add(cell);
    return ordinal;
  }

  private static Span definition(Cell cell) {
    return switch (cell.site) {
      case null -> NOWHERE;
      case Node.Func func -> func.name() == null ? func.span() : func.name().span();
      case Node.ClassNode node -> node.name() == null ? node.span() : node.name().span();
      case Node node -> node.span();
    };
  }

  /** The next object that has to be described; null when there is none. */
  @Nullable Cell next() {
    return queue.poll();
  }

  void describe(Cell cell, Obj object) {
    objects.set(Objects.requireNonNull(ordinals.get(cell)), object);
  }

  /** By name: where {@code cell}'s properties were written. To be filled. */
  Map<String, List<Span>> places(Cell cell) {
    return writes.get(Objects.requireNonNull(ordinals.get(cell)));
  }

  /** By number; it grows while objects are met. */
  List<Cell> cells() {
    return Collections.unmodifiableList(cells);
  }

  Obj object(int ordinal) {
    return Objects.requireNonNull(objects.get(ordinal));
  }

  /** The number of the function that makes it, or {@link Shape#NO_OWNER}. */
  int owner(int ordinal) {
    return owners.get(ordinal);
  }

  Locations locations(List<Span> exports) {
    return new Locations(
        List.copyOf(definitions),
        writes.stream().<Map<String, List<Span>>>map(Map::copyOf).toList(),
        exports,
        List.copyOf(places.keySet()));
  }

  /** {@code reason}, with the number of {@code site}; null: no place says more. */
  Reason placed(Reason reason, @Nullable Span site) {
    if (site == null) {
      return reason;
    }
    int next = places.size();
    return new Reason.Placed(reason, places.computeIfAbsent(site, s -> next));
  }
}
