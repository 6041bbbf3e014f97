package dev.commonjs.heap;

import dev.commonjs.builtins.Entry;
import dev.commonjs.builtins.Globals;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The abstract heap: cells that are changed in place, and a trail of what they held before, so that
 * a path can be walked, kept as the list of its changes, taken back, and joined with another path.
 * A branch costs what it changes, whatever the size of the heap; no step of it looks anything up by
 * name.
 */
public final class Heap {
  /** A moment that can be gone back to. */
  public record Mark(int trail, int cells) {}

  private final Limits limits;
  private final Widening widening;

  /* The trail: what changed, and what was there before. A cell stands on it also when it is allocated: with null. */
  private Place[] changed = new Place[256];
  private @Nullable Object[] before = new Object[256];
  private int[] serials = new int[256];
  private int size;
  private int serial;

  /* The places of one pass, each once. Used by one method at a time. */
  private Place[] met = new Place[64];
  private @Nullable Object[] metBefore = new Object[64];

  /** Cells of functions in the order of their creation. */
  private final List<Cell> functions = new ArrayList<>();

  private int cells;
  private int passes;
  private long work;
  private int order;

  public Heap(Limits limits) {
    this.limits = limits;
    this.widening = new Widening(limits);
  }

  public Limits limits() {
    return limits;
  }

  public Cell allocate(
      Cell.Kind kind, @Nullable Node site, Cell.@Nullable Callable callable, @Nullable Cell outer) {
    Cell cell = new Cell(cells++, kind, site, callable, outer);
    note(cell, null);
    Cell env = callable == null ? null : callable.env();
    if (env != null) {
      functions.add(cell);
      env.capture();
    }
    return cell;
  }

  // ---------------------------------------------------------------- allocation

  public Ref newObject(@Nullable Node site) {
    return new Ref(allocate(Cell.Kind.OBJECT, site, null, null));
  }

  /** Of more elements than are told apart it is not known which is which, nor how many. */
  public Ref newArray(@Nullable Node site, List<Value> elements) {
    charge(elements.size());
    if (elements.size() > limits.elements() || isFull()) {
      return newArrayOf(site, joined(elements));
    }
    Cell cell = allocate(Cell.Kind.ARRAY, site, null, null);
    for (int i = 0; i < elements.size(); i++) {
      write(cell, Integer.toString(i), elements.get(i), true, null, true);
    }
    return new Ref(cell);
  }

  /** An array of unknown length whose elements are {@code element}. */
  public Ref newArrayOf(@Nullable Node site, Value element) {
    Cell cell = allocate(Cell.Kind.ARRAY, site, null, null);
    setMeta(cell, cell.meta.withRest(element));
    return new Ref(cell);
  }

  public Ref newFunction(Node.Func func, Cell env, @Nullable Value receiver, @Nullable Cell home) {
    Cell cell =
        allocate(Cell.Kind.FUNCTION, func, new Cell.Closure(func, env, receiver, home), null);
    return new Ref(cell);
  }

  public Ref newNative(String name, Value... captured) {
    return new Ref(
        allocate(Cell.Kind.FUNCTION, null, new Cell.Native(name, List.of(captured)), null));
  }

  /**
   * An instance of the built-in class {@code name}, with what its instances have of their own;
   * where that is not known, it may be anything.
   */
  public Ref newInstance(String name, @Nullable Node site) {
    Ref instance = newObject(site);
    Cell cell = instance.cell();
    setMeta(cell, cell.meta.withPrototype(new Value.Builtin(name + ".prototype")));
    Entry of = Globals.find(name);
    Map<String, Entry> own = of == null ? null : of.own();
    if (own == null) {
      setMeta(cell, cell.meta.opened(new Opening(About.MAKER.of(name), null)));
    } else {
      own.forEach(
          (key, entry) ->
              write(cell, key, Constants.valueOf(entry), entry.isEnumerable(), null, true));
    }
    Value elements = Constants.elementsOf(name);
    if (elements != null) {
      setMeta(cell, cell.meta.withRest(elements));
    }
    return instance;
  }

  public Ref newPromise(Value result) {
    Cell cell = allocate(Cell.Kind.OBJECT, null, null, null);
    setMeta(cell, cell.meta.withPrototype(new Value.Builtin("Promise.prototype")));
    write(cell, PropertyKey.Internal.PROMISE_RESULT, result, false, null, true);
    return new Ref(cell);
  }

  /** Functions and classes that there are now, in the order of their creation. */
  public List<Cell> functions() {
    return List.copyOf(functions);
  }

  /** That of index {@code index} among {@link #functions}. */
  public Cell function(int index) {
    return functions.get(index);
  }

  /** How many functions there are. */
  public int functionCount() {
    return functions.size();
  }

  /** What was made after the first {@code count} functions is forgotten: it was taken back. */
  public void forgetFunctions(int count) {
    functions.subList(count, functions.size()).clear();
  }

  /** A cell that is there from the start, on every path. */
  public Cell primordial() {
    return new Cell(-1, Cell.Kind.OBJECT, null, null, null);
  }

  /** The next number of the common order of slots, parts and events. */
  public int tick() {
    return order++;
  }

