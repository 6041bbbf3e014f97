package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Names;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values as a person would declare them: {@code function parse(text)}, {@code class User(name) ·
 * greet()}, {@code { a: 1 }}. One line each, bounded in width and depth; the same value always
 * reads the same.
 */
public final class ShapeText {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int WIDTH = 80;
  private static final int LONGEST_STRING = 40;
  private static final int MOST_ALTERNATIVES = 3;
  private static final int WIDEST_LABEL = 24;

  /** Of so many members of a long list it is asked where they come from. */
  private static final int MOST_LOOKED_AT = 100;

  /** Beside a name this says nothing. */
  private static final String UNKNOWN = "unknown";

  /** What every function has by itself. */
  private static final Set<String> OF_FUNCTIONS =
      Set.of("length", "name", "prototype", "arguments", "caller");

  private final Snapshot snapshot;
  private final Linker linker;

  public ShapeText(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.linker = snapshot.linker();
  }

  /** One line for what may be any of {@code values}. */
  public String line(List<Linked> values) {
    return Visible.cut(alternatives(values, true), WIDTH);
  }

  /**
   * {@link #line} where {@link #memberLines} follow: a plain object's members are not said twice.
   */
  String head(List<Linked> values) {
    boolean listed = linker.kind(values) == Kind.OBJECT && !shown(values).isEmpty();
    return listed && values.size() == 1 ? made(values.getFirst()).orElse("object") : line(values);
  }

  private String alternatives(List<Linked> values, boolean deep) {
    List<String> texts = values.stream().map(value -> one(value, deep)).distinct().toList();
    List<String> known = texts.stream().filter(text -> !text.equals(UNKNOWN)).toList();
    if (known.isEmpty()) {
      return UNKNOWN;
    }
    String joined = known.stream().limit(MOST_ALTERNATIVES).collect(Collectors.joining(" | "));
    boolean more = known.size() > MOST_ALTERNATIVES || known.size() < texts.size();
    return more ? joined + " | …" : joined;
  }

  private String one(Linked value, boolean deep) {
    return switch (value) {
      case Linked.Local l -> local(value, l.file(), l.shape(), deep);
      case Linked.BuiltinModule(String module, String member) ->
          member.isEmpty() ? "node:" + module : "node:" + module + "." + member;
      case Linked.Instance i -> instance(value, i, deep);
      case Linked.EsNamespace(Path file) -> "the namespace of ES module " + file.getFileName();
      case Linked.Missing(Path from, String specifier) -> "not found: " + quoted(specifier);
      case Linked.OfKind k -> k.kind().name().toLowerCase(Locale.ROOT);
      case Linked.Open open -> UNKNOWN;
    };
  }

  private String instance(Linked value, Linked.Instance instance, boolean deep) {
    String name =
        object(instance.file(), new Shape.Ref(instance.object()))
            .map(ShapeText::name)
            .filter(n -> !n.isEmpty())
            .orElse("(anonymous class)");
    return "new " + name + (deep && !listed(value).isEmpty() ? " " + literal(value) : "");
  }

  private String local(Linked value, Path file, Shape shape, boolean deep) {
    return switch (shape) {
      case Shape.Constant(Shape.PrimitiveKind kind, String text) ->
          kind == Shape.PrimitiveKind.STRING
              ? quoted(text)
              : kind == Shape.PrimitiveKind.BIGINT ? text + "n" : text;
      case Shape.Primitive(Shape.PrimitiveKind kind) -> kind.name().toLowerCase(Locale.ROOT);
      case Shape.Ref ref ->
          object(file, ref).map(object -> object(value, object, deep)).orElse("object");
      case Shape.Builtin(String name) -> name;
      case Shape.Required required -> "require(" + quoted(required.specifier()) + ")";
      case Shape.Union union -> UNKNOWN;
      case Shape.Argument argument -> UNKNOWN;
      case Shape.Unknown unknown -> UNKNOWN;
    };
  }

  private Optional<Shape.Obj> object(Path file, Shape.Ref ref) {
    return snapshot.summary(file).map(ModuleSummary::shape).map(shape -> shape.object(ref));
  }

  private static String name(Shape.Obj object) {
    return object.signature() == null ? "" : object.signature().name();
  }

  private String object(Linked value, Shape.Obj object, boolean deep) {
    return switch (object.kind()) {
      case FUNCTION -> deep ? withMethods(value, function(object)) : function(object);
      case CLASS -> deep ? withMethods(value, type(object)) : type(object);
      case ARRAY -> "array";
      case OBJECT -> {
        String made = made(value).map(name -> name + " ").orElse("");
        yield made + (deep ? literal(value) : "{…}");
      }
    };
  }

