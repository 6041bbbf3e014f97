package dev.commonjs.graph;

import dev.commonjs.module.Phase;
import dev.commonjs.module.Shape;
import java.nio.file.Path;
import java.util.List;

/**
 * What values are once {@code require} is looked through. Thread-safe; answers do not depend on the order of questions.
 * A list of {@link Linked} is the alternatives that a value may be, in a stable order, never empty.
 */
public final class Linker {
  public Linker(Modules modules) {}

  /** What {@code require(file)} returns after it has loaded. */
  public List<Linked> exportsOf(Path file) {
    throw new UnsupportedOperationException();
  }

  /** What {@code shape}, a part of {@code file}'s shape or of its uses, stands for. */
  public List<Linked> follow(Path file, Shape shape) {
    throw new UnsupportedOperationException();
  }

  /** The own names of a value. */
  public Names names(Linked value) {
    throw new UnsupportedOperationException();
  }

  /** The own names of one of these: a name is certain when it is certain in each. */
  public Names names(List<Linked> values) {
    throw new UnsupportedOperationException();
  }

  /** One member of a value, own or inherited. Patched names are unknown, not absent. */
  public Lookup member(Linked value, String name) {
    throw new UnsupportedOperationException();
  }

  /** Absent only when absent in each; present and maybe when absent in some. */
  public Lookup member(List<Linked> values, String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * What a place in {@code file} that reads {@code value} finds there: {@link #member} of what the path before its last
   * step leads to, and unknown instead of absent where the module read may be half loaded at that time.
   * {@code value}'s last step must be {@link Shape.Prop}; anything else is unknown.
   */
  public Lookup read(Path file, Shape.Required value, Phase phase) {
    throw new UnsupportedOperationException();
  }

  public Kind kind(Linked value) {
    throw new UnsupportedOperationException();
  }

  /** The kind of all of these, or UNKNOWN. */
  public Kind kind(List<Linked> values) {
    throw new UnsupportedOperationException();
  }

  /** Whether {@code value()} is no TypeError. NO for classes too: they need {@code new}. */
  public Truth callable(List<Linked> values) {
    throw new UnsupportedOperationException();
  }

  /** Whether {@code new value()} is no TypeError. */
  public Truth constructable(List<Linked> values) {
    throw new UnsupportedOperationException();
  }

  /** Where the thing that {@code value} stands for is defined: through re-exports, getters, copies, JSON. */
  public List<Origin> origins(Path file, Shape.Required value) {
    throw new UnsupportedOperationException();
  }

  /** Where a linked value is defined. */
  public List<Origin> origins(Linked value) {
    throw new UnsupportedOperationException();
  }

  /** Where the module that {@code value} names writes it: the export's own line, not what it passes on. */
  public List<Origin> declarations(Path file, Shape.Required value) {
    throw new UnsupportedOperationException();
  }

  /** The places that write a member, first first. */
  public List<Origin> places(Written written) {
    throw new UnsupportedOperationException();
  }
}
