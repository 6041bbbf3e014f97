package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.syntax.Node;
import org.jspecify.annotations.Nullable;

/** The built-in functions of the language and of Node, as the interpreter asks for them. */
public interface Intrinsics {
  /** Calls the built-in of the path {@code name}: {@code Array.prototype.map}. */
  Value call(String name, Value receiver, Args args, @Nullable Node at, Situation situation);

  /** {@code new} of the built-in of the path {@code name}. */
  Value construct(String name, Args args, @Nullable Node at, Situation situation);

  /** Calls a function that a built-in has made. */
  Value callNative(
      Cell.Native function, Value receiver, Args args, @Nullable Node at, Situation situation);

  /**
   * Calls a function of one of Node's own modules; null when {@code callee} belongs to any other
   * module.
   */
  @Nullable Value callModule(
      Symbolic callee,
      Value receiver,
      Args args,
      @Nullable Node at,
      boolean constructing,
      Situation situation);

  /** Whether calling {@code callee} on an object is all that its constructor does. */
  boolean initializesReceiver(Symbolic callee);
}
