package dev.commonjs.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value inside {@code exports} or {@code imports} of a {@code package.json}. */
public sealed interface PackageTarget {
  /** A path, or for {@code imports} also a bare specifier. */
  record Text(String text) implements PackageTarget {}

  /** An array: the first valid one counts. */
  record Choice(List<PackageTarget> targets) implements PackageTarget {
    public Choice {
      targets = List.copyOf(targets);
    }
  }

  /** An object, keys in the order of the file: conditions, or subpaths at the top. */
  record Keyed(Map<String, PackageTarget> entries) implements PackageTarget {
    public Keyed {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** {@code null}: explicitly nothing. */
  record Nothing() implements PackageTarget {}

  /** A number or a boolean: no target at all. */
  record Invalid(String json) implements PackageTarget {}
}
