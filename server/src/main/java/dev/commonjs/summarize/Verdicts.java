package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.ExportEvents.ReplaceEvent;
import dev.commonjs.interpret.ExportEvents.WriteEvent;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the events of a file once everything has been seen: what never reached callers, and why. A
 * verdict is only given when it is proved: an object that escaped, was copied, or whose name is
 * read in the file is never called lost.
 */
final class Verdicts {
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

  private final Interpreter interpreter;
  private final ExportEvents events;
  private final Value exported;
  private final Set<Cell> reachable = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Atom> reachableAtoms = new java.util.HashSet<>();
  private final List<Slot.Site> finalWrites;
  private final List<Fact> facts = new ArrayList<>();

  /**
   * @param exported the value of {@code module.exports} when the file has run
   * @param finalWrites the assignments that can have given it
   */
  Verdicts(Interpreter interpreter, Value exported, List<Slot.Site> finalWrites) {
    this.interpreter = interpreter;
    this.events = interpreter.events;
    this.exported = exported;
    this.finalWrites = finalWrites;
    reach(exported);
    events.laterValues.forEach(this::reach);
    events.blurred.forEach(cell -> reach(new Ref(cell)));
    events.anyMemberRead.forEach(cell -> members(cell).forEach(this::reach));
    if (events.replacements.stream().anyMatch(this::isReplacedTooEarly)) {
      events.replacements.forEach(r -> reach(r.value()));
      events.rebinds.forEach(r -> reach(r.value()));
    }
  }

  private static List<Value> members(Cell cell) {
    return cell.slots.list().stream().map(own -> own.slot().value()).toList();
  }

  /** It follows an {@code await}; what it assigns may be another value by the time it runs. */
  private boolean isReplacedTooEarly(ReplaceEvent event) {
    return event.phase() == Phase.LATER
        && events.replacements.stream()
            .anyMatch(r -> r.phase() == Phase.LOAD && r.order() > event.order());
  }

  private void reach(Value from) {
    Deque<Value> queue = new ArrayDeque<>();
    queue.add(from);
    for (Value value = queue.poll(); value != null; value = queue.poll()) {
      for (Atom atom : value.atoms()) {
        reachableAtoms.add(atom);
        if (atom instanceof Ref ref && reachable.add(ref.cell())) {
          follow(ref.cell(), queue);
        } else if (atom instanceof Value.EachValue each && each.of() instanceof Ref of) {
          queue.addAll(members(of.cell()));
        }
      }
    }
  }

  private static void follow(Cell cell, Deque<Value> queue) {
    for (Slots.Named named : cell.slots.list()) {
      queue.add(named.slot().value());
      if (named.slot().getter() != null) {
        queue.add(named.slot().getter());
      }
    }
    if (cell.meta.prototype() != null) {
      queue.add(cell.meta.prototype());
    }
    if (cell.meta.rest() != null) {
      queue.add(cell.meta.rest());
    }
    for (Cell.Part part : cell.meta.parts()) {
      if (part instanceof Cell.CopyOf copy) {
        queue.add(copy.source());
      }
    }
    switch (cell.callable) {
      case Cell.Bound bound -> {
        queue.add(bound.target());
        queue.add(bound.receiver());
        queue.addAll(bound.arguments());
      }
      case Cell.Native n -> queue.addAll(n.captured());
      case null, default -> {}
    }
  }

  List<Fact> judge(boolean exportsNothing, Node.Program program) {
    rebinds(exportsNothing);
    writes();
    replacements();
    declarations();
    misspellings();
    wrapperUses(program);
    facts.sort(
        Comparator.comparingInt((Fact f) -> f.span().start())
            .thenComparing(f -> f.getClass().getSimpleName()));
    return facts;
  }

  // ---------------------------------------------------------------- exports = …

  private void rebinds(boolean exportsNothing) {
    boolean replaced = events.replacements.stream().anyMatch(r -> r.phase() == Phase.LOAD);
    for (ExportEvents.RebindEvent event : events.rebinds) {
      if (event.name().equals("module")) {
        moduleRebind(event);
      } else if ((event.phase() == Phase.LOAD || event.phase() == Phase.LATER) && !joins(event)) {
        Span value = event.assigned() == null ? null : event.assigned().span();
        boolean literal = event.assigned() instanceof Node.ObjectLit;
        facts.add(
            new Fact.ExportsReassigned(
                event.site().whole(),
                event.site().name(),
                value,
                exportsNothing,
                replaced,
                literal));
      }
    }
  }

