package dev.commonjs.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Truth;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Every test of the linker once more, with hardly any limits: what is claimed then is what is
 * claimed with the default limits, or less.
 */
public final class SmallLimits {
  private static final int SMALL = 2;

  private SmallLimits() {}

  /**
   * @param check is given what is small, and limits of which each one in turn is small, then all
   */
  public static void forEach(BiConsumer<String, Limits> check) {
    RecordComponent[] components = Limits.class.getRecordComponents();
    for (RecordComponent component : components) {
      check.accept(component.getName(), with(List.of(component.getName())));
    }
    check.accept("everything", with(Arrays.stream(components).map(c -> c.getName()).toList()));
  }

  /** The default limits, but for some. */
  public static Limits with(List<String> small) {
    RecordComponent[] components = Limits.class.getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] =
            small.contains(components[i].getName())
                ? SMALL
                : components[i].getAccessor().invoke(Limits.DEFAULT);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return Limits.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is closed is the same, what is certain is certain. */
  public static void assertHonest(String limit, Names names, Names all) {
    if (names.closed()) {
      assertTrue(all.closed(), () -> limit + ": closed with " + names + " instead of " + all);
      assertEquals(known(all), known(names), limit);
    }
    for (Names.Name name : names.names()) {
      if (name.certainty() == Certainty.ALWAYS) {
        assertTrue(
            all.names().stream()
                .anyMatch(n -> n.name().equals(name.name()) && n.certainty() == Certainty.ALWAYS),
            () -> limit + ": certain of " + name + " in " + all);
      }
    }
  }

  private static Map<String, Certainty> known(Names names) {
    return names.names().stream()
        .filter(Names.Name::enumerable)
        .collect(
            Collectors.toMap(Names.Name::name, Names.Name::certainty, (a, b) -> b, TreeMap::new));
  }

  /** What is absent is absent, and what is said of a value holds. */
  public static void assertHonest(String limit, Lookup found, Lookup all) {
    switch (found) {
      case Lookup.Unknown unknown -> {}
      case Lookup.Absent absent -> assertEquals(absent, all, limit);
      case Lookup.Present present -> {
        if (present.certainty() == Certainty.ALWAYS) {
          assertTrue(
              all instanceof Lookup.Present p && p.certainty() == Certainty.ALWAYS,
              () -> limit + ": certainly " + present + " instead of " + all);
        }
        if (isKnown(present.values())) {
          assertTrue(
              all instanceof Lookup.Present p && withoutCalls(p).equals(withoutCalls(present)),
              () -> limit + ": " + present + " instead of " + all);
        }
      }
    }
  }

  private static boolean isKnown(List<Linked> values) {
    return values.stream().noneMatch(Linked.Open.class::isInstance);
  }

  /** An object is the same whether or not the call that makes it was followed. */
  private static List<Linked> withoutCalls(Lookup.Present present) {
    return present.values().stream()
        .map(
            value ->
                switch (value) {
                  case Linked.Local l -> new Linked.Local(l.file(), l.shape());
                  case Linked.Instance i -> new Linked.Instance(i.constructor(), null);
                  default -> value;
                })
        .toList();
  }

  public static void assertHonest(String limit, Kind kind, Kind real) {
    assertTrue(kind == Kind.UNKNOWN || kind == real, () -> limit + ": " + kind + ", not " + real);
  }

  public static void assertHonest(String limit, Truth truth, Truth real) {
    assertTrue(
        truth == Truth.UNKNOWN || truth == real, () -> limit + ": " + truth + ", not " + real);
  }
}
