package dev.commonjs.syntax;

import dev.commonjs.text.Span;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What each identifier of one file stands for, as its text alone decides (ECMA-262, scopes and
 * Annex B.3.3). Immutable. Every offset is a UTF-16 offset into the file's text.
 *
 * <ul>
 *   <li>Total: there is an answer for broken text too, about the part of it that was read. What a
 *       {@link Node.Bad} hides is missing; so are the names in the braces of {@code export {a}},
 *       which no tree has.
 *   <li>What runs the same whatever it is called is one binding: a function in a block and the
 *       variable that sloppy code makes of it, a parameter and a {@code var} of that name, a class
 *       inside and outside of itself, a catch parameter and the {@code var} whose initialiser
 *       writes it.
 *   <li>A name in the body of a {@code with} may be a property of the object: it is unresolved,
 *       unless the body itself declares it. Nothing is known of what {@code eval} does.
 *   <li>{@code arguments} and the names of the CommonJS wrapper are declared by nobody, as globals
 *       are.
 * </ul>
 */
public final class Bindings {
  private static final Bindings NONE = new Bindings(Map.of(), Map.of(), List.of());

  private final Map<Span, Binding> places;
  private final Map<String, List<Span>> unresolved;
  private final List<Region> regions;

  /**
   * A variable, parameter, function, class or import of the file. All places are those of its name
   * alone, in source order, none of them twice.
   *
   * @param declarations where it is declared; more than one for a {@code var} that is repeated
   * @param references where it is read or written otherwise
   */
  public record Binding(String name, List<Span> declarations, List<Span> references) {
    public Binding {
      declarations = List.copyOf(declarations);
      references = List.copyOf(references);
    }

    /** Declarations and references, in source order. */
    public List<Span> all() {
      return sorted(Stream.concat(declarations.stream(), references.stream()));
    }
  }

  /** The names of one scope, which are visible from offset {@code from} to offset {@code to}. */
  record Region(int from, int to, List<String> names) {}

  /** Takes the maps over: copies of {@code Map.copyOf} are slow for some keys. */
  Bindings(Map<Span, Binding> places, Map<String, List<Span>> unresolved, List<Region> regions) {
    this.places = places;
    this.unresolved = Collections.unmodifiableMap(unresolved);
    this.regions = List.copyOf(regions);
  }

  /** Those of {@code file}; none where it is nested too deeply to be looked at. */
  public static Bindings of(ParsedFile file) {
    return DeepStack.call(() -> ScopeWalk.bindings(file), () -> NONE);
  }

  /**
   * The binding that the identifier at exactly {@code span} declares or refers to. In the shorthand
   * {@code {a}} that is the variable. Empty for names of properties, labels, what no scope of the
   * file declares, and everything that is no identifier.
   */
  public Optional<Binding> at(Span span) {
    return Optional.ofNullable(places.get(span));
  }

  /**
   * The names that the file declares in the scopes around {@code offset}, sorted; those of a
   * function's body in all of the function. The edge of a scope is in it if a name that is written
   * there could be.
   */
  public List<String> namesIn(int offset) {
    TreeSet<String> names = new TreeSet<>();
    for (Region region : regions) {
      if (region.from() <= offset && offset <= region.to()) {
        names.addAll(region.names());
      }
    }
    return List.copyOf(names);
  }

  /**
   * The identifiers for which {@link #at} is empty, by name, each name's in source order. A new
   * binding around one of them would take it over; one in a {@code with} may be of a binding of
   * that name.
   */
  public Map<String, List<Span>> unresolved() {
    return unresolved;
  }

  static List<Span> sorted(Stream<Span> spans) {
    return spans.sorted(Comparator.comparingInt(Span::start)).toList();
  }
}