  /** Whether the value may reach callers after all, or is nothing that could be meant for them. */
  private boolean joins(ExportEvents.RebindEvent event) {
    if (event.value().isNullish()) {
      return true;
    }
    for (Atom atom : event.value().atoms()) {
      boolean reaches =
          switch (atom) {
            case Ref ref ->
                reachable.contains(ref.cell())
                    || ref.cell().seen.exported
                    || ref.cell().seen.blurred
                    || givesMembers(ref.cell())
                    || ref.cell().seen.copiedAt > event.order()
                    || ref.cell().seen.escaped
                        && reachableAtoms.stream().anyMatch(Value::isUnknown);
            case Value.Unknown u ->
                u.reason() == Plain.MANY || exportMayBeAnything() || initialEscaped();
            case Value.Undefined u -> false;
            case Value.Null n -> false;
            default -> reachableAtoms.contains(atom) || isOfReachableKind(atom);
          };
      if (reaches) {
        return true;
      }
    }
    return false;
  }

  /** Members of {@code cell} that were read reach callers. */
  private boolean givesMembers(Cell cell) {
    Cell at = cell;
    for (int depth = 0; depth < interpreter.heap.limits().chain(); depth++) {
      for (Slots.Named own : at.slots.list()) {
        boolean reaches =
            own.slot().value().atoms().stream()
                .anyMatch(atom -> atom instanceof Ref ref && reachable.contains(ref.cell()));
        if (reaches && cell.seen.reads().contains(own.name())) {
          return true;
        }
      }
      if (!(at.meta.prototype() instanceof Ref prototype)) {
        return false;
      }
      at = prototype.cell();
    }
    return true; // it is not known
  }

  /** Where paths meet, a constant may have become a primitive of its kind. */
  private boolean isOfReachableKind(Atom atom) {
    Shape.PrimitiveKind kind = Value.primitiveKind(atom);
    return kind != null && reachableAtoms.contains(new Value.Prim(kind));
  }

  private boolean exportMayBeAnything() {
    return exported.atoms().stream().anyMatch(Value::isUnknown);
  }

  private boolean initialEscaped() {
    return events.writes.stream().anyMatch(w -> w.cell().seen.escaped)
        || exported.atoms().stream().anyMatch(a -> a instanceof Ref r && r.cell().seen.escaped);
  }

  private void moduleRebind(ExportEvents.RebindEvent event) {
    boolean known =
        event.value().atoms().stream()
            .allMatch(
                a ->
                    a instanceof Ref r
                        ? r.cell() != events.module && r.cell() != interpreter.globals.cell
                        : Constants.isPrimitive(a));
    if (known && !event.value().isNullish()) {
      Span value = event.assigned() == null ? null : event.assigned().span();
      facts.add(new Fact.ModuleReassigned(event.site().whole(), event.site().name(), value));
    }
  }

  // ---------------------------------------------------------------- members

  private void writes() {
    for (WriteEvent event : events.writes) {
      if (isBeforeItsTime(event)) {
        continue;
      }
      if (event.immutable() && isRefusedAlways(event)) {
        facts.add(lost(event, Fact.Through.IMMUTABLE, null));
      } else if (!event.immutable() && isLost(event)) {
        lostWrite(event);
      } else if (event.phase() == Phase.LATER && event.name() != null && isLate(event)) {
        facts.add(new Fact.LateExport(event.site().whole(), event.name(), false));
      }
    }
  }

  /**
   * What runs later may find another object than it found when it was walked: {@code
   * module.exports} was or will be replaced.
   */
  private boolean isBeforeItsTime(WriteEvent event) {
    boolean replacedSince =
        events.replacements.stream()
            .anyMatch(r -> r.phase() == Phase.LOAD && r.order() > event.order());
    boolean replacedLater = isReplacedLater();
    boolean keeps =
        event.through() == Fact.Through.EXPORTS
            && events.rebinds.stream()
                .noneMatch(r -> r.order() > event.order() || r.phase() != Phase.LOAD);
    boolean rebound = event.through() == Fact.Through.EXPORTS && !keeps;
    return event.phase() == Phase.LATER && (replacedSince || replacedLater || rebound) && !keeps;
  }