  /** {@code new Service} where a function or class with a name has made {@code value}. */
  private Optional<String> made(Linked value) {
    if (value instanceof Linked.Instance instance) {
      return Optional.of(instance(value, instance, false));
    }
    boolean inherits =
        value instanceof Linked.Local(Path file, Shape shape, var call)
            && shape instanceof Shape.Ref ref
            && object(file, ref).filter(o -> o.prototype() != null).isPresent();
    return inherits && linker.member(value, "constructor") instanceof Lookup.Present constructor
        ? constructor.values().stream()
            .flatMap(maker -> makers(maker).stream())
            .findFirst()
            .map(name -> "new " + name)
        : Optional.empty();
  }

  private Optional<String> makers(Linked maker) {
    return maker instanceof Linked.Local(Path file, Shape shape, var call)
            && shape instanceof Shape.Ref ref
        ? object(file, ref).map(ShapeText::name).filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  private static String function(Shape.Obj object) {
    Shape.Signature signature = object.signature();
    boolean async = signature != null && signature.async();
    boolean generator = signature != null && signature.generator();
    String head = (async ? "async " : "") + "function" + (generator ? "*" : "");
    String name = name(object);
    return head + (name.isEmpty() ? "" : " " + name) + parameters(object);
  }

  /** Without parameters there is nothing to show of a constructor. */
  private static String type(Shape.Obj object) {
    String name = name(object).isEmpty() ? "class" : "class " + name(object);
    String parameters = parameters(object);
    return parameters.equals("()") ? name : name + parameters;
  }

  private static String parameters(Shape.Obj object) {
    List<String> parameters =
        object.signature() == null ? List.of() : object.signature().parameters();
    return "(" + SPACE.matcher(String.join(", ", parameters)).replaceAll(" ") + ")";
  }

  /** The prototype's methods behind the head, static ones of a class after them. */
  private String withMethods(Linked value, String head) {
    List<String> methods = new ArrayList<>();
    if (linker.member(value, "prototype") instanceof Lookup.Present prototype) {
      for (Names.Name name : linker.names(prototype.values()).names()) {
        if (!name.name().equals("constructor")) {
          methods.add(signature(linker.member(prototype.values(), name.name()), name.name()));
        }
      }
    }
    if (linker.kind(value) == Kind.CLASS) {
      for (Names.Name name : members(List.of(value)).names()) {
        methods.add("static " + signature(linker.member(value, name.name()), name.name()));
      }
    }
    return methods.isEmpty() ? head : head + " · " + String.join(", ", methods);
  }

  /** {@code greet()} for a function, {@code size} for anything else. */
  String signature(Lookup member, String name) {
    if (member instanceof Lookup.Present present
        && present.values().getFirst() instanceof Linked.Local local
        && local.shape() instanceof Shape.Ref ref) {
      Optional<Shape.Obj> function =
          object(local.file(), ref).filter(o -> o.kind() == Shape.ObjectKind.FUNCTION);
      return name + function.map(ShapeText::parameters).orElse("");
    }
    return name;
  }

  private String literal(Linked value) {
    Names names = linker.names(value);
    List<Names.Name> listed = listed(value);
    if (listed.isEmpty()) {
      return names.closed() ? "{}" : "{…}";
    }
    StringBuilder text = new StringBuilder("{ ");
    for (Names.Name name : listed) {
      String member = property(value, name);
      boolean first = text.length() == 2;
      if (text.length() + member.length() > WIDTH - 4 && !first) {
        return text.append(", … }").toString();
      }
      text.append(first ? "" : ", ").append(member);
    }
    return text.append(names.closed() ? " }" : ", … }").toString();
  }

  private String property(Linked value, Names.Name name) {
    Lookup member = linker.member(value, name.name());
    String method = signature(member, name.name());
    boolean isMethod = !method.equals(name.name());
    if (isMethod || !(member instanceof Lookup.Present present)) {
      return method;
    }
    String text = alternatives(present.values(), false);
    return text.equals(UNKNOWN) ? name.name() : name.name() + ": " + text;
  }

  /** The own names of one of these values that somebody made: not what every function has. */
  public Names members(List<Linked> values) {
    Names names = linker.names(values);
    Kind kind = linker.kind(values);
    if (kind != Kind.FUNCTION && kind != Kind.CLASS) {
      return names;
    }
    return new Names(
        names.names().stream()
            .filter(name -> name.enumerable() || !OF_FUNCTIONS.contains(name.name()))
            .toList(),
        names.open());
  }

  /**
   * {@link #members}, and behind them what an object inherits from what modules have made: the
   * methods of an instance.
   */
  List<Names.Name> shown(List<Linked> values) {
    Map<String, Names.Name> shown = new LinkedHashMap<>();
    members(values).names().forEach(name -> shown.put(name.name(), name));
    for (Linked value : values) {
      if (linker.kind(value) == Kind.OBJECT) {
        linker.inheritedNames(value).forEach(name -> shown.putIfAbsent(name.name(), name));
      }
    }
    return List.copyOf(shown.values());
  }

  private List<Names.Name> listed(Linked object) {
    return shown(List.of(object));
  }

  /**
   * A member as a person reads it.
   *
   * @param label {@code .name}, {@code .name?} where it may be absent, {@code get .name}
   * @param text what it is
   * @param from how {@code home} would call the file that it comes from; empty where that is {@code
   *     home}
   * @param observed that a run has shown it, not reading
   */
  record Member(String label, String text, String from, boolean observed) {}

  /** The first {@code most} members of one of these values, as seen from {@code home}. */
  List<Member> memberTexts(List<Linked> values, Path home, int most) {
    return shown(values).stream().limit(most).map(name -> member(values, name, home)).toList();
  }

  private Member member(List<Linked> values, Names.Name name, Path home) {
    return linker.member(values, name.name()) instanceof Lookup.Present present
        ? new Member(label(name), line(present.values()), from(present.values(), home), false)
        : new Member(label(name), UNKNOWN, "", false);
  }

  /**
   * One line per member: {@code .name text from ./file.js}. Where these would be more than {@code
   * most}, members that come from one file share a line, behind those that stand alone, and names
   * that begin with an underscore come last.
   *
   * @param observed members that a run has shown besides
   */
  List<String> memberLines(List<Linked> values, List<Member> observed, Path home, int most) {
    List<Names.Name> names = new ArrayList<>(shown(values));
    int all = names.size() + observed.size();
    Map<String, List<Names.Name>> groups = new LinkedHashMap<>();
    if (all > most) {
      names.sort(Comparator.comparing(name -> name.name().startsWith("_")));
      groups.putAll(groups(values, names, home, most / 2));
      Set<Names.Name> grouped =
          groups.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
      names.removeIf(grouped::contains);
    }
    int lone = most - groups.size();
    List<Member> single =
        Stream.concat(
                names.stream().limit(lone).map(name -> member(values, name, home)),
                observed.stream())
            .limit(lone)
            .toList();
    List<String> lines = new ArrayList<>(lines(single));
    groups.forEach((from, members) -> lines.add(group(from, members)));
    int said = single.size() + groups.values().stream().mapToInt(List::size).sum();
    if (all > said) {
      lines.add("  … " + (all - said) + " more");
    }
    return lines;
  }

  /**
   * At most {@code most} files that several of {@code names} come from, with these. Of an instance
   * the class is elsewhere as a rule, which says nothing.
   */
  private Map<String, List<Names.Name>> groups(
      List<Linked> values, List<Names.Name> names, Path home, int most) {
    Map<String, List<Names.Name>> files = new LinkedHashMap<>();
    if (values.stream().noneMatch(value -> made(value).isPresent())) {
      for (Names.Name name : names.subList(0, Math.min(names.size(), MOST_LOOKED_AT))) {
        if (linker.member(values, name.name()) instanceof Lookup.Present present) {
          files.computeIfAbsent(from(present.values(), home), from -> new ArrayList<>()).add(name);
        }
      }
    }
    files.remove("");
    files.values().removeIf(members -> members.size() < 2);
    Map<String, List<Names.Name>> first = new LinkedHashMap<>();
    files.entrySet().stream().limit(most).forEach(e -> first.put(e.getKey(), e.getValue()));
    return first;
  }

  /** {@code from ./file.js: a, b, … 3 more}. */
  private static String group(String from, List<Names.Name> members) {
    StringBuilder line = new StringBuilder("  from " + from + ": ");
    for (int i = 0; i < members.size(); i++) {
      String name = shortName(members.get(i).name());
      if (i > 0 && line.length() + name.length() > WIDTH) {
        return line.append(", … ").append(members.size() - i).append(" more").toString();
      }
      line.append(i == 0 ? "" : ", ").append(name);
    }
    return line.toString();
  }

  private static List<String> lines(List<Member> members) {
    int width =
        Math.min(
            WIDEST_LABEL,
            members.stream().mapToInt(member -> member.label().length()).max().orElse(0));
    List<String> lines = new ArrayList<>();
    for (Member member : members) {
      String gap = " ".repeat(Math.max(0, width - member.label().length()) + 2);
      String text = member.text().equals(UNKNOWN) ? "" : member.text();
      String from = member.from().isEmpty() ? "" : "    from " + member.from();
      String observation = member.observed() ? "    // observed" : "";
      lines.add(("  " + member.label() + gap + text + from + observation).stripTrailing());
    }
    return lines;
  }

  private static String label(Names.Name name) {
    String accessor = name.accessor() ? "get " : "";
    return accessor
        + "."
        + shortName(name.name())
        + (name.certainty() == Certainty.MAYBE ? "?" : "");
  }

  static String shortName(String name) {
    return Visible.cut(name, WIDTH);
  }

  /** Where the value comes from when that is another file. */
  private String from(List<Linked> values, Path home) {
    if (values.getFirst() instanceof Linked.Local local && !local.file().equals(home)) {
      return ModuleNames.seenFrom(snapshot, home, local.file());
    }
    return "";
  }

  static String quoted(String text) {
    String cut = Visible.cut(text, LONGEST_STRING);
    String escaped =
        cut.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r");
    return "'" + escaped + "'";
  }
}
