package dev.commonjs.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Stands for a text: equal for equal texts only, for all that matters here.
 *
 * @param high of the SHA-256 of its UTF-8 bytes
 * @param chars {@link String#hashCode}: keeps lone surrogates apart, which UTF-8 can't
 */
record ContentHash(long high, long low, int chars) {
  static ContentHash of(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      ByteBuffer buffer = ByteBuffer.wrap(digest);
      return new ContentHash(buffer.getLong(), buffer.getLong(), text.hashCode());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
