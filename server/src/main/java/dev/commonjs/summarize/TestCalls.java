package dev.commonjs.summarize;

import dev.commonjs.syntax.Node;
import java.util.Set;

/** Files that declare tests with the functions that test runners make global. */
final class TestCalls {
  /** Of mocha, jest, jasmine and vitest; all take what the test does as a function. */
  private static final Set<String> DECLARING =
      Set.of(
          "describe",
          "context",
          "suite",
          "it",
          "test",
          "specify",
          "before",
          "after",
          "beforeEach",
          "afterEach",
          "beforeAll",
          "afterAll",
          "setup",
          "teardown");

  private TestCalls() {}

  static boolean isTest(Node.Program program) {
    return program.body().stream().anyMatch(TestCalls::declares);
  }

  private static boolean declares(Node.Stmt statement) {
    return statement instanceof Node.ExprStmt expression
        && expression.expr() instanceof Node.Call call
        && DECLARING.contains(name(call.callee()))
        && call.args().stream().anyMatch(TestCalls::isFunction);
  }

  /** {@code describe}, {@code describe.only}; of another callee empty. */
  private static String name(Node callee) {
    return switch (callee) {
      case Node.Ident ident -> ident.name();
      case Node.Member member when member.object() instanceof Node.Ident ident -> ident.name();
      default -> "";
    };
  }

  private static boolean isFunction(Node argument) {
    return argument instanceof Node.FunctionExpr;
  }
}
