package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Place;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.ModuleSummary.Alias;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.Phase;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the file does to its exports, in order: writes, replacements, uses of the names that Node's
 * wrapper binds. Writes down and never decides; the facts are judged when all has been seen.
 */
public final class ExportEvents {
  /**
   * A member of an object that is or was exported was written. {@code name} null: under a computed
   * name.
   */
  public record WriteEvent(
      int order,
      Cell cell,
      @Nullable String name,
      Value value,
      Site site,
      Fact.Through through,
      Phase phase,
      boolean immutable,
      @Nullable Cell function) {}

  /** {@code module.exports = value}. */
  public record ReplaceEvent(int order, Value value, Site site, Phase phase) {}

  /** {@code exports = value} or {@code module = value} on the wrapper's parameter. */
  public record RebindEvent(
      int order,
      String name,
      Value value,
      Site site,
      Node.@Nullable Expr assigned,
      Phase phase,
      @Nullable Cell function) {}

  public record ModuleMember(String name, Site site) {}

  /** A member of {@code module} is relied on that nothing has written. */
  public record ModuleRead(String name, Span span) {}

  public record FreeMember(
      Node.Ident object, String member, boolean write, Phase phase, boolean guarded) {}

  public record WrapperUse(Span span, String name, boolean guarded) {}

  public record Declared(String name, Span span, boolean hoisted) {}

  private record Place(Cell cell, @Nullable String name, Span span) {}

  private static final String PROTOTYPE = ".prototype";

  private final Heap heap;
  public final List<WriteEvent> writes = new ArrayList<>();
  public final List<ReplaceEvent> replacements = new ArrayList<>();
  public final List<ModuleMember> moduleMembers = new ArrayList<>();
  public final Set<Fact.NativeAddition> nativeAdditions = new LinkedHashSet<>();

  /** Names that Node does not have and that were asked for. */
  public final Set<Fact.HostTested> hostTests = new LinkedHashSet<>();

  public final Set<ModuleRead> moduleReads = new LinkedHashSet<>();
  public final List<FreeMember> freeMembers = new ArrayList<>();
  public final List<Declared> declared = new ArrayList<>();
  public final Map<Span, WrapperUse> wrapperUses = new LinkedHashMap<>();
  public final Set<String> testedNames = new HashSet<>();

  /** Order numbers of the moments at which code of other modules may have run. */
  public final List<Integer> outside = new ArrayList<>();

  private final Map<Site, RebindEvent> rebinds = new LinkedHashMap<>();
  private final Map<Span, ExportUse> exportUses = new LinkedHashMap<>();
  private final Set<Place> written = new HashSet<>();

  /**
   * By the place of a write: the objects written there, all turns, calls and alternatives together.
   */
  public final Map<Span, Set<Cell>> writtenAt = new HashMap<>();

  /** Places of writes that can also have written on something else. */
  public final Set<Span> elsewhere = new HashSet<>();

  /** Places of writes that are done again after the load phase. */
  public final Set<Span> again = new HashSet<>();

  /** Not all places of writes that are done after the load phase are known. */
  public boolean moreAgain;

  /** Values that are written after the load phase, with the members that they then have. */
  public final Set<Value> laterValues = new LinkedHashSet<>();

  /** Not all of {@link #laterValues} are known. */
  public boolean moreLaterValues;

  /** A value of which nothing is known may be one of these. */
  public final Set<Cell> blurred = new HashSet<>();

  /** By object: what may have been read from it and is not in it any more. */
  public final Map<Cell, Set<Cell>> taken = new IdentityHashMap<>();

  /** A value of which nothing is known may be a member of one of these. */
  public final Set<Cell> anyMemberRead = new HashSet<>();

  /** A name that loading relies on and that somebody else has to define. */
  public @Nullable String missingName;

  @Nullable Cell wrapper;
  @Nullable public Cell module;

  public ExportEvents(Heap heap) {
    this.heap = heap;
  }

  /** {@code key} of {@code cell} gets another value than {@code old}. */
  void overwritten(Cell cell, PropertyKey key, Value old) {
    if ((cell.seen.exported || cell.seen.heldByExports) && cell.seen.reads().contains(key)) {
      for (Atom atom : old.atoms()) {
        if (atom instanceof Ref ref) {
          taken.computeIfAbsent(cell, c -> new HashSet<>()).add(ref.cell());
        }
      }
    }
  }

  /** Under a computed name. */
  public void writeUnnamed(
      Cell cell, Value value, @Nullable Site site, Fact.Through through, Situation situation) {
    write(cell, null, value, site, through, false, situation);
  }

