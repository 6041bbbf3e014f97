package dev.commonjs.shape;

import dev.commonjs.text.Span;
import java.util.List;
import java.util.Set;

/**
 * The facts of one file: a pure function of its text, its kind and the assumption about its guarded
 * requires.
 *
 * @param shape what callers get; positionless
 * @param locations where its parts stand
 * @param requires every place that names another module, in source order
 * @param uses every place whose value comes from another module, in source order
 * @param facts what rules read: mistakes and remarkable things that this file alone proves
 * @param exportUses places that read or write a member of this module's own exports, or the exports
 *     themselves
 * @param named specifiers that are given to functions that are not known: these may put another
 *     module in the place of the one that is named, as {@code jest.mock('./lib')} does
 * @param test it declares tests with functions that a test runner provides
 * @param esmSyntax the text can only be an ES module
 */
public record ModuleSummary(
    ModuleShape shape,
    Locations locations,
    List<RequireSite> requires,
    List<Use> uses,
    List<Fact> facts,
    List<ExportUse> exportUses,
    Set<String> named,
    boolean test,
    boolean esmSyntax) {

  public ModuleSummary {
    requires = List.copyOf(requires);
    uses = List.copyOf(uses);
    facts = List.copyOf(facts);
    exportUses = List.copyOf(exportUses);
    named = Set.copyOf(named);
  }

  /**
   * {@code exports}, {@code module.exports} or a member of them, as written at {@code span}.
   *
   * @param name the member, empty for the exports object itself
   * @param alias whether the object written or read here is what callers get
   */
  public record ExportUse(Span span, String name, boolean write, Alias alias, Phase phase) {}

  /**
   * Whether a name holds, just before this place runs, the value that {@code require()} would
   * return then.
   */
  public enum Alias {
    SAME,
    OTHER,
    UNKNOWN
  }
}
