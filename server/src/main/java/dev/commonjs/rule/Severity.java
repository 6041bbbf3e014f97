package dev.commonjs.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** From mild to grave. */
public enum Severity {
  OFF,
  HINT,
  INFORMATION,
  WARNING,
  ERROR;

  /** As it is written in settings and on the command line: {@code off}, {@code hint}, … */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(String text) {
    return Arrays.stream(values()).filter(s -> s.text().equals(text)).findFirst();
  }
}
