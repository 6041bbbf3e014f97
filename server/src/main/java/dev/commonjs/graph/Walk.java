package dev.commonjs.graph;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/*
 * One question to the linker. Modules may re-export each other in circles: a key that is asked for while it is being
 * answered gets the answer "cycle", and whatever was made of that is not kept beyond this question (Memo says why).
 * Within the question it is kept, so that a dense circle costs linear time.
 */
final class Walk {
  private static final Linked CYCLE = new Linked.Open(Plain.CIRCLE);
  private static final Linked TOO_DEEP = new Linked.Open(Limits.exceeded(Plain.TOO_MANY_STEPS));

  final Modules modules;
  final Limits limits;
  final Members members = new Members(this);
  final NameLists nameLists = new NameLists(this);
  private final Memo memo;
  private final Set<Memo.Key> active = new HashSet<>();
  private final Map<Memo.Key, Object> provisional = new HashMap<>();
  private boolean tainted;
  private int steps;

  Walk(Modules modules, Memo memo, Limits limits) {
    this.modules = modules;
    this.memo = memo;
    this.limits = limits;
  }

  /** Whether what was computed since the start of the innermost question met a cycle or a limit. */
  boolean tainted() {
    return tainted;
  }

  @SuppressWarnings("unchecked") // A key's class decides the type of its answer.
  <T> T answer(Memo.Key key, T onCycle, T onLimit, Supplier<T> compute) {
    Object known = memo.pure.get(key);
    if (known == null && active.isEmpty()) {
      known = memo.top.get(key);
    }
    if (known != null) {
      return (T) known;
    }
    Object before = provisional.get(key);
    if (before != null
        || active.contains(key)
        || active.size() >= limits.depth()
        || ++steps > limits.steps()) {
      tainted = true;
      return before != null ? (T) before : active.contains(key) ? onCycle : onLimit;
    }
    return computed(key, compute);
  }

  private <T> T computed(Memo.Key key, Supplier<T> compute) {
    boolean outer = tainted;
    tainted = false;
    active.add(key);
    T answer = compute.get();
    active.remove(key);
    if (!tainted) {
      memo.pure.put(key, answer);
    } else if (active.isEmpty()) {
      memo.top.put(key, answer);
    } else {
      provisional.put(key, answer);
    }
    if (active.isEmpty()) {
      provisional.clear();
      steps = 0;
    }
    tainted |= outer;
    return answer;
  }

  List<Linked> exportsOf(Path file) {
    return answer(
        new Memo.ExportsKey(file), List.of(CYCLE), List.of(TOO_DEEP), () -> ofModule(file));
  }

  private List<Linked> ofModule(Path file) {
    return switch (modules.kind(file)) {
      case ES_MODULE -> List.of(new Linked.EsNamespace(file));
      case OPAQUE ->
          List.of(new Linked.Open(About.NO_JAVASCRIPT.of(String.valueOf(file.getFileName()))));
      case COMMONJS, JSON -> ofSummary(file, modules.summary(file));
    };
  }

  private List<Linked> ofSummary(Path file, Optional<ModuleSummary> summary) {
    if (summary.isEmpty()) {
      return List.of(new Linked.Open(About.UNREADABLE_FILE.of(String.valueOf(file.getFileName()))));
    }
    return follow(file, summary.get().shape().exports(), null);
  }

  /**
   * @param call what arguments stand for; null where they stand for anything
   */
  List<Linked> follow(Path file, Shape shape, @Nullable Call call) {
    return switch (shape) {
      case Shape.Constant s -> List.of(new Linked.Local(file, s));
      case Shape.Primitive s -> List.of(new Linked.Local(file, s));
      case Shape.Ref s -> List.of(new Linked.Local(file, s, maker(file, s, call)));
      case Shape.Builtin s -> List.of(new Linked.Local(file, s));
      case Shape.Unknown s -> List.of(new Linked.Open(Doubt.of(file, s.reason())));
      case Shape.Union s ->
          union(s.alternatives().stream().map(a -> follow(file, a, call)).toList());
      case Shape.Argument s -> argument(file, s, call);
      case Shape.Required s -> required(file, s.specifier(), s.path(), call);
    };
  }

  @Nullable Call call(
      Linked callee, Path file, Shape.Arguments arguments, int self, @Nullable Call outer) {
    return Call.of(callee, file, arguments, self, outer, limits.calls());
  }