  /** How many slots were looked at to take paths back, to join them, and to copy. */
  public long work() {
    return work + widening.work();
  }

  /** So many slots are looked at or made at once. */
  public void charge(int slots) {
    work += slots;
  }

  /** Whether the undo log is so long that nothing large may be made any more. */
  public boolean isFull() {
    return size > limits.held();
  }

  // ---------------------------------------------------------------- limits

  /** See {@link Widening#exceeded(Iterable)}. */
  public void exceeded(Iterable<Cell> touched) {
    widening.exceeded(touched);
  }

  /** See {@link Widening#idly}. */
  public void idly(Runnable walk) {
    widening.idly(walk);
  }

  /** See {@link Widening#exceeded(Phase)}. */
  public void exceeded(Phase phase) {
    widening.exceeded(phase);
  }

  /** Whether {@link #exceeded(Phase)} was said of the load. */
  public boolean lostTrack() {
    return widening.lostTrack();
  }

  /** See {@link Widening#limited}. */
  public Value limited(Value value) {
    return widening.limited(value);
  }

  /** One of {@code values}, with not too many alternatives; undefined when there is none. */
  public Value joined(Collection<? extends Value> values) {
    return widening.joined(values);
  }

  // ---------------------------------------------------------------- change

  /** {@link #write(Cell, PropertyKey, Value, boolean, Site, boolean)} of a name. */
  public void write(
      Cell cell,
      String name,
      Value value,
      boolean enumerable,
      @Nullable Site site,
      boolean strong) {
    write(cell, new PropertyKey.Name(name), value, enumerable, site, strong);
  }

  /**
   * Gives {@code cell} a plain value under {@code key}.
   *
   * @param strong whether it surely has it then; else it has it, or what was there before
   */
  public void write(
      Cell cell,
      PropertyKey key,
      Value value,
      boolean enumerable,
      @Nullable Site site,
      boolean strong) {
    Slot old = cell.slots.get(key);
    int order = old == null ? tick() : old.order();
    cell.seen.reordered |= old != null && !old.always() && strong;
    List<Site> writes = site == null ? List.of() : List.of(site);
    Cell.Freeze pinned = Slot.staysPinned(old);
    Slot slot =
        new Slot(value, null, null, enumerable, Cell.Freeze.NO, pinned, true, order, writes);
    if (!strong) {
      slot = java.util.Objects.requireNonNull(Slot.join(old, slot, limits));
    }
    put(cell, key, slot);
  }

  public void put(Cell cell, String name, Slot slot) {
    put(cell, new PropertyKey.Name(name), slot);
  }

  public void put(Cell cell, PropertyKey key, Slot slot) {
    change(cell.slots.at(key), widening.bounded(slot));
    if (cell.seen.blurred) {
      List<Cell> held = new ArrayList<>();
      Widening.addRefs(slot.value(), held);
      exceeded(held);
    }
  }

  public void remove(Cell cell, String name) {
    remove(cell, new PropertyKey.Name(name));
  }

  public void remove(Cell cell, PropertyKey key) {
    if (cell.slots.has(key)) {
      change(cell.slots.at(key), null);
    }
  }

  // An equal one that is not the same costs an entry of the trail, less than comparing all the
  // time.
  @SuppressWarnings("ReferenceEquality")
  public void setMeta(Cell cell, Cell.Meta meta) {
    if (cell.meta != meta) {
      change(cell, widening.bounded(meta));
    }
  }

  private void change(Place place, @Nullable Object content) {
    note(place, place.content());
    place.hold(content);
  }

  private void note(Place place, @Nullable Object old) {
    if (size == changed.length) {
      changed = Arrays.copyOf(changed, size * 2);
      before = Arrays.copyOf(before, size * 2);
      serials = Arrays.copyOf(serials, size * 2);
    }
    changed[size] = place;
    serials[size] = ++serial;
    before[size++] = old;
  }

  public Mark mark() {
    return new Mark(size, cells);
  }

  /** Equal for two moments when nothing has changed between them, or has been taken back. */
  public int state() {
    return size == 0 ? 0 : serials[size - 1];
  }

  /** Goes back to {@code mark}. */
  public void undo(Mark mark) {
    for (int i = size - 1; i >= mark.trail; i--) {
      changed[i].hold(before[i]);
    }
    if (size > mark.trail) {
      Arrays.fill(changed, mark.trail, size, null);
      Arrays.fill(before, mark.trail, size, null);
      size = mark.trail;
    }
  }

  /**
   * What has changed since {@code mark} and can be reached when what began there is left, or {@code
   * goesOn}; the heap stays as it is.
   */
  public Changes changes(Mark mark, boolean goesOn) {
    work += size - mark.trail;
    int count = meet(mark);
    return Changes.of(met, count, mark, goesOn);
  }

  /** {@link #changes}, then {@link #undo}. */
  public Changes rollback(Mark mark) {
    Changes changes = changes(mark, false);
    undo(mark);
    return changes;
  }

