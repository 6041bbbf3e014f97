package dev.commonjs.store;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws records: whatever kinds an interface has, and whatever components they have. */
final class AnyRecord {
  private static final List<String> TEXTS =
      List.of("", "exports", "./lib", "größe", "\ud83d\ude00", "\ud800 alone", "\0");

  private final Random random;

  /** The kinds that were drawn. */
  final Map<Class<?>, Integer> drawn = new HashMap<>();

  AnyRecord(long seed) {
    random = new Random(seed);
  }

  <T> T of(Class<T> type) throws ReflectiveOperationException {
    return type.cast(value(type, 0));
  }

  private Object value(Type type, int depth) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == Map.class) {
        Map<Object, Object> map = new HashMap<>();
        for (int i = count(depth); i > 0; i--) {
          map.put(value(parts[0], depth + 1), value(parts[1], depth + 1));
        }
        return Map.copyOf(map);
      }
      List<Object> list = new ArrayList<>();
      for (int i = count(depth); i > 0; i--) {
        list.add(value(parts[0], depth + 1));
      }
      return raw == Set.class ? Set.copyOf(list) : List.copyOf(list);
    }
    return plain((Class<?>) type, depth);
  }

  private int count(int depth) {
    return depth > 6 ? 0 : random.nextInt(depth == 0 ? 9 : 3);
  }

  private Object plain(Class<?> type, int depth) throws ReflectiveOperationException {
    if (type == int.class) {
      return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(200);
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    } else if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    } else if (type.isSealed()) {
      List<Class<?>> kinds =
          Stream.of(type.getPermittedSubclasses())
              .filter(kind -> depth < 8 || isLeaf(kind))
              .toList();
      return plain(kinds.get(random.nextInt(kinds.size())), depth + 1);
    }
    return record(type, depth);
  }

  /** Whether nothing of other kinds is a part of it. */
  private static boolean isLeaf(Class<?> kind) {
    return kind.isEnum()
        || Stream.of(kind.getRecordComponents())
            .allMatch(c -> !c.getType().isSealed() && !c.getType().isRecord());
  }

  private Object record(Class<?> type, int depth) throws ReflectiveOperationException {
    drawn.merge(type, 1, Integer::sum);
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean absent =
          components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
              && random.nextBoolean();
      values[i] = absent ? null : value(components[i].getGenericType(), depth + 1);
    }
    if (type == dev.commonjs.text.Span.class) {
      int start = random.nextInt(1 << 20);
      return new dev.commonjs.text.Span(start, start + random.nextInt(300));
    }
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }
}
