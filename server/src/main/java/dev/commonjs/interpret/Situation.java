package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Value;
import dev.commonjs.shape.Phase;
import dev.commonjs.syntax.Node;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all that a piece of code does while it runs, calls included. Immutable: code that
 * runs in another situation is given another one, so nothing has to be put back when a path ends.
 *
 * @param phase when the code runs, seen from the {@code require()} that loads its file
 * @param guard whether the value is only tested here, or a failure here is expected
 * @param handler where a throw goes: the innermost catch clause of all functions that run; null
 *     when nothing catches
 * @param finalizer the innermost {@code finally} block that the path is in
 * @param running the innermost function that runs; null in the module's own code
 * @param callSite the call that is being made; null at top level. Where an object escapes to code
 *     that is not known
 * @param stepLimit the steps at which the budget counts as spent for this code
 * @param loops how many loops the code is in, calls between them included
 * @param summarized the innermost function that is being summarized; null while the file loads
 * @param assumed what has to hold of other modules for the code to run at all
 */
public record Situation(
    Phase phase,
    Guard guard,
    @Nullable JoinPoint handler,
    @Nullable Finalizer finalizer,
    @Nullable Running running,
    @Nullable Node callSite,
    long stepLimit,
    int loops,
    @Nullable Summarized summarized,
    List<Assumption> assumed) {

  /** More are not kept: without one, code counts as running more often. */
  private static final int MOST_ASSUMED = 4;

  /** A function that runs. {@code depth}: how many calls around it were entered. */
  record Running(Node.Func func, Cell function, @Nullable Running caller, int depth) {
    @SuppressWarnings("ReferenceEquality") // Two functions with one text are two.
    boolean isOf(Node.Func other) {
      return func == other;
    }
  }

  /**
   * A function that is walked with unknown arguments.
   *
   * @param firstCell the number of the first cell that the walk made
   */
  record Summarized(Cell function, int firstCell, @Nullable Summarized outer) {}

  /** The load of a file, which may take {@code stepLimit} steps. */
  public static Situation ofLoad(long stepLimit) {
    return new Situation(
        Phase.LOAD, Guard.NONE, null, null, null, null, stepLimit, 0, null, List.of());
  }

  public Situation in(Phase other) {
    return phase == other
        ? this
        : new Situation(
            other,
            guard,
            handler,
            finalizer,
            running,
            callSite,
            stepLimit,
            loops,
            summarized,
            assumed);
  }

  /** Behind conditions on what other modules hold. */
  Situation assuming(List<Assumption> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Assumption> all =
        Stream.concat(more.stream(), assumed.stream()).distinct().limit(MOST_ASSUMED).toList();
    return new Situation(
        phase, guard, handler, finalizer, running, callSite, stepLimit, loops, summarized, all);
  }

  /** Whether it is expected in some way that something may be missing here. */
  public boolean guarded() {
    return guard != Guard.NONE;
  }

  Situation with(Guard other) {
    return guard.compareTo(other) >= 0
        ? this
        : new Situation(
            phase,
            other,
            handler,
            finalizer,
            running,
            callSite,
            stepLimit,
            loops,
            summarized,
            assumed);
  }

  Situation catching(@Nullable JoinPoint target) {
    return new Situation(
        phase, guard, target, finalizer, running, callSite, stepLimit, loops, summarized, assumed);
  }

  Situation before(Finalizer inner) {
    return new Situation(
        phase, guard, handler, inner, running, callSite, stepLimit, loops, summarized, assumed);
  }

  /** {@code site} null: the call has no place of its own. */
  @SuppressWarnings("ReferenceEquality") // Two calls with one text are two.
  Situation calling(@Nullable Node site) {
    return site == null || site == callSite
        ? this
        : new Situation(
            phase, guard, handler, finalizer, running, site, stepLimit, loops, summarized, assumed);
  }

  Situation inLoop() {
    return new Situation(
        phase,
        guard,
        handler,
        finalizer,
        running,
        callSite,
        stepLimit,
        loops + 1,
        summarized,
        assumed);
  }

  /** Inside {@code function}, which may take {@code limit} steps. */
  Situation inside(Node.Func func, Cell function, long limit) {
    Running callee = new Running(func, function, running, depth() + 1);
    return new Situation(
        phase, guard, handler, finalizer, callee, callSite, limit, loops, summarized, assumed);
  }

  /**
   * {@code function} is walked with unknown arguments; nothing around it catches what it throws.
   */
  public Situation summarizing(Node.Func func, Cell function, int firstCell, Phase when) {
    Running callee = new Running(func, function, running, depth());
    Summarized inner = new Summarized(function, firstCell, summarized);
    // The frames around it were taken back: its names may lead to others than they would.
    Guard guard = function.seen.inDeadCode ? Guard.HERE : Guard.NONE;
    return new Situation(
        when, guard, null, finalizer, callee, callSite, stepLimit, loops, inner, List.of());
  }

  boolean isDead() {
    return phase == Phase.NEVER;
  }

  int depth() {
    return running == null ? 0 : running.depth();
  }

  /** The function that runs; null for the module itself. */
  @Nullable Cell function() {
    return running == null ? null : running.function();
  }

  /** How many calls of {@code func} go on. */
  int turns(Node.Func func) {
    int turns = 0;
    for (Running at = running; at != null; at = at.caller()) {
      turns += at.isOf(func) ? 1 : 0;
    }
    return turns;
  }

  /** Whether a call of {@code function} goes on. */
  boolean runs(Value.Atom function) {
    return function instanceof Value.Ref ref
        && ref.cell().callable instanceof Cell.Closure closure
        && turns(closure.func()) > 0;
  }

  /** Whether {@code cell} was there before the function that is being summarized ran. */
  boolean isOlder(Cell cell) {
    return summarized == null || cell.id < summarized.firstCell();
  }

  /**
   * The function that makes {@code cell} each time it is called, of those that are being
   * summarized; null when {@code cell} was there before them.
   */
  @Nullable
  public Cell makerOf(Cell cell) {
    for (Summarized at = summarized; at != null; at = at.outer()) {
      if (cell.id >= at.firstCell()) {
        return at.function();
      }
    }
    return null;
  }

  public boolean isSummarizing(Object function) {
    for (Summarized at = summarized; at != null; at = at.outer()) {
      if (at.function() == function) {
        return true;
      }
    }
    return false;
  }
}