  /** The call that makes the object, when it is made by a call. */
  private @Nullable Call maker(Path file, Shape.Ref ref, @Nullable Call call) {
    Shape.Obj object = call == null ? null : object(file, ref.object());
    return object == null ? null : Call.of(object.owner(), file, call);
  }

  private List<Linked> argument(Path file, Shape.Argument argument, @Nullable Call inside) {
    Call call =
        argument.function() == Shape.OWN ? inside : Call.of(argument.function(), file, inside);
    int index = argument.index();
    List<Shape> given = call == null ? List.of() : call.arguments().values();
    boolean unknown = call == null || index >= given.size() && call.arguments().more();
    if (call != null && call.isBeyond()) {
      return List.of(new Linked.Open(Limits.exceeded(Plain.HANDED_THROUGH_MANY)));
    }
    if (unknown || call == null || index < 0 || index == call.self()) {
      return List.of(new Linked.Open(Plain.PASSED_IN));
    }
    if (index >= given.size()) {
      Shape undefined = new Shape.Constant(Shape.PrimitiveKind.UNDEFINED, "undefined");
      return steps(
          List.of(new Linked.Local(call.file(), undefined)), argument.path(), file, inside);
    }
    if (++steps > limits.steps()) {
      tainted = true;
      return List.of(TOO_DEEP);
    }
    List<Linked> values =
        argument.rest() ? rest(call, index) : follow(call.file(), given.get(index), call.outer());
    return steps(values, argument.path(), file, inside);
  }

  /**
   * What a function is that an object was given to; without the alternatives that are not there,
   * since calling these throws.
   */
  List<Linked> callees(Path file, Shape callee, @Nullable Call call) {
    return callee instanceof Shape.Argument
        ? present(file, callee, call)
        : follow(file, callee, call);
  }

  /**
   * The text that names a property; empty where it is an element behind the end of a list: whether
   * a loop goes there cannot be seen.
   */
  List<Linked> names(Path file, Shape name, @Nullable Call call) {
    List<Shape.Step> path = path(name);
    boolean element =
        !path.isEmpty()
            && path.getLast() instanceof Shape.Prop prop
            && Defaults.isIndex(prop.name());
    return element ? present(file, name, call) : follow(file, name, call);
  }

  private boolean isBehindEnd(Linked list, Shape.Prop prop) {
    int length = nameLists.elements(list).size();
    return length > 0 && Defaults.isIndex(prop.name()) && Long.parseLong(prop.name()) >= length;
  }

  private static List<Shape.Step> path(Shape shape) {
    return switch (shape) {
      case Shape.Argument argument -> argument.path();
      case Shape.Required required -> required.path();
      default -> List.of();
    };
  }

  /** {@link #follow} without the alternatives whose last member is absent. */
  private List<Linked> present(Path file, Shape shape, @Nullable Call call) {
    List<Shape.Step> path = path(shape);
    if (path.isEmpty() || !(path.getLast() instanceof Shape.Prop prop)) {
      return follow(file, shape, call);
    }
    List<Shape.Step> before = path.subList(0, path.size() - 1);
    Shape holder =
        shape instanceof Shape.Argument argument
            ? new Shape.Argument(argument.function(), argument.index(), argument.rest(), before)
            : new Shape.Required(((Shape.Required) shape).specifier(), before);
    List<Linked> holders =
        follow(file, holder, call).stream()
            .filter(value -> !isInVain(value, prop) && !isBehindEnd(value, prop))
            .toList();
    return holders.isEmpty() ? List.of() : step(holders, prop, file, call);
  }

  /** Any argument from {@code index} on. */
  private List<Linked> rest(Call call, int index) {
    List<List<Linked>> all = new ArrayList<>();
    List<Shape> given = call.arguments().values();
    given
        .subList(index, given.size())
        .forEach(value -> all.add(follow(call.file(), value, call.outer())));
    if (call.arguments().more()) {
      all.add(List.of(new Linked.Open(Plain.PASSED_IN)));
    }
    return union(all);
  }

  List<Linked> required(Path file, String specifier, List<Shape.Step> path) {
    return required(file, specifier, path, null);
  }

