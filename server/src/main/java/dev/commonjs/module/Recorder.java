package dev.commonjs.module;

import dev.commonjs.module.ModuleSummary.Alias;
import dev.commonjs.module.ModuleSummary.ExportUse;
import dev.commonjs.module.Shape.Prop;
import dev.commonjs.module.Shape.Step;
import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Use.Access;
import dev.commonjs.module.Value.Argument;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.EachKey;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Specifier;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
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
 * Writes down what the machine does: the events that {@link Verdicts} judges, and the uses of other
 * modules. Never decides.
 */
final class Recorder {
  static final Set<String> WRAPPER_NAMES =
      Set.of("exports", "require", "module", "__filename", "__dirname");
  private static final int MOST_LATER = 5_000;
  private static final int MOST_PER_PLACE = 4;

  /**
   * A member of an object that is or was exported was written. {@code name} null: under a computed
   * name.
   */
  record WriteEvent(
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
  record ReplaceEvent(int order, Value value, Value before, Site site, Phase phase) {}

  /** {@code exports = value} or {@code module = value} on the wrapper's parameter. */
  record RebindEvent(
      int order,
      String name,
      Value value,
      Site site,
      Node.@Nullable Expr assigned,
      Phase phase,
      @Nullable Cell function) {}

  record ModuleMember(String name, Site site, Phase phase) {}

  record FreeMember(
      Node.Ident object, String member, boolean write, Phase phase, boolean guarded) {}

  record WrapperUse(Span span, String name, boolean guarded) {}

  record Declared(String name, Span span, boolean hoisted, @Nullable Value value) {}

  private record Place(Cell cell, @Nullable String name, Span span) {}

  private record Seen(Symbolic value, Access access, boolean guarded, Phase phase) {}

  private final Machine machine;
  final List<WriteEvent> writes = new ArrayList<>();
  final List<ReplaceEvent> replacements = new ArrayList<>();
  final List<RebindEvent> rebinds = new ArrayList<>();
  final List<ModuleMember> moduleMembers = new ArrayList<>();
  final List<FreeMember> freeMembers = new ArrayList<>();
  final List<Declared> declared = new ArrayList<>();
  final Map<Span, WrapperUse> wrapperUses = new LinkedHashMap<>();
  final Set<String> testedNames = new HashSet<>();
  final Set<List<Object>> testedPaths = new HashSet<>();
  final Effects effects = new Effects();

  /** Order numbers of the moments at which code of other modules may have run. */
  final List<Integer> outside = new ArrayList<>();

  /** What loading puts on objects of other modules: the last value under each name. */
  final Map<Symbolic, Map<String, Value>> foreignWrites = new LinkedHashMap<>();

  /** Functions that were given objects of other modules while the file loads. */
  final Map<Symbolic, List<Cell.EffectOf>> foreignEffects = new HashMap<>();

  private final Map<Span, RequireSite> requires = new LinkedHashMap<>();
  private final Map<String, Symbolic> modules = new HashMap<>();
  private final Map<Span, List<Seen>> uses = new LinkedHashMap<>();

  /** Offsets where something else than the recorded use can stand too. */
  private final BitSet otherValues = new BitSet();

  private final Map<Span, ExportUse> exportUses = new LinkedHashMap<>();
  private final Set<Place> written = new HashSet<>();

  /**
   * By the place of a write: the objects written there, all turns, calls and alternatives together.
   */
  final Map<Span, Set<Cell>> writtenAt = new HashMap<>();

  /** Places of writes that can also have written on something else. */
  final Set<Span> elsewhere = new HashSet<>();

  /** Places of writes that are done again after the load phase. */
  final Set<Span> again = new HashSet<>();

  /** Not all places of writes that are done after the load phase are known. */
  boolean moreAgain;

  /** Values that are written after the load phase, with the members that they then have. */
  final Set<Value> laterValues = new LinkedHashSet<>();

  /** A value of which nothing is known may be one of these. */
  final Set<Cell> blurred = new HashSet<>();

  /** A value of which nothing is known may be a member of one of these. */
  final Set<Cell> anyMemberRead = new HashSet<>();

  private final Map<Node.Func, Integer> described = new IdentityHashMap<>();

  @Nullable Cell wrapper;
  @Nullable Cell module;

  Recorder(Machine machine) {
    this.machine = machine;
  }

  int line(int offset) {
    return machine.file.source().lines().lineOf(offset) + 1;
  }

  // ---------------------------------------------------------------- writes

  void write(
      Cell cell,
      @Nullable String key,
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
    if (cell == module) {
      writeOnModule(key, value, site, situation);
      return;
    }
    boolean watched = cell.seen.exported || cell.seen.heldByExports;
    if (!watched
        || !written.add(new Place(cell, key, site.whole()))
        || failed && !cell.meta.frozen()) {
      return;
    }
    laterValue(value, situation);
    writes.add(
        new WriteEvent(
            machine.heap.tick(),
            cell,
            key,
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

  /** {@code site} also writes on what is no object of this file. */
  void writeElsewhere(@Nullable Site site, Situation situation) {
    if (site != null && !situation.isDead()) {
      elsewhere.add(site.whole());
    }
  }

  private void writeOnModule(@Nullable String key, Value value, Site site, Situation situation) {
    if (key == null) {
      return;
    }
    if (!key.equals("exports")) {
      moduleMembers.add(new ModuleMember(key, site, situation.phase()));
      return;
    }
    markExported(value);
    replacements.add(
        new ReplaceEvent(machine.heap.tick(), value, lastExports(), site, situation.phase()));
    last = value;
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
    for (Value one = queue.poll(); one != null && laterValues.size() < MOST_LATER; ) {
      if (laterValues.add(one)) {
        for (Atom atom : one.atoms()) {
          if (atom instanceof Ref ref) {
            ref.cell().slots.list().forEach(own -> queue.add(own.slot().value()));
          }
        }
      }
      one = queue.poll();
    }
  }

  private Value last = Values.UNDEFINED;

  private Value lastExports() {
    return last;
  }

  private static void markExported(Value value) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Ref ref) {
        ref.cell().seen.exported = true;
      }
    }
  }

  void start(Cell wrapperFrame, Cell moduleCell, Ref exports) {
    wrapper = wrapperFrame;
    module = moduleCell;
    exports.cell().seen.exported = true;
    exports.cell().seen.heldByExports = true;
    last = exports;
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
    for (int i = 0; i < this.rebinds.size(); i++) {
      RebindEvent old = this.rebinds.get(i);
      if (old.site().equals(site)) {
        Value both = Value.join(old.value(), value);
        this.rebinds.set(
            i,
            new RebindEvent(
                old.order(), old.name(), both, site, old.assigned(), old.phase(), old.function()));
        return;
      }
    }
    this.rebinds.add(
        new RebindEvent(
            machine.heap.tick(),
            ident.name(),
            value,
            site,
            assigned,
            situation.phase(),
            situation.function()));
  }

  void declared(String name, Node node, Cell frame) {
    if (frame == wrapper && WRAPPER_NAMES.contains(name)) {
      declared.add(new Declared(name, node.span(), false, null));
    }
  }

  void hoisted(Node.Ident name, Cell frame) {
    if (frame == wrapper && (name.name().equals("exports") || name.name().equals("module"))) {
      declared.add(new Declared(name.name(), name.span(), true, null));
    }
  }

  void calledOutside(Situation situation) {
    if (situation.phase() == Phase.LOAD) {
      outside.add(machine.heap.tick());
    }
  }

  // ---------------------------------------------------------------- names

  void wrapperName(Node.Ident ident, Cell frame, Value value, Situation situation) {
    if (frame != wrapper || !WRAPPER_NAMES.contains(ident.name())) {
      return;
    }
    wrapperUses.putIfAbsent(
        ident.span(), new WrapperUse(ident.span(), ident.name(), situation.guarded()));
    if (ident.name().equals("exports")) {
      exportUse(ident.span(), "", false, alias(value), situation);
    }
  }

  /** Whether {@code value} is what {@code require(situation)} would return now. */
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
    } else if (ref.cell().seen.exported || ref.cell().seen.heldByExports) {
      exportUse(span, name, write, alias(object), situation);
    }
  }

  void freeName(Node.Ident ident, Access access, Situation situation) {
    if (situation.guarded()) {
      testedNames.add(ident.name());
    }
  }

  void testedName(Node.Ident ident) {
    testedNames.add(ident.name());
  }

  void memberOfFree(Node.Ident object, String member, boolean write, Situation situation) {
    freeMembers.add(new FreeMember(object, member, write, situation.phase(), situation.guarded()));
  }

  // ---------------------------------------------------------------- other modules

  Symbolic required(String specifier) {
    return modules.computeIfAbsent(specifier, s -> new Symbolic(new Specifier(s), List.of()));
  }

  void require(RequireSite.Kind kind, Value specifier, Span span, Situation situation) {
    List<String> specifiers = new ArrayList<>();
    boolean complete = true;
    for (Atom atom : specifier.atoms()) {
      String text = atom instanceof Value.Str s ? NodeModels.toSpecifier(s.value()) : null;
      complete &= text != null;
      if (text != null) {
        specifiers.add(text);
      }
    }
    RequireSite before = requires.get(span);
    boolean guarded = situation.guarded();
    Phase phase = situation.phase();
    if (before != null) {
      for (String old : before.specifiers()) {
        if (!specifiers.contains(old)) {
          specifiers.add(old);
        }
      }
      complete &= before.complete();
      boolean wasDead = before.phase() == Phase.NEVER;
      guarded =
          wasDead ? guarded : situation.isDead() ? before.guarded() : guarded && before.guarded();
      phase = before.phase().ordinal() < phase.ordinal() ? before.phase() : phase;
    }
    requires.put(span, new RequireSite(span, kind, specifiers, complete, guarded, phase));
  }

  /** {@code value} stands at {@code span}. */
  void use(Span span, Value value, Access access, Situation situation) {
    if (value instanceof Atom only) {
      if (!useAtom(span, only, access, situation)) {
        otherValues.set(span.start());
      }
      return;
    }
    otherValues.set(span.start());
    for (Atom atom : value.atoms()) {
      useAtom(span, atom, access, situation);
    }
  }

  /** Whether {@code atom} comes from another module. */
  private boolean useAtom(Span span, Atom atom, Access access, Situation situation) {
    boolean fromOutside = atom instanceof Symbolic symbolic && symbolic.root() instanceof Specifier;
    if (fromOutside) {
      see(span, new Seen((Symbolic) atom, access, situation.guarded(), situation.phase()));
    }
    return fromOutside;
  }

  private void see(Span span, Seen seen) {
    List<Seen> all = uses.computeIfAbsent(span, s -> new ArrayList<>(1));
    for (int i = 0; i < all.size(); i++) {
      Seen old = all.get(i);
      List<Step> path = CallTable.withoutArguments(old.value().path());
      if (old.value().root().equals(seen.value().root())
          && path.equals(CallTable.withoutArguments(seen.value().path()))) {
        Access access =
            old.access() == Access.DESTRUCTURE || seen.access() == Access.BIND
                ? old.access()
                : seen.access();
        Phase phase = old.phase().ordinal() < seen.phase().ordinal() ? old.phase() : seen.phase();
        // In two calls of a function the arguments may differ: then they are not known here.
        Symbolic value =
            old.value().equals(seen.value()) ? old.value() : new Symbolic(old.value().root(), path);
        all.set(i, new Seen(value, access, old.guarded() && seen.guarded(), phase));
        return;
      }
    }
    if (all.size() < MOST_PER_PLACE || seen.access() == Access.WRITE) {
      all.add(seen);
    } else {
      otherValues.set(span.start());
    }
  }

  void testedMember(Value object, String name) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Symbolic symbolic
          && symbolic.root() instanceof Specifier
          && symbolic.then(new Prop(name)) instanceof Symbolic member) {
        testedPaths.add(tested(member));
      }
    }
  }

  private static List<Object> tested(Symbolic value) {
    return List.of(value.root(), CallTable.withoutArguments(value.path()));
  }

  /** A value of which nothing is known may be {@code value}. */
  void blur(Value value) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Ref ref) {
        blurred.add(ref.cell());
      }
    }
  }

  /** All names of {@code object} may have been read. */
  void readAny(Value object) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        machine.objects.readAll(ref.cell());
      }
    }
  }

  void writeOnSymbolic(
      Symbolic symbolic, String name, Value value, @Nullable Site site, Situation situation) {
    if (symbolic.root() instanceof Argument argument) {
      effects.write(argument, symbolic, name);
    } else if (site != null && symbolic.then(new Prop(name)) instanceof Symbolic member) {
      if (situation.phase() == Phase.LOAD) {
        foreignWrites.computeIfAbsent(symbolic, s -> new LinkedHashMap<>()).put(name, value);
      }
      see(site.name(), new Seen(member, Access.WRITE, situation.guarded(), situation.phase()));
    }
  }

  /** {@code symbolic[key]} is written under a name that is not known. */
  void writeOnSymbolic(Symbolic symbolic, Atom key, boolean enumerable, Situation situation) {
    if (symbolic.root() instanceof Argument argument) {
      effects.write(argument, symbolic, key, enumerable);
    } else {
      escapeSymbolic(symbolic, situation);
    }
  }

  /** {@code Object.defineProperty(symbolic, key, descriptor)} under a name that is not known. */
  void defineOnSymbolic(Symbolic symbolic, Atom key, Value descriptor, Situation situation) {
    if (symbolic.root() instanceof Argument argument) {
      effects.define(argument, symbolic, key, descriptor);
    } else {
      escapeSymbolic(symbolic, situation);
    }
  }

  void copyOnSymbolic(Symbolic symbolic, EachKey key, Situation situation) {
    if (symbolic.root() instanceof Argument argument) {
      effects.copy(argument, symbolic, key);
    } else {
      escapeSymbolic(symbolic, situation);
    }
  }

  /** Somebody keeps it, or names that are not known may be written on it. */
  void escapeSymbolic(Symbolic symbolic, Situation situation) {
    if (symbolic.root() instanceof Argument argument) {
      effects.open(argument, symbolic);
      return;
    }
    Node site = situation.callSite();
    if (site != null) {
      uses.computeIfAbsent(new Span(site.start(), site.start()), s -> new ArrayList<>(1))
          .add(new Seen(symbolic, Access.ESCAPE, true, situation.phase()));
    }
  }

  void handOver(Symbolic value, Symbolic callee, int position, Args args, Situation situation) {
    if (value.root() instanceof Argument argument) {
      effects.handOver(argument, value, callee, position, args);
    } else if (position >= 0) {
      escapeSymbolic(value, situation);
      if (situation.phase() == Phase.LOAD) {
        foreignEffects
            .computeIfAbsent(value, v -> new ArrayList<>(1))
            .add(new Cell.EffectOf(machine.heap.tick(), callee, position, false, args, false));
      }
    }
  }

  /**
   * Whether {@code cell} is a function that should still be walked with unknown arguments; true
   * only once for each.
   */
  boolean mayDescribe(Cell cell) {
    Node.Func func =
        switch (cell.callable) {
          case Cell.Closure closure -> closure.func();
          case Cell.ClassOf c -> c.constructor();
          case null, default -> null;
        };
    if (func == null || cell.seen.called || cell.seen.described) {
      return false;
    }
    cell.seen.described = true;
    return described.merge(func, 1, Integer::sum) <= 2;
  }

  /** As {@link #mayDescribe}, also for a function that was called while the file loads. */
  boolean mayDescribeForCallers(Cell cell) {
    boolean first = !cell.seen.described;
    cell.seen.described = true;
    return first;
  }

  // ---------------------------------------------------------------- results

  List<RequireSite> requireSites() {
    return requires.values().stream()
        .sorted(java.util.Comparator.comparingInt(r -> r.span().start()))
        .toList();
  }

  List<ExportUse> exportUses() {
    return exportUses.values().stream()
        .sorted(java.util.Comparator.comparingInt(u -> u.span().start()))
        .toList();
  }

  /** {@code shapes}: knows the numbers of calls in the finished shape. */
  List<Use> uses(ShapeBuilder shapes) {
    for (List<Seen> all : uses.values()) {
      for (Seen seen : all) {
        if (seen.guarded() && seen.access() != Access.ESCAPE) {
          testedPaths.add(tested(seen.value()));
        }
      }
    }
    List<Use> result = new ArrayList<>();
    uses.forEach(
        (span, all) -> {
          for (Seen seen : all) {
            String specifier = ((Specifier) seen.value().root()).specifier();
            List<Step> path = shapes.knownPath(seen.value());
            boolean guarded = seen.guarded() || testedPaths.contains(tested(seen.value()));
            boolean certain = all.size() == 1 && !otherValues.get(span.start());
            result.add(
                new Use(
                    span,
                    new Shape.Required(specifier, path),
                    seen.access(),
                    guarded,
                    certain,
                    seen.phase()));
          }
        });
    result.sort(
        java.util.Comparator.comparingInt((Use u) -> u.span().start())
            .thenComparingInt(u -> u.span().end()));
    return result;
  }
}
