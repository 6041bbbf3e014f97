package dev.commonjs.rule;

import java.util.function.Consumer;

/** One diagnostic. Implementations are stateless. */
public interface Rule {
  RuleInfo info();

  /** Reports what is proved about {@code module}, in any order. */
  void check(ModuleView module, Consumer<Finding> out);
}