  private boolean isReplacedLater() {
    return events.replacements.stream().anyMatch(r -> r.phase() == Phase.LATER);
  }

  private boolean isRefusedAlways(WriteEvent event) {
    Span place = event.site().whole();
    return !events.elsewhere.contains(place) && !events.writtenAt.containsKey(place);
  }

  private boolean isLate(WriteEvent event) {
    boolean root = exported instanceof Ref ref && ref.cell() == event.cell();
    return root && !event.cell().slots.has(java.util.Objects.requireNonNull(event.name()));
  }

  private boolean isLost(WriteEvent event) {
    boolean initializer = event.value().isNullish() || "__esModule".equals(event.name());
    Span place = event.site().whole();
    return !initializer
        && !events.elsewhere.contains(place)
        && !((events.moreAgain || events.again.contains(place)) && isReplacedLater())
        && events.writtenAt.getOrDefault(place, Set.of()).stream()
            .noneMatch(cell -> isUsed(cell, event));
  }

  /** What {@code event} writes matters if {@code cell} is the object that it writes on. */
  private boolean isUsed(Cell cell, WriteEvent event) {
    Cell.Seen seen = cell.seen;
    String name = event.name();
    boolean read = name == null ? !seen.reads().isEmpty() : seen.reads().contains(name);
    return read
        || reachable.contains(cell)
        || seen.escaped
        || seen.blurred
        || seen.copiedAt > event.order();
  }

  private void lostWrite(WriteEvent event) {
    if (!event.cell().seen.exported) {
      lostOnReboundExports(event);
      return;
    }
    ReplaceEvent later = null;
    ReplaceEvent earlier = null;
    for (ReplaceEvent replacement : events.replacements) {
      if (replacement.phase() != Phase.LOAD) {
        continue;
      }
      if (replacement.order() > event.order()) {
        later = later == null ? replacement : later;
      } else {
        earlier = replacement;
      }
    }
    if (later != null
        && event.phase() == Phase.LOAD
        && (earlier == null || holds(earlier, event.cell()))) {
      boolean exposed = exposedBetween(event.order(), later.order());
      facts.add(
          new Fact.OverwrittenExport(
              event.site().whole(), event.name(), later.site().whole(), exposed));
    } else if (earlier != null || later != null) {
      ReplaceEvent cut = earlier == null ? java.util.Objects.requireNonNull(later) : earlier;
      facts.add(lost(event, event.through(), cut.site().whole()));
    }
  }

  private static boolean holds(ReplaceEvent replacement, Cell cell) {
    return replacement.value().atoms().stream()
        .anyMatch(a -> a instanceof Ref ref && ref.cell() == cell);
  }

  private boolean exposedBetween(int from, int to) {
    return events.outside.stream().anyMatch(order -> order > from && order < to);
  }

  /**
   * The object was only ever the value of {@code exports}. Said once more only where the cut is in
   * another function.
   */
  private void lostOnReboundExports(WriteEvent event) {
    if (event.through() != Fact.Through.EXPORTS) {
      return;
    }
    for (ExportEvents.RebindEvent rebind : events.rebinds) {
      boolean cut =
          rebind.name().equals("exports") && rebind.value().atoms().contains(new Ref(event.cell()));
      if (cut && rebind.function() != event.function()) {
        facts.add(lost(event, Fact.Through.EXPORTS, rebind.site().whole()));
        return;
      }
    }
  }

  private static Fact lost(WriteEvent event, Fact.Through through, @Nullable Span cutAt) {
    Span whole = event.site().whole();
    Span object = new Span(whole.start(), Math.max(whole.start(), event.site().name().start()));
    return new Fact.LostWrite(whole, event.name(), object, through, cutAt, event.phase());
  }

  // ---------------------------------------------------------------- module.exports = …

