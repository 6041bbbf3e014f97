package dev.commonjs.shape;

import dev.commonjs.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that one file alone proves and that a rule may report. Spans are of the same file. */
public sealed interface Fact {
  /** The place that a person would change. */
  Span span();

  /**
   * {@code exports = value} (or a hoisted {@code var}/{@code function}) cut the alias and the value
   * never reached callers.
   *
   * @param span the assignment; {@code name} its left side, {@code value} its right side where
   *     there is one
   * @param exportsNothing nothing else is exported: callers get an empty object
   * @param replacedElsewhere {@code module.exports} is assigned in this file
   * @param literal the value is an object literal that can be copied member by member
   */
  record ExportsReassigned(
      Span span,
      Span name,
      @Nullable Span value,
      boolean exportsNothing,
      boolean replacedElsewhere,
      boolean literal)
      implements Fact {}

  /**
   * A member was written on an object that callers never get.
   *
   * @param name the member; null when its name is not known
   * @param object the expression that stands for the object: {@code exports}, {@code this}, an
   *     alias
   * @param through how it was reached
   * @param cutAt where {@code module.exports} was replaced or {@code exports} reassigned; null when
   *     not known
   */
  record LostWrite(
      Span span,
      @Nullable String name,
      Span object,
      Through through,
      @Nullable Span cutAt,
      Phase phase)
      implements Fact {}

  enum Through {
    EXPORTS,
    MODULE_EXPORTS,
    THIS,
    ALIAS,
    /** Frozen, sealed or a primitive: the write itself has no effect. */
    IMMUTABLE
  }

  /**
   * A member or a whole {@code module.exports} was written and later dropped by a replacement.
   *
   * @param name the member; null when the whole value was dropped
   * @param replacedAt the later assignment
   * @param exposed another module was loaded in between: inside a require cycle it can have seen
   *     the value
   */
  record OverwrittenExport(Span span, @Nullable String name, Span replacedAt, boolean exposed)
      implements Fact {}

  /** {@code module = …}. */
  record ModuleReassigned(Span span, Span name, @Nullable Span value) implements Fact {}

  /**
   * A top-level {@code let}/{@code const}/{@code class} of a wrapper name ({@code hoisted} false),
   * or a function of that name.
   */
  record WrapperRedeclared(Span span, String name, boolean hoisted) implements Fact {}

  /**
   * {@code module.exprots = …} ({@code throwsAtLoad} false) or {@code modules.exports} / {@code
   * exprots.a} (true).
   */
  record MisspelledExports(Span span, String written, String meant, boolean throwsAtLoad)
      implements Fact {}

  /**
   * An export was written after {@code require()} had returned. {@code whole}: {@code
   * module.exports} itself.
   */
  record LateExport(Span span, @Nullable String name, boolean whole) implements Fact {}

  /**
   * {@code exports}/{@code require}/{@code module}/{@code __dirname}/{@code __filename} used as a
   * free name; wrong in an ES module.
   */
  record WrapperUsed(Span span, String name, boolean guarded) implements Fact {}

  /**
   * A name is put on the prototype of values that everybody has: {@code String.prototype.red = …}.
   *
   * @param type the constructor's name, {@code Object}
   * @param name null when it is not known
   */
  record NativeAddition(Span span, String type, @Nullable String name) implements Fact {}

  /**
   * While it loads, the file asks with {@code typeof} for a global name that Node does not have, as
   * {@code window}: elsewhere it may export something else.
   */
  record HostTested(Span span, String name) implements Fact {}

  /**
   * A function of Node's {@code fs} is given a path, such as {@code existsSync} or {@code
   * writeFileSync}: the code knows that there is a file to be found, or makes it.
   *
   * @param specifier the path, as {@code require()} in this file would name it
   */
  record FileNamed(Span span, String specifier) implements Fact {}

  /**
   * Node's way of finding or loading modules is changed, for all that is loaded afterwards.
   *
   * @param name the extension for {@link LoaderPart#EXTENSIONS}, with its dot, and the specifier of
   *     who gets it for {@link LoaderPart#HANDED_OVER}; null when it is not known, and for others
   */
  record LoaderChanged(Span span, LoaderPart part, @Nullable String name) implements Fact {}

  /**
   * Configuration for a bundler or a test runner gives names another meaning than Node does.
   *
   * @param names what specifiers may start with
   * @param patterns whether {@code names} are regular expressions
   * @param folders where any name is looked for: paths seen from the file, or names of folders
   * @param complete whether {@code names} and {@code folders} are all
   */
  record NamesMapped(
      Span span, List<String> names, boolean patterns, List<String> folders, boolean complete)
      implements Fact {
    public NamesMapped {
      names = List.copyOf(names);
      folders = List.copyOf(folders);
    }
  }

  /** What of Node's loader is changed. */
  enum LoaderPart {
    /** Which file a specifier names: {@code Module._resolveFilename}, {@code registerHooks()}. */
    FINDING,
    /** What {@code require()} does with a specifier: {@code Module._load}. */
    LOADING,
    /** {@code module.paths}: where the packages of this module are. */
    OWN_FOLDERS,
    /** {@code require.extensions}. */
    EXTENSIONS,
    /** Code outside of the file gets {@code Module}, and may change anything. */
    HANDED_OVER
  }

  /** ES module syntax in the file: first import/export. */
  record EsmSyntax(Span span) implements Fact {}

  /** All facts of a type, in source order. */
  static <F extends Fact> List<F> of(ModuleSummary summary, Class<F> type) {
    return summary.facts().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
