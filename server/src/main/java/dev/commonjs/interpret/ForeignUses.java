package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Argument;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.EachKey;
import dev.commonjs.heap.Value.Specifier;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.shape.Shape.Step;
import dev.commonjs.shape.Use;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the file does with other modules: where it names them, and what it does with what it gets.
 */
public final class ForeignUses {
  private record Seen(
      Symbolic value,
      boolean member,
      Access access,
      Guard guard,
      Phase phase,
      List<Assumption> assumed) {
    /* Written out: what is seen is mostly what was seen there before. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Seen that
              && member == that.member
              && access == that.access
              && guard == that.guard
              && phase == that.phase
              && value.equals(that.value)
              && assumed.equals(that.assumed);
    }

    @Override
    public int hashCode() {
      return Objects.hash(value, member, access, guard, phase, assumed);
    }
  }

  private static final Set<Access> CALLS = Set.of(Access.CALL, Access.CONSTRUCT, Access.EXTEND);

  /** Objects that are copies of copies, or inherit from what inherits, are looked through. */
  private static final int SOURCES = 4;

  private final Heap heap;
  private final LoaderChanges loader;
  private final ForeignObjects foreign;
  final Set<List<Object>> testedPaths = new HashSet<>();
  public final Effects effects = new Effects();

  /** What loading puts on objects of other modules: the last value under each name. */
  public final Map<Symbolic, Map<String, Value>> foreignWrites = new LinkedHashMap<>();

  /** Functions that were given objects of other modules while the file loads. */
  public final Map<Symbolic, List<Cell.EffectOf>> foreignEffects = new HashMap<>();

  private final Map<Span, RequireSite> requires = new LinkedHashMap<>();
  private final Map<String, Symbolic> modules = new HashMap<>();
  private final Map<Span, List<Seen>> uses = new LinkedHashMap<>();

  /** Offsets where something else than the recorded use can stand too. */
  private final BitSet otherValues = new BitSet();

  ForeignUses(Heap heap, LoaderChanges loader, ForeignObjects foreign) {
    this.heap = heap;
    this.loader = loader;
    this.foreign = foreign;
  }

  public Symbolic required(String specifier) {
    return modules.computeIfAbsent(specifier, s -> new Symbolic(new Specifier(s), List.of()));
  }

  public void require(RequireSite.Kind kind, Value specifier, Span span, Situation situation) {
    List<String> specifiers = new ArrayList<>();
    boolean complete = true;
    for (Atom atom : specifier.atoms()) {
      String text = OwnPath.specifier(atom);
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

  /** {@code value} stands at {@code place}. */
  void use(Node place, Value value, Access access, Situation situation) {
    if (value instanceof Atom only && !isFromOutside(only)) {
      otherValues.set(place.start());
    } else {
      use(place.span(), value, atom -> false, access, situation);
    }
  }

  /** What stands at {@code span} names a member of {@code object}, which is {@code value}. */
  void member(
      Span span, Value object, String name, Value value, Access access, Situation situation) {
    use(span, value, atom -> isMember(object, name, atom, SOURCES), access, situation);
  }

  /** Whether {@code value} is a member of another module's object, or of a copy of one. */
  private static boolean isMember(Value object, String name, Symbolic value, int depth) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Symbolic holder && value.equals(holder.then(new Prop(name)))) {
        return true;
      }
      if (atom instanceof Value.Ref ref
          && depth > 0
          && ref.cell().slots.get(new PropertyKey.Name(name)) == null) {
        boolean[] found = {false};
        ref.cell().forEachSource(source -> found[0] |= isMember(source, name, value, depth - 1));
        if (found[0]) {
          return true;
        }
      }
    }
    return false;
  }

  private void use(
      Span span, Value value, Predicate<Symbolic> isMember, Access access, Situation situation) {
    if (value instanceof Atom only) {
      if (!useAtom(span, only, isMember, access, situation)) {
        otherValues.set(span.start());
      }
      return;
    }
    otherValues.set(span.start());
    for (Atom atom : value.atoms()) {
      useAtom(span, atom, isMember, access, situation);
    }
  }

  /** What the file has put on {@code object}, as an object of its own; null for nothing. */
  public @Nullable Cell changesOf(Symbolic object) {
    return foreign.changesOf(object);
  }

  private static boolean isFromOutside(Atom atom) {
    return atom instanceof Symbolic symbolic && symbolic.root() instanceof Specifier;
  }

  /** Whether {@code atom} comes from another module. */
  private boolean useAtom(
      Span span, Atom atom, Predicate<Symbolic> isMember, Access access, Situation situation) {
    boolean fromOutside = isFromOutside(atom);
    if (fromOutside) {
      Symbolic value = (Symbolic) atom;
      boolean willDo = access == Access.OPTIONAL && !value.path().isEmpty();
      Guard guard = (willDo ? situation.with(Guard.HERE) : situation).guard();
      Access done = access == Access.OPTIONAL ? Access.READ : access;
      see(
          span,
          new Seen(
              value, isMember.test(value), done, guard, situation.phase(), situation.assumed()));
    }
    return fromOutside;
  }

