package dev.commonjs.graph;

import dev.commonjs.module.Shape;
import java.nio.file.Path;

/**
 * A value after linking: a shape together with the file whose {@code ModuleShape} its references
 * belong to.
 */
public sealed interface Linked {
  /** {@code shape} is never {@link Shape.Required} and never {@link Shape.Union}. */
  record Local(Path file, Shape shape) implements Linked {}

  /** A built-in module of Node, or a part of one: {@code member} is empty for the module itself. */
  record BuiltinModule(String module, String member) implements Linked {}

  /**
   * What {@code new} of a function or class of {@code file} gives, where no table has that object:
   * own members are what the constructor does to its receiver, the prototype is the constructor's
   * member {@code prototype}.
   */
  record Instance(Path file, Shape.Ref constructor) implements Linked {}

  /** The namespace of an ES module. */
  record EsNamespace(Path file) implements Linked {}

  /** The specifier does not resolve: reaching this throws. */
  record Missing(Path from, String specifier) implements Linked {}

  /** Nothing is known, and why. */
  record Open(String reason) implements Linked {}
}
