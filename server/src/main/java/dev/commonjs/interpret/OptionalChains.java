package dev.commonjs.interpret;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import java.util.ArrayList;
import java.util.List;

/** ECMA-262, Optional Chains. */
final class OptionalChains {
  private OptionalChains() {}

  /** What stands before those {@code ?.} behind which code may run, the last one first. */
  static List<Expr> tested(Node.OptionalChain chain) {
    List<Expr> tested = new ArrayList<>();
    boolean runs = false;
    Expr at = chain.chain();
    while (at != null) {
      switch (at) {
        case Node.Member member -> {
          if (member.optional() && runs) {
            tested.add(member.object());
          }
          at = member.object();
        }
        case Node.Index index -> {
          runs |= !(index.key() instanceof Node.Str || index.key() instanceof Node.Num);
          if (index.optional() && runs) {
            tested.add(index.object());
          }
          at = index.object();
        }
        case Node.Call call -> {
          runs = true;
          if (call.optional()) {
            tested.add(call.callee());
          }
          at = call.callee();
        }
        default -> at = null;
      }
    }
    return tested;
  }
}
