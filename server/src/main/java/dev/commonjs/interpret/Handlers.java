package dev.commonjs.interpret;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code catch} clause says about its {@code try} block. Where it drops the error, or looks
 * at what kind of error it is, the block tries whether something works here. Where it hands the
 * error on (throws, logs, answers with it, ends the process as failed) it is there for what nobody
 * expects, and a member that is missing in the block is a mistake like any other.
 */
final class Handlers {
  /** A block of so many statements tries one thing; the second tells that it has worked. */
  private static final int ONE_THING = 2;

  private static final Set<String> COMPARISONS =
      Set.of("==", "!=", "===", "!==", "instanceof", "in");

  private Handlers() {}

  static Guard guard(Node.Try node, Node.Block handler) {
    if (endsInAnError(handler) || handsOn(node, handler)) {
      return Guard.CAUGHT;
    }
    return node.block().body().size() <= ONE_THING ? Guard.TESTED : Guard.HERE;
  }

  /** Whether the last that {@code node} does is to throw, or to end the process as failed. */
  static boolean endsInAnError(@Nullable Node node) {
    return switch (node) {
      case Node.Block block -> !block.body().isEmpty() && endsInAnError(block.body().getLast());
      case Node.Throw thrown -> true;
      case Node.ExprStmt statement ->
          statement.expr() instanceof Node.Call call && isFailedExit(call);
      case null, default -> false;
    };
  }

  /** {@code process.exit(1)}; a program that exits with 0 may have asked whether it works. */
  private static boolean isFailedExit(Node.Call call) {
    return call.callee() instanceof Node.Member exit
        && exit.name().equals("exit")
        && exit.object() instanceof Node.Ident process
        && process.name().equals("process")
        && !call.args().isEmpty()
        && !(call.args().getFirst() instanceof Node.Num status && status.value() == 0);
  }

  /** Whether the error is used, and nowhere in a test. */
  private static boolean handsOn(Node.Try node, Node.Block handler) {
    Set<String> names = new HashSet<>();
    if (node.param() != null) {
      Nodes.walk(node.param(), part -> addName(part, names));
    }
    return mentions(handler, names) && !tests(handler, names);
  }

  private static void addName(Node node, Set<String> names) {
    if (node instanceof Node.Ident ident) {
      names.add(ident.name());
    }
  }

  private static boolean tests(Node.Block handler, Set<String> names) {
    boolean[] found = {false};
    Nodes.walkWhile(
        handler,
        node -> {
          found[0] = found[0] || isTest(node, names);
          return !found[0];
        });
    return found[0];
  }

  private static boolean isTest(Node node, Set<String> names) {
    return switch (node) {
      case Node.If n -> mentions(n.test(), names);
      case Node.Conditional n -> mentions(n.test(), names);
      case Node.Switch n -> mentions(n.subject(), names);
      case Node.Binary n when COMPARISONS.contains(n.op()) -> mentions(n, names);
      default -> false;
    };
  }

  private static boolean mentions(Node root, Set<String> names) {
    boolean[] found = {false};
    Nodes.walkWhile(
        root,
        node -> {
          found[0] = found[0] || node instanceof Node.Ident ident && names.contains(ident.name());
          return !found[0];
        });
    return found[0];
  }
}
