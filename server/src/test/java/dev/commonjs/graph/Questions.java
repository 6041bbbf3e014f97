package dev.commonjs.graph;

import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the tests ask of a {@link Linker}, and its answers in words. */
final class Questions {
  static final Path MAIN = Path.of("/main.js");

  static Linker linker(String fixture) {
    return linker(fixture, Limits.DEFAULT);
  }

  static Linker linker(String fixture, Limits limits) {
    return new TinyModules(MemoryFiles.of(fixture), limits).linker();
  }

  /**
   * The answer to {@code question} with the default limits; fails when a smaller limit claims
   * anything else.
   */
  static <T> T answer(String fixture, Function<Linker, T> question, Honesty<T> honesty) {
    T answer = question.apply(linker(fixture));
    SmallLimits.forEach(
        (limit, limits) -> {
          T less = question.apply(linker(fixture, limits));
          honesty.check(limit, less, answer);
        });
    return answer;
  }

  interface Honesty<T> {
    void check(String limit, T less, T answer);
  }

  /**
   * Names of what {@code require('/main.js')} returns: {@code ?} after maybe, {@code -} after not
   * enumerable, {@code …} when open.
   */
  static String names(String fixture) {
    answer(fixture, linker -> linker.exportNames(MAIN), SmallLimits::assertHonest);
    Names names =
        answer(fixture, linker -> linker.names(linker.exportsOf(MAIN)), SmallLimits::assertHonest);
    return text(names);
  }

  /** The same, those included that loading {@code /main.js} puts on it. */
  static String exportNames(String fixture) {
    Names names = answer(fixture, linker -> linker.exportNames(MAIN), SmallLimits::assertHonest);
    return text(names);
  }

  static String text(Names names) {
    List<String> words = new ArrayList<>();
    for (Names.Name name : names.names()) {
      String maybe = name.certainty() == Shape.Certainty.MAYBE ? "?" : "";
      words.add(name.name() + maybe + (name.enumerable() ? "" : "-"));
    }
    if (!names.closed()) {
      words.add("…");
    }
    return String.join(" ", words);
  }

  /** What reading {@code path} of {@code require('./main')} in {@code /asker.js} gives. */
  static String read(String fixture, String... path) {
    Lookup found =
        answer(
            fixture + "\n//- /asker.js\nload ./main",
            linker -> linker.read(Path.of("/asker.js"), required("./main", path), Phase.LOAD),
            SmallLimits::assertHonest);
    return switch (found) {
      case Lookup.Absent absent -> "absent";
      case Lookup.Unknown unknown -> "unknown";
      case Lookup.Present p ->
          (p.certainty() == Shape.Certainty.MAYBE ? "maybe " : "") + text(p.values());
    };
  }

  static Shape.Required required(String specifier, String... path) {
    List<Shape.Step> steps = new ArrayList<>();
    for (String name : path) {
      switch (name) {
        case "()" -> steps.add(new Shape.CallStep(Shape.NOT_KNOWN));
        case "new" -> steps.add(new Shape.NewStep(Shape.NOT_KNOWN));
        case "await" -> steps.add(new Shape.AwaitStep());
        default -> steps.add(new Shape.Prop(name));
      }
    }
    return new Shape.Required(specifier, steps);
  }

  private static String text(List<Linked> values) {
    return values.stream().map(Questions::text).collect(Collectors.joining(" | "));
  }

  private static String text(Linked value) {
    return switch (value) {
      case Linked.Open open -> "?";
      case Linked.OfKind k -> k.kind() + " of " + k.maker();
      case Linked.Missing missing -> "missing " + missing.specifier();
      case Linked.EsNamespace e -> "namespace " + e.file();
      case Linked.BuiltinModule b ->
          "node:" + b.module() + (b.member().isEmpty() ? "" : "." + b.member());
      case Linked.Instance i -> "new " + i.file() + "#" + i.object();
      case Linked.Local l ->
          switch (l.shape()) {
            case Shape.Constant c -> c.text();
            case Shape.Ref ref -> l.file() + "#" + ref.object();
            case Shape.Builtin b -> b.name();
            case Shape other -> other.toString();
          };
    };
  }

  /** The lines of the definitions, {@code file:line}. */
  static String origins(String fixture, String... path) {
    MemoryFiles files = MemoryFiles.of(fixture + "\n//- /asker.js\nload ./main");
    Linker linker = new Linker(new TinyModules(files));
    return places(files, linker.origins(Path.of("/asker.js"), required("./main", path)));
  }

  static String places(MemoryFiles files, List<Origin> origins) {
    return origins.stream()
        .map(
            o -> {
              String before = files.read(o.file()).orElseThrow().substring(0, o.span().start());
              return o.file()
                  + ":"
                  + (before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0));
            })
        .collect(Collectors.joining(" "));
  }

  static Kind kind(String text) {
    return answer(
        "//- /main.js\n" + text,
        linker -> linker.kind(linker.exportsOf(MAIN)),
        SmallLimits::assertHonest);
  }

  static Truth callable(String text) {
    return answer(
        "//- /main.js\n" + text,
        linker -> linker.callable(linker.exportsOf(MAIN)),
        SmallLimits::assertHonest);
  }

  private Questions() {}
}
