package dev.commonjs.rule;

import java.util.List;

/** The catalogue, in the order of the README's table. */
public final class Rules {
  private Rules() {}

  public static final List<Rule> ALL = List.of();
}