  private void see(Span span, Seen seen) {
    List<Seen> all = uses.computeIfAbsent(span, s -> new ArrayList<>(1));
    for (int i = 0; i < all.size(); i++) {
      Seen old = all.get(i);
      if (old.equals(seen)) {
        return;
      }
      List<Step> path = CallTable.withoutArguments(old.value().path());
      if (old.value().root().equals(seen.value().root())
          && path.equals(CallTable.withoutArguments(seen.value().path()))) {
        // Whoever calls it reads it, too.
        boolean again = seen.access() == Access.READ && CALLS.contains(old.access());
        Access access =
            old.access() == Access.DESTRUCTURE || seen.access() == Access.BIND || again
                ? old.access()
                : seen.access();
        Phase phase = old.phase().ordinal() < seen.phase().ordinal() ? old.phase() : seen.phase();
        // In two calls of a function the arguments may differ: then they are not known here.
        Symbolic value =
            old.value().equals(seen.value()) ? old.value() : new Symbolic(old.value().root(), path);
        List<Assumption> assumed = old.assumed().stream().filter(seen.assumed()::contains).toList();
        Guard guard = Guard.weaker(old.guard(), seen.guard());
        boolean member = old.member() || seen.member();
        all.set(i, new Seen(value, member, access, guard, phase, assumed));
        return;
      }
    }
    if (all.size() < heap.limits().usesPerPlace() || seen.access() == Access.WRITE) {
      all.add(seen);
    } else {
      otherValues.set(span.start());
    }
  }

