package dev.commonjs.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bytes that are being written: small numbers take one, a text that was there before a number. */
final class Bytes {
  private byte[] bytes = new byte[1 << 10];
  private int length;

  /** By text: its number, by its first occurrence. */
  private final Map<String, Integer> texts = new HashMap<>();

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  void octet(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  /** Any number, in as few bytes as it needs where it is not negative: seven bits in each. */
  void number(int value) {
    int left = value;
    while ((left & ~0x7F) != 0) {
      octet(left & 0x7F | 0x80);
      left >>>= 7;
    }
    octet(left);
  }

  void constant(Enum<?> value) {
    number(value.ordinal());
  }

  /** Any UTF-16 units, those that are no character among them. */
  void text(String value) {
    Integer known = texts.putIfAbsent(value, texts.size());
    if (known != null) {
      number(known);
      return;
    }
    number(texts.size() - 1);
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    boolean whole = new String(utf8, StandardCharsets.UTF_8).equals(value);
    flag(whole);
    if (whole) {
      number(utf8.length);
      for (byte one : utf8) {
        octet(one);
      }
    } else {
      number(value.length());
      value.chars().forEach(this::number);
    }
  }

  <T> void optional(@Nullable T value, Consumer<? super T> writer) {
    flag(value != null);
    if (value != null) {
      writer.accept(value);
    }
  }

  <T> void all(Collection<? extends T> values, Consumer<? super T> writer) {
    number(values.size());
    values.forEach(writer);
  }

  void texts(Collection<String> values) {
    all(values, this::text);
  }
}
