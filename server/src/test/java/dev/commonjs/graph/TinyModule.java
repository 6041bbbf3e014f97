package dev.commonjs.graph;

import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A language in which shapes are written down part by part, one a line:
 *
 * <pre>
 *   a = VALUE        a ?= VALUE (maybe)    hidden a = VALUE    get a = VALUE
 *   ... VALUE - x,y  ...? VALUE            in VALUE (for in)   names VALUE (names only)
 *   pass 0 VALUE(VALUE, VALUE)             the object was argument 0 of that call
 *   open CALLEE      exports = VALUE       load SPEC   later SPEC   try SPEC
 *   use ACCESS VALUE       # comment          { ignored
 *   object|array|function|class NAME [&lt; VALUE]   … end
 *     returns VALUE   async   generator   effect N … end   anything
 * </pre>
 *
 * VALUE is {@code 1}, {@code 's'}, {@code null}, {@code ?}, {@code builtin:Name}, {@code NAME},
 * {@code $0.path} or {@code <spec>.path}, with the steps {@code .name}, {@code ()}, {@code ~new},
 * {@code ~await}; {@code A | B} is a union.
 */
public final class TinyModule {
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)|(\\(\\))|(~new)|(~await)");

  private final List<String> names = new ArrayList<>(List.of("exports"));
  private final Map<Integer, Block> blocks = new LinkedHashMap<>();
  private final List<RequireSite> sites = new ArrayList<>();
  private final Set<String> loaded = new LinkedHashSet<>();
  private final List<Use> uses = new ArrayList<>();
  private final List<Span> exportPlaces = new ArrayList<>();
  private final Predicate<String> missing;
  private @Nullable Shape exports;
  private boolean esm;

  private TinyModule(Predicate<String> missing) {
    this.missing = missing;
  }

  private static final class Block {
    final Shape.ObjectKind kind;
    final Span header;
    final List<Shape.Part> parts = new ArrayList<>();
    final Map<String, List<Span>> writes = new LinkedHashMap<>();
    final List<Reason> open = new ArrayList<>();
    final List<Shape.ParameterEffect> effects = new ArrayList<>();
    final String name;
    @Nullable Shape prototype;
    Shape returns = new Shape.Constant(Shape.PrimitiveKind.UNDEFINED, "undefined");
    boolean async;
    boolean generator;

    /* The effect that is being written down. */
    int effect = Integer.MIN_VALUE;
    boolean anything;
    final List<Shape.Part> effectParts = new ArrayList<>();

    Block(Shape.ObjectKind kind, String name, Span header) {
      this.kind = kind;
      this.name = name;
      this.header = header;
    }

    Shape.Obj object() {
      boolean called = kind == Shape.ObjectKind.FUNCTION || kind == Shape.ObjectKind.CLASS;
      Shape.Signature signature =
          called ? new Shape.Signature(name, List.of(), async, generator, returns, effects) : null;
      return new Shape.Obj(kind, prototype, parts, signature, open, false);
    }
  }

  public static ModuleSummary summarize(String text, Predicate<String> missing) {
    TinyModule module = new TinyModule(missing);
    for (String line : text.lines().toList()) {
      Matcher head = Pattern.compile("\\s*(object|array|function|class) (\\w+).*").matcher(line);
      if (head.matches()) {
        module.names.add(head.group(2));
      }
    }
    return module.read(text);
  }

  private ModuleSummary read(String text) {
    Block top = new Block(Shape.ObjectKind.OBJECT, "exports", new Span(0, 0));
    blocks.put(0, top);
    Block current = top;
    int offset = 0;
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      Span span = new Span(offset, offset + raw.length());
      offset += raw.length() + 1;
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("{")) {
        continue;
      }
      current = line(line, span, current, top);
    }
    return summary();
  }

  private ModuleSummary summary() {
    List<Shape.Obj> objects = blocks.values().stream().map(Block::object).toList();
    ModuleShape shape = new ModuleShape(exports == null ? new Shape.Ref(0) : exports, objects);
    Locations locations =
        new Locations(
            blocks.values().stream().map(b -> b.header).toList(),
            blocks.values().stream().map(b -> b.writes).toList(),
            exportPlaces,
            List.of());
    List<RequireSite> all = new ArrayList<>();
    loaded.forEach(s -> all.add(site(s, false, Phase.LOAD)));
    all.addAll(sites);
    return new ModuleSummary(
        shape, locations, all, uses, List.of(), List.of(), Set.of(), false, esm);
  }

  private static RequireSite site(String specifier, boolean guarded, Phase phase) {
    return new RequireSite(
        new Span(0, 0), RequireSite.Kind.REQUIRE, List.of(specifier), true, guarded, phase);
  }

  private Block line(String line, Span span, Block block, Block top) {
    String[] words = line.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "object", "array", "function", "class" -> {
        return begin(words[0], rest, span);
      }
      case "end" -> {
        return end(block, top);
      }
      case "returns" -> block.returns = value(rest);
      case "async" -> block.async = true;
      case "generator" -> block.generator = true;
      case "effect" -> block.effect = Integer.parseInt(rest);
      case "anything" -> block.anything = true;
      case "open" -> block.open.add(Reason.About.HANDED_TO.of(rest));
      case "esm" -> esm = true;
      case "load" -> loaded.add(rest);
      case "later" -> sites.add(site(rest, false, Phase.LATER));
      case "try" -> guarded(rest, span, block);
      case "use" -> use(rest, span);
      default -> part(words[0], rest, line, span, block);
    }
    return block;
  }

  private Block begin(String kind, String rest, Span span) {
    String[] words = rest.split("\\s*<\\s*", 2);
    Shape.ObjectKind objectKind = Shape.ObjectKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT));
    Block block = new Block(objectKind, words[0].strip(), span);
    blocks.put(names.indexOf(words[0].strip()), block);
    if (words.length > 1) {
      block.prototype = value(words[1]);
    }
    return block;
  }

  private static Block end(Block block, Block top) {
    if (block.effect == Integer.MIN_VALUE) {
      return top;
    }
    block.effects.add(
        new Shape.ParameterEffect(block.effect, false, block.effectParts, block.anything, false));
    block.effect = Integer.MIN_VALUE;
    block.effectParts.clear();
    block.anything = false;
    return block;
  }

  private void guarded(String specifier, Span span, Block block) {
    sites.add(site(specifier, true, Phase.LOAD));
    Shape value =
        missing.test(specifier)
            ? new Shape.Constant(Shape.PrimitiveKind.NUMBER, "0")
            : new Shape.Required(specifier, List.of());
    add(block, new Shape.Member("optional", value, Certainty.ALWAYS, true, false), span);
  }

  private void use(String rest, Span span) {
    String[] words = rest.split("\\s+", 2);
    if (value(words[1]) instanceof Shape.Required required) {
      uses.add(
          new Use(
              span,
              required,
              !required.path().isEmpty(),
              Use.Access.valueOf(words[0]),
              false,
              true,
              Phase.LOAD,
              List.of()));
    }
  }

  private void part(String word, String rest, String line, Span span, Block block) {
    switch (word) {
      case "...", "...?", "in", "names" -> {
        String[] both = rest.split("\\s+-\\s+", 2);
        Set<String> excluded = both.length > 1 ? Set.of(both[1].split(",")) : Set.of();
        Certainty certainty = word.endsWith("?") ? Certainty.MAYBE : Certainty.ALWAYS;
        boolean inherited = word.equals("in");
        add(
            block,
            new Shape.Copy(
                value(both[0]),
                Shape.Filter.without(excluded),
                certainty,
                inherited,
                !word.equals("names")),
            span);
      }
      case "pass" -> pass(rest, span, block);
      default -> member(line, span, block);
    }
  }

  private void pass(String rest, Span span, Block block) {
    Matcher call = Pattern.compile("(-?\\d+) (.*)\\[(.*)]").matcher(rest);
    if (!call.matches()) {
      throw new IllegalArgumentException(rest);
    }
    List<Shape> arguments = new ArrayList<>();
    for (String argument : call.group(3).split(",")) {
      arguments.add(value(argument.strip()));
    }
    int index = Integer.parseInt(call.group(1));
    Shape.Arguments given = new Shape.Arguments(arguments, false, List.of());
    add(block, new Shape.Effect(value(call.group(2)), index, false, given, Certainty.ALWAYS), span);
  }

  private void member(String line, Span span, Block block) {
    Matcher write = Pattern.compile("(hidden )?(get )?(\\w+) (\\??)= (.*)").matcher(line);
    if (!write.matches()) {
      throw new IllegalArgumentException(line);
    }
    if (write.group(3).equals("exports")) {
      exports = value(write.group(5));
      exportPlaces.add(span);
      return;
    }
    Certainty certainty = write.group(4).isEmpty() ? Certainty.ALWAYS : Certainty.MAYBE;
    boolean enumerable = write.group(1) == null;
    boolean accessor = write.group(2) != null;
    add(
        block,
        new Shape.Member(write.group(3), value(write.group(5)), certainty, enumerable, accessor),
        span);
  }

  private static void add(Block block, Shape.Part part, Span span) {
    if (block.effect != Integer.MIN_VALUE) {
      block.effectParts.add(part);
      return;
    }
    block.parts.add(part);
    if (part instanceof Shape.Member member) {
      block.writes.computeIfAbsent(member.name(), n -> new ArrayList<>()).add(span);
    }
  }

  private Shape value(String text) {
    String[] alternatives = text.strip().split("\\s+\\|\\s+");
    if (alternatives.length > 1) {
      return new Shape.Union(java.util.Arrays.stream(alternatives).map(this::value).toList());
    }
    String one = text.strip();
    if (one.matches("\\d+")) {
      return new Shape.Constant(Shape.PrimitiveKind.NUMBER, one);
    }
    if (one.startsWith("'")) {
      return new Shape.Constant(Shape.PrimitiveKind.STRING, one.substring(1, one.length() - 1));
    }
    if (one.equals("null")) {
      return new Shape.Constant(Shape.PrimitiveKind.NULL, "null");
    }
    if (one.startsWith("?")) {
      return new Shape.Unknown(Reason.Plain.NAME_COMPUTED);
    }
    if (one.startsWith("builtin:")) {
      return new Shape.Builtin(one.substring("builtin:".length()));
    }
    return reference(one);
  }

  private Shape reference(String text) {
    if (text.startsWith("<")) {
      int close = text.indexOf('>');
      String specifier = text.substring(1, close);
      loaded.add(specifier);
      return new Shape.Required(specifier, steps(text.substring(close + 1)));
    }
    if (text.startsWith("$")) {
      int end = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
      return new Shape.Argument(
          Shape.OWN, Integer.parseInt(text.substring(1, end)), false, steps(text.substring(end)));
    }
    int ordinal = names.indexOf(text);
    if (ordinal < 0) {
      throw new IllegalArgumentException(text);
    }
    return new Shape.Ref(ordinal);
  }

  private static List<Shape.Step> steps(String text) {
    List<Shape.Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    while (step.find()) {
      if (step.group(1) != null) {
        steps.add(new Shape.Prop(step.group(1)));
      } else if (step.group(2) != null) {
        steps.add(new Shape.CallStep(Shape.NOT_KNOWN));
      } else {
        steps.add(
            step.group(3) != null ? new Shape.NewStep(Shape.NOT_KNOWN) : new Shape.AwaitStep());
      }
    }
    return steps;
  }
}