  /**
   * @param call what arguments stand for that are given on in the calls of {@code path}
   */
  private List<Linked> required(
      Path file, String specifier, List<Shape.Step> path, @Nullable Call call) {
    if (path.isEmpty()) {
      return switch (modules.resolve(file, specifier)) {
        case Resolution.Found found -> exportsOf(found.file());
        case Resolution.Builtin builtin -> List.of(new Linked.BuiltinModule(builtin.name(), ""));
        case Resolution.NotFound missing -> List.of(new Linked.Missing(file, specifier));
      };
    }
    return answer(
        new Memo.FollowKey(file, specifier, path, hasArguments(path) ? call : null),
        List.of(CYCLE),
        List.of(TOO_DEEP),
        () -> lastStep(file, specifier, path, call));
  }

  private static boolean hasArguments(List<Shape.Step> path) {
    return path.stream()
        .anyMatch(
            step ->
                step instanceof Shape.CallStep call && call.call() != Shape.NOT_KNOWN
                    || step instanceof Shape.NewStep made && made.call() != Shape.NOT_KNOWN);
  }

  private List<Linked> lastStep(
      Path file, String specifier, List<Shape.Step> path, @Nullable Call call) {
    int last = path.size() - 1;
    if (last > 0
        && path.get(last) instanceof Shape.AwaitStep
        && path.get(last - 1) instanceof Shape.CallStep step) {
      List<Linked> callees = required(file, specifier, path.subList(0, last - 1), call);
      return awaitedCall(callees, step, file, call);
    }
    if (last == 0
        && path.get(0) instanceof Shape.Prop prop
        && modules.resolve(file, specifier) instanceof Resolution.Found target) {
      return exported(target.file(), prop);
    }
    return step(required(file, specifier, path.subList(0, last), call), path.get(last), file, call);
  }

  /**
   * A member of what {@code require(file)} returns: when that is an object of another module,
   * {@code file} may have put it there.
   */
  private List<Linked> exported(Path file, Shape.Prop prop) {
    List<Linked> values = exportsOf(file);
    List<Linked> written = writtenBy(file, values, prop.name());
    if (written.isEmpty()) {
      return step(values, prop, file, null);
    }
    List<Linked> there = values.stream().filter(value -> !isInVain(value, prop)).toList();
    return there.isEmpty() ? written : union(List.of(written, step(there, prop, file, null)));
  }

  private List<Linked> writtenBy(Path file, List<Linked> values, String name) {
    List<Linked> written = new ArrayList<>();
    for (ModuleShape.ForeignWrite write : writes(file, name)) {
      List<Linked> holders = follow(file, write.holder(), null);
      if (isOnOneOf(values, holders)) {
        written.addAll(follow(file, write.value(), null));
      } else {
        Limits.passed(holders).ifPresent(limit -> written.add(new Linked.Open(limit)));
      }
    }
    return written;
  }

  private List<ModuleShape.ForeignWrite> writes(Path file, String name) {
    return modules.shape(file).map(ModuleShape::writes).orElse(List.of()).stream()
        .filter(write -> write.name().equals(name))
        .toList();
  }

  private static boolean isOnOneOf(List<Linked> values, List<Linked> holders) {
    return holders.stream().anyMatch(h -> Patches.key(h).isPresent() && values.contains(h));
  }

  /** What loading {@code file} writes as {@code name} on the object of another that it exports. */
  List<ModuleShape.ForeignWrite> writesOnExports(Path file, String name) {
    List<ModuleShape.ForeignWrite> writes = writes(file, name);
    List<Linked> exports = writes.isEmpty() ? List.of() : exportsOf(file);
    return writes.stream()
        .filter(write -> isOnOneOf(exports, follow(file, write.holder(), null)))
        .toList();
  }

