package dev.commonjs.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Bytes} wrote; anything else gives some {@link RuntimeException}. */
final class Input {
  private final byte[] bytes;
  private int at;
  private final List<String> texts = new ArrayList<>();

  Input(byte[] bytes) {
    this.bytes = bytes;
  }

  int octet() {
    return bytes[at++] & 0xFF;
  }

  boolean flag() {
    return octet() != 0;
  }

  int number() {
    int value = 0;
    int shift = 0;
    int octet;
    do {
      octet = octet();
      value |= (octet & 0x7F) << shift;
      shift += 7;
    } while ((octet & 0x80) != 0);
    return value;
  }

  /** A number of things that are still to come, each of which takes a byte or more. */
  private int count() {
    int count = number();
    if (count < 0 || count > bytes.length - at) {
      throw new IllegalArgumentException("not a number of things: " + count);
    }
    return count;
  }

  <E extends Enum<E>> E constant(E[] constants) {
    return constants[number()];
  }

  String text() {
    int known = number();
    if (known < texts.size()) {
      return texts.get(known);
    }
    String text = newText();
    texts.add(text);
    return text;
  }

  private String newText() {
    boolean utf8 = flag();
    int length = count();
    if (utf8) {
      String text = new String(bytes, at, length, StandardCharsets.UTF_8);
      at += length;
      return text;
    }
    char[] units = new char[length];
    for (int i = 0; i < length; i++) {
      units[i] = (char) number();
    }
    return new String(units);
  }

  <T> @Nullable T optional(Supplier<? extends T> reader) {
    return flag() ? reader.get() : null;
  }

  <T> List<T> all(Supplier<? extends T> reader) {
    int count = count();
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(reader.get());
    }
    return List.copyOf(values);
  }

  List<String> texts() {
    return all(this::text);
  }

  Set<String> names() {
    return Set.copyOf(texts());
  }
}
