package dev.commonjs.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Stands for a text in caches: equal hashes are taken to mean equal texts.
 *
 * <p>The first 128 bits of SHA-256. Cryptographic, because packages come from strangers and one
 * that collides with another on purpose would be shown with the other's facts; cut in half, because
 * 128 bits are enough for that and the hash is kept for every file. SHA-256 is an intrinsic of the
 * JVM and costs a small part of parsing.
 */
public record ContentHash(long high, long low) {
  static ContentHash of(String text) {
    MessageDigest digest = sha256();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
      return first128Bits(digest.digest(utf8));
    }
    // An encoder makes all lone surrogates equal: the UTF-16 units themselves, behind a byte that
    // UTF-8 has not.
    ByteBuffer units = ByteBuffer.allocate(1 + text.length() * Character.BYTES).put((byte) 0xFF);
    units.asCharBuffer().put(text);
    return first128Bits(digest.digest(units.array()));
  }

  private static ContentHash first128Bits(byte[] digest) {
    ByteBuffer result = ByteBuffer.wrap(digest);
    return new ContentHash(result.getLong(), result.getLong());
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
