package dev.commonjs.graph;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What modules do to the objects of others. Nothing is claimed against it.
 *
 * @param names names written from outside
 * @param open objects handed to code that is not known
 * @param modules modules that are named to code that is not known: it may put others in their place
 * @param everything why nothing is known; null where it is
 */
public record Patches(
    Map<ObjectKey, Map<String, List<Origin>>> names,
    Map<ObjectKey, Reason> open,
    Map<Path, Reason> modules,
    @Nullable Reason everything) {
  public static final Patches NONE = new Patches(Map.of(), Map.of(), Map.of(), null);

  /** Too many modules have a hand on these objects to say anything. */
  public static final Patches UNKNOWN =
      new Patches(Map.of(), Map.of(), Map.of(), Plain.PASSED_ON_BY_MANY);

  /** An object by its file and ordinal. */
  public record ObjectKey(Path file, int object) {}

  /** Why {@code name} may be on {@code object} though its own module does not put it there. */
  public Optional<Reason> reason(ObjectKey object, String name) {
    if (!places(object, name).isEmpty()) {
      return Optional.of(About.PATCHED.of(name));
    }
    return replaced(object.file()).or(() -> Optional.ofNullable(open.get(object)));
  }

  /** Whether {@code object} may have any name that its own module does not put on it. */
  public boolean mayExtend(ObjectKey object) {
    return touches(object) || open.containsKey(object);
  }

  /** Whether other modules write names on {@code object}, or nothing is known of that. */
  boolean touches(ObjectKey object) {
    return names.containsKey(object) || replaced(object.file()).isPresent();
  }

  /** Why {@code require(file)} may give something else than {@code file} exports. */
  public Optional<Reason> replaced(Path file) {
    return Optional.ofNullable(everything != null ? everything : modules.get(file));
  }

  /** Where other modules write {@code name}. */
  public List<Origin> places(ObjectKey object, String name) {
    return names.getOrDefault(object, Map.of()).getOrDefault(name, List.of());
  }

  /**
   * What {@code files} do to the objects of modules that they require.
   *
   * @param follow what a value of a file stands for
   */
  public static Patches by(
      Collection<Path> files,
      Modules modules,
      BiFunction<Path, Shape.Required, List<Linked>> follow) {
    Map<ObjectKey, Map<String, List<Origin>>> names = new HashMap<>();
    Map<ObjectKey, Reason> open = new HashMap<>();
    Map<Path, Reason> named = new HashMap<>();
    Optional<Doubt> limit = Optional.empty();
    for (Path file : files) {
      for (String specifier : modules.summary(file).map(ModuleSummary::named).orElse(Set.of())) {
        if (modules.resolve(file, specifier) instanceof Resolution.Found found) {
          named.putIfAbsent(found.file(), handedOverIn(file));
        }
      }
      List<Use> uses = modules.summary(file).map(s -> s.uses()).orElse(List.of());
      for (Use use : uses) {
        List<Linked> touched =
            switch (use.access()) {
              case WRITE -> addWrite(follow, file, use, names, open);
              case ESCAPE -> addOpen(follow.apply(file, use.value()), file, open);
              default -> List.of();
            };
        // What is behind a limit may be any object.
        limit = limit.or(() -> Limits.passed(touched));
      }
    }
    return new Patches(names, open, named, limit.map(Doubt::reason).orElse(null));
  }

  /** What all these say; of several reasons for one object the first. */
  public static Patches all(Collection<Patches> parts) {
    Map<ObjectKey, Map<String, List<Origin>>> names = new HashMap<>();
    Map<ObjectKey, Reason> open = new HashMap<>();
    Map<Path, Reason> modules = new HashMap<>();
    Reason everything = null;
    for (Patches part : parts) {
      part.names.forEach(
          (key, more) -> addAll(names.computeIfAbsent(key, k -> new TreeMap<>()), more));
      part.open.forEach(open::putIfAbsent);
      part.modules.forEach(modules::putIfAbsent);
      everything = everything == null ? part.everything : everything;
    }
    return new Patches(names, open, modules, everything);
  }

  private static void addAll(Map<String, List<Origin>> all, Map<String, List<Origin>> more) {
    more.forEach(
        (name, places) -> all.computeIfAbsent(name, n -> new ArrayList<>()).addAll(places));
  }

  /** The objects that are written on. */
  private static List<Linked> addWrite(
      BiFunction<Path, Shape.Required, List<Linked>> follow,
      Path file,
      Use use,
      Map<ObjectKey, Map<String, List<Origin>>> names,
      Map<ObjectKey, Reason> open) {
    Shape.Required target = use.value();
    List<Shape.Step> path = target.path();
    int last = path.size() - 1;
    if (path.isEmpty() || !(path.get(last) instanceof Shape.Prop prop)) {
      return addOpen(follow.apply(file, target), file, open);
    }
    Shape.Required holder = new Shape.Required(target.specifier(), path.subList(0, last));
    List<Linked> holders = follow.apply(file, holder);
    for (Linked value : holders) {
      key(value)
          .ifPresent(
              key ->
                  names
                      .computeIfAbsent(key, k -> new TreeMap<>())
                      .computeIfAbsent(prop.name(), n -> new ArrayList<>())
                      .add(new Origin(file, use.span())));
    }
    return holders;
  }

  private static List<Linked> addOpen(List<Linked> values, Path by, Map<ObjectKey, Reason> open) {
    for (Linked value : values) {
      key(value).ifPresent(key -> open.putIfAbsent(key, handedOverIn(by)));
    }
    return values;
  }

  private static Reason handedOverIn(Path file) {
    return About.HANDED_OVER_IN.of(String.valueOf(file.getFileName()));
  }

  static Optional<ObjectKey> key(Linked value) {
    return switch (value) {
      case Linked.Local l when l.shape() instanceof Shape.Ref ref ->
          Optional.of(new ObjectKey(l.file(), ref.object()));
      case Linked.Instance i -> Optional.of(new ObjectKey(i.file(), i.object()));
      default -> Optional.empty();
    };
  }
}