  /** {@code path} is written in {@code file}, where arguments are those of {@code call}. */
  private List<Linked> steps(
      List<Linked> values, List<Shape.Step> path, Path file, @Nullable Call call) {
    List<Linked> reached = values;
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i) instanceof Shape.CallStep step
          && i + 1 < path.size()
          && path.get(i + 1) instanceof Shape.AwaitStep) {
        reached = awaitedCall(reached, step, file, call);
        i++;
      } else {
        reached = step(reached, path.get(i), file, call);
      }
    }
    return reached;
  }

  private List<Linked> awaitedCall(
      List<Linked> callees, Shape.CallStep step, Path file, @Nullable Call call) {
    Shape.Arguments arguments = arguments(file, step.call());
    return union(
        surviving(callees, step).stream()
            .map(callee -> members.called(callee, true, arguments, file, call))
            .toList());
  }

  private Shape.Arguments arguments(Path file, int call) {
    return modules
        .shape(file)
        .map(shape -> shape.arguments(call))
        .orElse(Shape.Arguments.NOT_KNOWN);
  }

  private List<Linked> step(List<Linked> values, Shape.Step step, Path file, @Nullable Call call) {
    return union(
        surviving(values, step).stream()
            .map(
                value ->
                    switch (step) {
                      case Shape.Prop prop -> property(value, prop.name());
                      case Shape.CallStep s ->
                          members.called(value, false, arguments(file, s.call()), file, call);
                      case Shape.NewStep s ->
                          members.constructed(value, arguments(file, s.call()), file, call);
                      // Awaiting what is no promise gives the thing itself.
                      case Shape.AwaitStep await -> List.of(value);
                      case Shape.NamespaceStep namespace ->
                          List.<Linked>of(new Linked.Open(Plain.NAMESPACE));
                    })
            .toList());
  }

  /**
   * Of several alternatives, those for which the step does not throw or end in undefined: what
   * follows was made for them.
   */
  private List<Linked> surviving(List<Linked> values, Shape.Step step) {
    if (values.size() < 2) {
      return values;
    }
    List<Linked> surviving = values.stream().filter(value -> !isInVain(value, step)).toList();
    return surviving.isEmpty() ? values : surviving;
  }

  private boolean isInVain(Linked value, Shape.Step step) {
    return switch (step) {
      case Shape.Prop prop ->
          Sorts.isNullish(value) || members.member(value, prop.name()) instanceof Lookup.Absent;
      case Shape.CallStep call -> Sorts.callable(this, value) == Truth.NO;
      case Shape.NewStep call -> Sorts.constructable(this, value) == Truth.NO;
      case Shape.AwaitStep await -> false;
      case Shape.NamespaceStep namespace -> false;
    };
  }

  private List<Linked> property(Linked value, String name) {
    return switch (value) {
      case Linked.BuiltinModule b ->
          List.of(
              new Linked.BuiltinModule(
                  b.module(), b.member().isEmpty() ? name : b.member() + "." + name));
      case Linked.Local l when l.shape() instanceof Shape.Builtin b ->
          List.of(new Linked.Local(l.file(), new Shape.Builtin(b.name() + "." + name)));
      case Linked.Missing m -> List.of(m);
      case Linked.Open o -> List.of(o);
      case Linked.OfKind k -> List.of(new Linked.Open(About.MADE_BY.of(k.maker())));
      case Linked.EsNamespace e -> List.of(new Linked.Open(Plain.EXPORTED_BY_ES_MODULE));
      case Linked.Local l -> looked(members.member(l, name), name);
      case Linked.Instance i -> looked(members.member(i, name), name);
    };
  }

  private static List<Linked> looked(Lookup lookup, String name) {
    return switch (lookup) {
      case Lookup.Present present -> present.values();
      // The place that reads the absent member is told so; what is done with it is not told again.
      case Lookup.Absent absent -> List.of(new Linked.Open(About.NOT_WRITTEN.of(name)));
      case Lookup.Unknown unknown -> List.of(new Linked.Open(unknown.doubt()));
    };
  }

  Shape.@Nullable Signature signature(Linked value) {
    Shape.Obj object = object(value);
    return object == null ? null : object.signature();
  }

  /** The object of a {@link Linked.Local} reference; null for everything else. */
  Shape.@Nullable Obj object(Linked value) {
    return value instanceof Linked.Local local && local.shape() instanceof Shape.Ref ref
        ? object(local.file(), ref.object())
        : null;
  }

  Shape.@Nullable Obj object(Path file, int ordinal) {
    return modules
        .shape(file)
        .map(
            shape ->
                0 <= ordinal && ordinal < shape.objects().size()
                    ? shape.objects().get(ordinal)
                    : null)
        .orElse(null);
  }

  List<Linked> union(List<List<Linked>> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Set<Linked> all = new LinkedHashSet<>();
    parts.forEach(all::addAll);
    if (all.size() > limits.alternatives()) {
      return List.of(new Linked.Open(Limits.exceeded(Plain.TOO_MANY_ALTERNATIVES)));
    }
    return all.isEmpty() ? List.of(new Linked.Open(Plain.NOTHING_REACHES)) : List.copyOf(all);
  }
}