  /** The file asks whether {@code object} has a member of that name. */
  public void testedMember(Value object, String name) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Symbolic symbolic
          && symbolic.root() instanceof Specifier
          && symbolic.then(new Prop(name)) instanceof Symbolic member) {
        testedPaths.add(tested(member));
      }
    }
  }

  public void testedMember(Value object, Value name) {
    if (name instanceof Value.Str text) {
      testedMember(object, text.value());
    }
  }

  /** {@code key} is compared with {@code name}. */
  public void testedKey(Value key, Value name) {
    for (Atom atom : key.atoms()) {
      if (atom instanceof EachKey each && name instanceof Value.Str text) {
        testedMember(each.of(), text.value());
      }
    }
  }

  private static List<Object> tested(Symbolic value) {
    return List.of(value.root(), CallTable.withoutArguments(value.path()));
  }

  /**
   * {@code symbolic.name = value}, or a definition of it.
   *
   * @param strong no other object can be meant
   */
  public void writeOnSymbolic(
      Symbolic symbolic,
      String name,
      Value value,
      @Nullable Site site,
      boolean strong,
      Situation situation) {
    PropertyKey key = new PropertyKey.Name(name);
    loader.write(symbolic, key, site, situation);
    foreign.set(symbolic, key, value, site, strong);
    if (symbolic.root() instanceof Argument argument) {
      effects.write(argument, symbolic, name);
    } else if (site != null && symbolic.then(new Prop(name)) instanceof Symbolic member) {
      if (situation.phase() == Phase.LOAD) {
        foreignWrites.computeIfAbsent(symbolic, s -> new LinkedHashMap<>()).put(name, value);
      }
      see(
          site.name(),
          new Seen(
              member,
              true,
              Access.WRITE,
              situation.guard(),
              situation.phase(),
              situation.assumed()));
    }
  }

  /** {@code symbolic[key]} is written under a name that is not known. */
  public void writeOnSymbolic(
      Symbolic symbolic, Atom key, boolean enumerable, Situation situation) {
    loader.write(symbolic, null, null, situation);
    foreign.open(symbolic, Plain.NAMES_COMPUTED);
    if (symbolic.root() instanceof Argument argument) {
      effects.write(argument, symbolic, key, enumerable);
    } else {
      openSymbolic(symbolic, situation);
    }
  }

  /** {@code Object.defineProperty(symbolic, key, descriptor)} under a name that is not known. */
  public void defineOnSymbolic(Symbolic symbolic, Atom key, Value descriptor, Situation situation) {
    loader.write(symbolic, null, null, situation);
    foreign.open(symbolic, Plain.NAMES_COMPUTED);
    if (symbolic.root() instanceof Argument argument) {
      effects.define(argument, symbolic, key, descriptor);
    } else {
      openSymbolic(symbolic, situation);
    }
  }

  public void copyOnSymbolic(Symbolic symbolic, EachKey key, Situation situation) {
    loader.write(symbolic, null, null, situation);
    foreign.add(
        symbolic,
        new Cell.CopyOf(heap.tick(), key.of(), key.filter(), false, key.inherited(), false));
    if (symbolic.root() instanceof Argument argument) {
      effects.copy(argument, symbolic, key);
    } else {
      openSymbolic(symbolic, situation);
    }
  }

  /** Somebody keeps it, or names that are not known may be written on it. */
  public void escapeSymbolic(Symbolic symbolic, Situation situation) {
    escapeSymbolic(symbolic, null, situation);
  }

  /** What stands at {@code at} puts names on {@code symbolic}, or takes some away. */
  public void changed(Symbolic symbolic, @Nullable Node at, Situation situation) {
    foreign.open(symbolic, Plain.NAMES_COMPUTED);
    opened(symbolic, at, situation);
  }

  private void opened(Symbolic symbolic, @Nullable Node at, Situation situation) {
    if (symbolic.root() instanceof Argument argument) {
      effects.open(argument, symbolic);
    } else {
      openSymbolic(symbolic, at == null ? 0 : at.start(), situation);
    }
  }

  /** {@code delete symbolic.name}. */
  void deleted(Symbolic symbolic, String name, @Nullable Node at, Situation situation) {
    opened(symbolic, at, situation);
    foreign.delete(symbolic, name);
    if (at != null
        && !(symbolic.root() instanceof Argument)
        && symbolic.then(new Prop(name)) instanceof Symbolic member) {
      see(
          at.span(),
          new Seen(
              member,
              true,
              Access.DELETE,
              situation.guard(),
              situation.phase(),
              situation.assumed()));
    }
  }

  private void escapeSymbolic(Symbolic symbolic, @Nullable Symbolic to, Situation situation) {
    loader.handOver(symbolic, to, situation);
    if (to == null) {
      foreign.open(symbolic, Plain.OBJECT_HANDED_OVER);
    }
    if (symbolic.root() instanceof Argument argument) {
      effects.open(argument, symbolic);
      return;
    }
    Node site = situation.callSite();
    if (site != null) {
      openSymbolic(symbolic, site.start(), situation);
    }
  }

  /** Names that are not known are written on it. */
  private void openSymbolic(Symbolic symbolic, Situation situation) {
    Node site = situation.callSite();
    openSymbolic(symbolic, site == null ? 0 : site.start(), situation);
  }

  private void openSymbolic(Symbolic symbolic, int at, Situation situation) {
    List<Seen> all = uses.computeIfAbsent(new Span(at, at), s -> new ArrayList<>(1));
    Seen seen =
        new Seen(symbolic, false, Access.ESCAPE, Guard.TESTED, situation.phase(), List.of());
    if (!all.contains(seen)) {
      all.add(seen);
    }
  }

  void handOver(Symbolic value, Symbolic callee, int position, Args args, Situation situation) {
    Cell.EffectOf effect = new Cell.EffectOf(heap.tick(), callee, position, false, args, false);
    if (position >= 0) {
      foreign.add(value, effect);
    }
    if (value.root() instanceof Argument argument) {
      effects.handOver(argument, value, callee, position, args);
    } else if (position >= 0) {
      escapeSymbolic(value, callee, situation);
      if (situation.phase() == Phase.LOAD) {
        foreignEffects.computeIfAbsent(value, v -> new ArrayList<>(1)).add(effect);
      }
    }
  }

  public List<RequireSite> requireSites() {
    return requires.values().stream()
        .sorted(java.util.Comparator.comparingInt(r -> r.span().start()))
        .toList();
  }

  /** {@code paths}: the steps of a value, with the numbers of calls in the finished shape. */
  public List<Use> uses(Function<Symbolic, List<Step>> paths) {
    for (List<Seen> all : uses.values()) {
      for (Seen seen : all) {
        if (seen.guard() == Guard.TESTED && seen.access() != Access.ESCAPE) {
          testedPaths.add(tested(seen.value()));
        }
      }
    }
    List<Use> result = new ArrayList<>();
    uses.forEach(
        (span, all) -> {
          for (Seen seen : all) {
            String specifier = ((Specifier) seen.value().root()).specifier();
            List<Step> path = paths.apply(seen.value());
            boolean namespace = !path.isEmpty() && path.getLast() instanceof Shape.NamespaceStep;
            boolean guarded =
                seen.guard().holdsHere()
                    || !namespace && testedPaths.contains(tested(seen.value()));
            boolean certain = all.size() == 1 && !otherValues.get(span.start());
            result.add(
                new Use(
                    span,
                    new Shape.Required(specifier, path),
                    seen.member(),
                    seen.access(),
                    guarded,
                    certain,
                    seen.phase(),
                    conditions(seen, paths)));
          }
        });
    result.sort(
        java.util.Comparator.comparingInt((Use u) -> u.span().start())
            .thenComparingInt(u -> u.span().end()));
    return result;
  }

  private static List<Use.Condition> conditions(Seen seen, Function<Symbolic, List<Step>> paths) {
    return seen.assumed().stream()
        .map(
            assumed ->
                new Use.Condition(
                    new Shape.Required(
                        ((Specifier) assumed.value().root()).specifier(),
                        paths.apply(assumed.value())),
                    assumed.outcome()))
        .toList();
  }
}