  /**
   * Makes the changes of a path again; the heap must be as it was at the mark of {@code changes}.
   */
  public void apply(Changes changes) {
    for (int i = 0; i < changes.places.length; i++) {
      set(changes.places[i], changes.contents[i]);
    }
  }

  /**
   * Joins the present state with the one that {@code changes} leads to; both started at {@code
   * mark}.
   */
  public void join(Mark mark, Changes changes) {
    work += size - mark.trail + changes.places.length;
    int count = meet(mark);
    int own = passes;
    int other = nextPass();
    for (Place place : changes.places) {
      place.otherPass = other;
    }
    for (int i = 0; i < changes.places.length; i++) {
      Place place = changes.places[i];
      boolean theirsOnly = place.cell().id >= mark.cells && place.cell().pass != own;
      if (theirsOnly) {
        set(place, changes.contents[i]);
      } else {
        joinContents(place, changes.contents[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      Place place = met[i];
      Cell cell = place.cell();
      boolean mineOnly = place.otherPass != other;
      if (mineOnly && (cell.id < mark.cells || cell.otherPass == other)) {
        joinContents(place, metBefore[i]);
      }
    }
  }

  /**
   * Joins the present state with the one at {@code mark}, as after a loop that may have had no
   * turn. Constants that differ between the two are widened to their kind, so that a second turn
   * stands for all later ones.
   */
  public void joinWidening(Mark mark) {
    work += size - mark.trail;
    int count = meet(mark);
    for (int i = 0; i < count; i++) {
      if (met[i].cell().id < mark.cells) {
        joinWidening(met[i], metBefore[i]);
      }
    }
  }

  /**
   * The cells from before {@code loop} that are not any more as they were at {@code turn}, see
   * {@link Turns}; {@code before}: the turn before.
   */
  public List<Cell> changedIn(Mark turn, Mark before, Mark loop) {
    work += size - turn.trail;
    int count = meet(turn);
    exceeded(Turns.last(met, count, before, turn));
    List<Cell> cells = Turns.changed(met, metBefore, count, turn.equals(loop), loop);
    Collection<Node> sites = Turns.changedSites(met, count, loop, turn);
    int since = sites.isEmpty() ? 0 : meet(loop);
    exceeded(Turns.madeAt(sites, met, since, loop));
    return cells;
  }

  /** Whether nothing that was there at {@code mark} has changed. */
  public boolean isAsAt(Mark mark) {
    int count = meet(mark);
    return Turns.areSame(met, metBefore, count, mark);
  }

  private void joinWidening(Place place, @Nullable Object old) {
    Object now = place.content();
    joinContents(place, old);
    if (now instanceof Slot slot && old instanceof Slot oldSlot) {
      Slot joined = (Slot) java.util.Objects.requireNonNull(place.content());
      Value widened = Value.widen(oldSlot.value(), slot.value());
      if (!widened.equals(joined.value())) {
        change(place, joined.withValue(widened));
      }
    }
  }

  /**
   * Gathers in {@link #met} what has changed since {@code mark}, in the order of the first changes,
   * with what was there then; they are marked with the number of this pass. Returns how many.
   */
  private int meet(Mark mark) {
    int pass = nextPass();
    int count = 0;
    for (int i = mark.trail; i < size; i++) {
      Place place = changed[i];
      if (place.pass != pass) {
        place.pass = pass;
        if (count == met.length) {
          met = Arrays.copyOf(met, count * 2);
          metBefore = Arrays.copyOf(metBefore, count * 2);
        }
        met[count] = place;
        metBefore[count++] = before[i];
      }
    }
    return count;
  }

  @SuppressWarnings("ReferenceEquality") // Only a short cut: the same is equal.
  private void joinContents(Place place, @Nullable Object theirs) {
    Object mine = place.content();
    if (mine == theirs) {
      return;
    }
    if (place instanceof Cell cell) {
      if (theirs != null && !cell.meta.equals(theirs)) {
        change(cell, joined(cell, cell.meta, (Cell.Meta) theirs));
      }
    } else {
      Slot joined = joined((Slot) mine, (Slot) theirs);
      if (joined != null && !joined.equals(mine)) {
        change(place, joined);
      }
    }
  }

  Cell.Meta joined(Cell cell, Cell.Meta mine, Cell.Meta theirs) {
    return widening.bounded(Cell.Meta.join(mine, theirs, cell.usualPrototype()));
  }

  @Nullable Slot joined(@Nullable Slot mine, @Nullable Slot theirs) {
    Slot joined = Slot.join(mine, theirs, limits);
    return joined == null ? null : widening.bounded(joined);
  }

  /** Gives {@code visitor} what has changed since {@code mark}, with what was there then. */
  void forEachChange(Mark mark, BiConsumer<Place, @Nullable Object> visitor) {
    int count = meet(mark);
    for (int i = 0; i < count; i++) {
      visitor.accept(met[i], metBefore[i]);
    }
  }

  /** The number of one more pass over changes. */
  int nextPass() {
    return ++passes;
  }

  private void set(Place place, @Nullable Object content) {
    // A cell also when nothing differs: the entry tells later joins that it exists on this path.
    if (place instanceof Cell || content != null || place.content() != null) {
      change(place, content);
    }
  }
}