  private void replacements() {
    List<ReplaceEvent> atLoad =
        events.replacements.stream().filter(r -> r.phase() == Phase.LOAD).toList();
    for (int i = 0; i + 1 < atLoad.size(); i++) {
      ReplaceEvent event = atLoad.get(i);
      ReplaceEvent next = atLoad.get(i + 1);
      // The next turn of a loop is the same statement, not another one that drops it.
      boolean sameStatement = event.site().equals(next.site());
      boolean everyTurn =
          events.replacements.stream()
              .filter(e -> e.site().equals(event.site()))
              .allMatch(e -> e.phase() == Phase.LOAD && isDropped(e));
      if (!sameStatement && everyTurn) {
        boolean exposed = exposedBetween(event.order(), next.order());
        facts.add(
            new Fact.OverwrittenExport(event.site().whole(), null, next.site().whole(), exposed));
      }
    }
    for (ReplaceEvent event : events.replacements) {
      boolean atLoadToo = atLoad.stream().anyMatch(e -> e.site().equals(event.site()));
      if (event.phase() == Phase.LATER && !atLoadToo && !exported.equals(event.value())) {
        facts.add(new Fact.LateExport(event.site().whole(), null, true));
      }
    }
  }

  private boolean isDropped(ReplaceEvent event) {
    if (finalWrites.contains(event.site())
        || finalWrites.size() >= interpreter.heap.limits().writeSites()
        || !(event.value() instanceof Ref ref)) {
      return false;
    }
    Cell cell = ref.cell();
    boolean hasContent =
        cell.isCallable() || cell.slots.list().stream().anyMatch(own -> own.slot().enumerable());
    boolean used =
        reachable.contains(cell)
            || cell.seen.escaped
            || cell.seen.blurred
            || cell.seen.copiedAt >= 0
            || !cell.seen.reads().isEmpty()
            || cell.seen.called;
    return hasContent && !used;
  }

  // ---------------------------------------------------------------- names

  private void declarations() {
    for (ExportEvents.Declared declared : events.declared) {
      if (!declared.hoisted()) {
        facts.add(new Fact.WrapperRedeclared(declared.span(), declared.name(), false));
      } else if (!isJoined(declared)) {
        facts.add(new Fact.WrapperRedeclared(declared.span(), declared.name(), true));
      }
    }
  }

  private boolean isJoined(ExportEvents.Declared declared) {
    for (Cell cell : interpreter.heap.functions()) {
      boolean same =
          cell.callable instanceof Cell.Closure closure
              && closure.func().name() != null
              && closure.func().name().span().equals(declared.span());
      if (same && (reachable.contains(cell) || cell.seen.escaped)) {
        return true;
      }
    }
    return false;
  }

  private void misspellings() {
    for (ExportEvents.ModuleMember member : events.moduleMembers) {
      boolean near =
          !MODULE_MEMBERS.contains(member.name()) && Spelling.isNear(member.name(), "exports");
      boolean read = events.module != null && events.module.seen.reads().contains(member.name());
      if (near && !read) {
        facts.add(
            new Fact.MisspelledExports(member.site().name(), member.name(), "exports", false));
      }
    }
    Set<Span> reported = new java.util.HashSet<>();
    for (ExportEvents.FreeMember free : events.freeMembers) {
      String meant = meant(free);
      boolean defined = !Boolean.FALSE.equals(interpreter.globals.isDefined(free.object().name()));
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
  }

  private static @Nullable String meant(ExportEvents.FreeMember free) {
    if (Spelling.isNear(free.object().name(), "module")
        && (free.member().equals("exports") || Spelling.isNear(free.member(), "exports"))) {
      return "module";
    }
    return free.write() && Spelling.isNear(free.object().name(), "exports") ? "exports" : null;
  }

  private void wrapperUses(Node.Program program) {
    for (ExportEvents.WrapperUse use : events.wrapperUses.values()) {
      facts.add(new Fact.WrapperUsed(use.span(), use.name(), use.guarded()));
    }
    for (Node.Stmt statement : program.body()) {
      if (statement instanceof Node.ImportDecl || statement instanceof Node.ExportDecl) {
        facts.add(new Fact.EsmSyntax(statement.span()));
        return;
      }
    }
  }
}