  public void write(
      Cell cell,
      @Nullable PropertyKey key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      boolean failed,
      Situation situation) {
    if (situation.isDead() || site == null) {
      return;
    }
    if (!failed) {
      writtenAt.computeIfAbsent(site.whole(), s -> new HashSet<>()).add(cell);
    }
    if (situation.phase() != Phase.LOAD) {
      again.add(site.whole());
    }
    String name = key == null ? null : key.name();
    if (key != null && name == null) {
      return; // nobody asks an export by a symbol
    }
    if (cell == module) {
      writeOnModule(name, value, site, situation);
      return;
    }
    boolean watched = cell.seen.exported || cell.seen.heldByExports;
    if (!watched || failed && !cell.meta.frozen()) {
      return;
    }
    // Another walk over the same place may store another value there.
    laterValue(value, situation);
    if (!written.add(new Place(cell, name, site.whole()))) {
      return;
    }
    writes.add(
        new WriteEvent(
            heap.tick(),
            cell,
            name,
            value,
            site,
            through,
            situation.phase(),
            failed,
            situation.function()));
  }

  /** A function is called that is not followed. */
  void notEntered(Situation situation) {
    moreAgain |= situation.phase() == Phase.LATER;
  }

  /**
   * {@code object} gets a member: a prototype that the language brings along has it from then on.
   *
   * @param key null when it is not known
   */
  public void extendNative(
      Value object, @Nullable PropertyKey key, @Nullable Site site, Situation situation) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Value.Builtin builtin
          && builtin.name().endsWith(PROTOTYPE)
          && !situation.isDead()
          && (key == null || key.name() != null)) {
        String type = builtin.name().substring(0, builtin.name().length() - PROTOTYPE.length());
        Span span = site == null ? new Span(0, 0) : site.whole();
        String name = key == null ? null : key.name();
        nativeAdditions.add(new Fact.NativeAddition(span, type, name));
      }
    }
  }

  /** {@code site} also writes on what is no object of this file. */
  public void writeElsewhere(@Nullable Site site, Situation situation) {
    if (site != null && !situation.isDead()) {
      elsewhere.add(site.whole());
    }
  }

  private void writeOnModule(@Nullable String key, Value value, Site site, Situation situation) {
    if (key == null) {
      return;
    }
    if (!key.equals("exports")) {
      moduleMembers.add(new ModuleMember(key, site));
      return;
    }
    markExported(value);
    replacements.add(new ReplaceEvent(heap.tick(), value, site, situation.phase()));
    laterValue(value, situation);
  }

  /**
   * {@code value} is stored. Its members are followed at once, since what runs after the load phase
   * is taken back.
   */
  void laterValue(Value value, Situation situation) {
    if (situation.phase() == Phase.LOAD) {
      return;
    }
    Deque<Value> queue = new ArrayDeque<>(List.of(value));
    for (Value one = queue.poll(); one != null; one = queue.poll()) {
      if (laterValues.size() >= heap.limits().laterValues()) {
        moreLaterValues = true;
        return;
      }
      if (laterValues.add(one)) {
        for (Atom atom : one.atoms()) {
          if (atom instanceof Ref ref) {
            ref.cell().slots.list().forEach(own -> queue.add(own.slot().value()));
          }
        }
      }
    }
  }

  private static void markExported(Value value) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Ref ref) {
        ref.cell().seen.exported = true;
      }
    }
  }

  public void start(Cell wrapperFrame, Cell moduleCell, Ref exports) {
    wrapper = wrapperFrame;
    module = moduleCell;
    exports.cell().seen.exported = true;
    exports.cell().seen.heldByExports = true;
  }

  boolean isWrapperName(String name, String wanted, @Nullable Cell frame) {
    return name.equals(wanted) && frame != null && frame == wrapper;
  }

  void assignWrapperName(
      Node.Ident ident,
      Cell frame,
      Value value,
      @Nullable Site site,
      Node.@Nullable Expr assigned,
      Situation situation) {
    boolean rebinds =
        frame == wrapper && (ident.name().equals("exports") || ident.name().equals("module"));
    if (!rebinds || situation.isDead() || site == null) {
      return;
    }
    if (ident.name().equals("exports")) {
      for (Atom atom : value.atoms()) {
        if (atom instanceof Ref ref) {
          ref.cell().seen.heldByExports = true;
        }
      }
    }
    RebindEvent old = this.rebinds.get(site);
    this.rebinds.put(
        site,
        old == null
            ? new RebindEvent(
                heap.tick(),
                ident.name(),
                value,
                site,
                assigned,
                situation.phase(),
                situation.function())
            : new RebindEvent(
                old.order(),
                old.name(),
                Value.join(old.value(), value),
                site,
                old.assigned(),
                old.phase(),
                old.function()));
  }

  /** In order, each place once, with all values that it gives. */
  public Collection<RebindEvent> rebinds() {
    return rebinds.values();
  }

  public void declared(String name, Node node, Cell frame) {
    if (frame == wrapper && WrapperNames.ALL.contains(name)) {
      declared.add(new Declared(name, node.span(), false));
    }
  }

  void hoisted(Node.Ident name, Cell frame) {
    if (frame == wrapper && (name.name().equals("exports") || name.name().equals("module"))) {
      declared.add(new Declared(name.name(), name.span(), true));
    }
  }

  public void calledOutside(Situation situation) {
    if (situation.phase() == Phase.LOAD) {
      outside.add(heap.tick());
    }
  }

  void wrapperName(Node.Ident ident, Cell frame, Value value, Situation situation) {
    if (frame != wrapper || !WrapperNames.ALL.contains(ident.name())) {
      return;
    }
    wrapperUses.putIfAbsent(
        ident.span(), new WrapperUse(ident.span(), ident.name(), situation.guarded()));
    if (ident.name().equals("exports")) {
      exportUse(ident.span(), "", false, alias(value), situation);
    }
  }

  /** Whether {@code value} is what {@code require()} would return now. */
  private Alias alias(Value value) {
    Slot slot = module == null ? null : module.slots.get("exports");
    if (slot == null) {
      return Alias.UNKNOWN;
    }
    if (slot.value() instanceof Ref && slot.value().equals(value)) {
      return Alias.SAME;
    }
    boolean disjoint =
        value.atoms().stream()
            .noneMatch(a -> !(a instanceof Ref) || slot.value().atoms().contains(a));
    return disjoint ? Alias.OTHER : Alias.UNKNOWN;
  }

  private void exportUse(Span span, String name, boolean write, Alias alias, Situation situation) {
    if (situation.isDead()) {
      return;
    }
    ExportUse before = exportUses.get(span);
    Alias merged = before == null || before.alias() == alias ? alias : Alias.UNKNOWN;
    Phase phase =
        before == null || before.phase().ordinal() > situation.phase().ordinal()
            ? situation.phase()
            : before.phase();
    exportUses.put(
        span, new ExportUse(span, name, write || before != null && before.write(), merged, phase));
  }

  /** {@code object.name} where the object may be the exports, or {@code module.exports} itself. */
  void exportMember(Span span, Value object, String name, boolean write, Situation situation) {
    if (object instanceof Ref only) {
      exportMember(span, only, object, name, write, situation);
    } else if (object instanceof Value.Union union && union.atoms().size() <= 4) {
      for (Atom atom : union.atoms()) {
        if (atom instanceof Ref ref) {
          exportMember(span, ref, object, name, write, situation);
        }
      }
    }
  }

  private void exportMember(
      Span span, Ref ref, Value object, String name, boolean write, Situation situation) {
    if (ref.cell() == module && name.equals("exports")) {
      exportUse(span, "", write, Alias.SAME, situation);
    } else if (ref.cell() == module) {
      boolean relies = !situation.guard().holdsHere() && !situation.isDead();
      if (!write && relies && !ref.cell().slots.has(name)) {
        moduleReads.add(new ModuleRead(name, span));
      }
    } else if (ref.cell().seen.exported || ref.cell().seen.heldByExports) {
      exportUse(span, name, write, alias(object), situation);
    }
  }

  void freeName(Node.Ident ident, Situation situation) {
    if (situation.guarded()) {
      testedNames.add(ident.name());
    }
  }

  /** Neither Node nor this file defines it. */
  void missingName(Node.Ident ident, Situation situation) {
    if (missingName == null && situation.phase() == Phase.LOAD && !situation.guarded()) {
      missingName = ident.name();
    }
  }

  /** {@code typeof} says that Node does not have it. */
  void testedHost(Node.Ident ident, Situation situation) {
    if (situation.phase() == Phase.LOAD) {
      hostTests.add(new Fact.HostTested(ident.span(), ident.name()));
    }
  }

  void testedName(Node.Ident ident) {
    testedNames.add(ident.name());
  }

  void memberOfFree(Node.Ident object, String member, boolean write, Situation situation) {
    freeMembers.add(new FreeMember(object, member, write, situation.phase(), situation.guarded()));
  }

  /** A value of which nothing is known may be {@code value}. */
  public void blur(Value value) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Ref ref) {
        blurred.add(ref.cell());
      }
    }
  }

  /**
   * Callers get {@code value}, and with it what was once exported and can be reached from it.
   *
   * @param surely and what {@code exports} holds, too: callers can reach who gives it
   */
  public void given(Value value, boolean surely) {
    Set<Cell> seen = new HashSet<>();
    Deque<Value> queue = new ArrayDeque<>(List.of(value));
    for (Value one = queue.poll(); one != null; one = queue.poll()) {
      for (Atom atom : one.atoms()) {
        if (atom instanceof Ref ref && seen.add(ref.cell())) {
          if (ref.cell().seen.exported || surely && ref.cell().seen.heldByExports) {
            blurred.add(ref.cell());
          }
          if (seen.size() > heap.limits().escaped()) {
            moreLaterValues = true;
            return;
          }
          ref.cell().forEachHeld(queue::add);
          if (ref.cell().meta.prototype() != null) {
            queue.add(ref.cell().meta.prototype());
          }
        }
      }
    }
  }

  /** The value under a name of {@code cell} that is not known was read. */
  void readUnderAnyName(Cell cell) {
    anyMemberRead.add(cell);
  }

  public List<ExportUse> exportUses() {
    return exportUses.values().stream()
        .sorted(java.util.Comparator.comparingInt(u -> u.span().start()))
        .toList();
  }
}
