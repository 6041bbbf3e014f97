package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Truth;
import dev.commonjs.text.EditDistance;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code module.export}, {@code exprots.name} and the like. */
final class Misspellings {
  private static final Set<String> MODULE_MEMBERS =
      Set.of(
          "exports",
          "id",
          "path",
          "filename",
          "loaded",
          "children",
          "paths",
          "parent",
          "require",
          "isPreloading",
          "hot");

  private Misspellings() {}

  static List<Fact> of(Evidence evidence) {
    List<Fact> facts = new ArrayList<>(ofMembers(evidence.events()));
    facts.addAll(ofReads(evidence.events()));
    facts.addAll(ofFreeNames(evidence.events(), evidence.interpreter()));
    return facts;
  }

  /** Members of {@code module}. */
  private static List<Fact> ofMembers(ExportEvents events) {
    List<Fact> facts = new ArrayList<>();
    Cell module = events.module;
    for (ExportEvents.ModuleMember member : events.moduleMembers) {
      boolean near = isMisspelt(member.name());
      boolean read =
          module != null && module.seen.reads().contains(new PropertyKey.Name(member.name()));
      if (near && !read) {
        facts.add(
            new Fact.MisspelledExports(member.site().name(), member.name(), "exports", false));
      }
    }
    return facts;
  }

  /**
   * {@code module.exprots.name = …}: what is read there is undefined. Where the file writes that
   * name, or asks whether it is there, somebody has made a member of their own.
   */
  private static List<Fact> ofReads(ExportEvents events) {
    Cell module = events.module;
    boolean known = module != null && !module.isOpen() && !module.seen.escaped;
    return events.moduleReads.stream()
        .filter(read -> known && isMisspelt(read.name()))
        .filter(read -> events.moduleMembers.stream().noneMatch(m -> m.name().equals(read.name())))
        .<Fact>map(read -> new Fact.MisspelledExports(read.span(), read.name(), "exports", false))
        .toList();
  }

  private static boolean isMisspelt(String name) {
    return !MODULE_MEMBERS.contains(name) && EditDistance.isNear(name, "exports");
  }

  /** Names that nothing declares. */
  private static List<Fact> ofFreeNames(ExportEvents events, Interpreter interpreter) {
    List<Fact> facts = new ArrayList<>();
    Set<Span> reported = new HashSet<>();
    for (ExportEvents.FreeMember free : events.freeMembers) {
      String meant = meant(free);
      boolean defined = interpreter.globals.isDefined(free.object().name()) != Truth.NO;
      boolean tested = events.testedNames.contains(free.object().name()) || free.guarded();
      if (meant != null
          && !defined
          && !tested
          && free.phase() == Phase.LOAD
          && reported.add(free.object().span())) {
        facts.add(
            new Fact.MisspelledExports(free.object().span(), free.object().name(), meant, true));
      }
    }
    return facts;
  }

  private static @Nullable String meant(ExportEvents.FreeMember free) {
    if (EditDistance.isNear(free.object().name(), "module")
        && (free.member().equals("exports") || EditDistance.isNear(free.member(), "exports"))) {
      return "module";
    }
    return free.write() && EditDistance.isNear(free.object().name(), "exports") ? "exports" : null;
  }
}
