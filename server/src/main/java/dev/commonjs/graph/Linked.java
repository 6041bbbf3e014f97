package dev.commonjs.graph;

import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Shape;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A value after linking: a shape together with the file whose {@code ModuleShape} its references
 * belong to.
 */
public sealed interface Linked {
  /**
   * {@code shape} is never {@link Shape.Required} and never {@link Shape.Union}.
   *
   * @param call of an object that a function makes each time it is called: that call, as far as it
   *     is known
   */
  record Local(Path file, Shape shape, @Nullable Call call) implements Linked {
    /** A value that no call makes. */
    public Local(Path file, Shape shape) {
      this(file, shape, null);
    }
  }

  /** A built-in module of Node, or a part of one: {@code member} is empty for the module itself. */
  record BuiltinModule(String module, String member) implements Linked {}

  /**
   * What {@code new} of a function or class of {@code file} gives, where no table has that object:
   * own members are what the constructor does to its receiver, the prototype is the constructor's
   * member {@code prototype}.
   *
   * @param call what {@code new} gave the constructor, as far as it is known
   */
  record Instance(Linked.Local constructor, @Nullable Call call) implements Linked {
    /** {@code constructor} is made while {@code file} loads; nothing is known of the arguments. */
    public Instance(Path file, Shape.Ref constructor) {
      this(new Local(file, constructor), null);
    }

    public Path file() {
      return constructor.file();
    }

    /** The constructor's ordinal in the table of its file. */
    public int object() {
      return constructor.shape() instanceof Shape.Ref ref ? ref.object() : -1;
    }
  }

  /** The namespace of an ES module. */
  record EsNamespace(Path file) implements Linked {}

  /** The specifier does not resolve: reaching this throws. */
  record Missing(Path from, String specifier) implements Linked {}

  /** Only what sort of thing it is is known: what a call of {@code maker} gives. */
  record OfKind(Kind kind, String maker) implements Linked {}

  /** Nothing is known, and why. */
  record Open(Doubt doubt) implements Linked {
    Open(Reason reason) {
      this(new Doubt(reason));
    }
  }
}
