package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The binding of the name at a fixture's cursor, as marks. */
final class BoundPlaces {
  private static final Path MAIN = Path.of("/main.js");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_$]+");

  private BoundPlaces() {}

  /** The marks {@code declares} and {@code refers} are all that is said of the binding. */
  static void check(String text) {
    Fixture fixture = Fixture.parse(text);
    Bindings bindings = bindings(fixture.text(MAIN));
    List<Fixture.Mark> marks = new ArrayList<>();
    Optional<Bindings.Binding> binding = atCursor(fixture);
    binding.ifPresent(
        found -> {
          found.declarations().forEach(place -> marks.add(mark(place, "declares")));
          found.references().forEach(place -> marks.add(mark(place, "refers")));
          found.all().forEach(place -> assertEquals(binding, bindings.at(place)));
        });
    fixture.check(marks);
  }

  static Optional<Bindings.Binding> atCursor(Fixture fixture) {
    String text = fixture.text(MAIN);
    int cursor = fixture.cursor().offset();
    Matcher name = NAME.matcher(text);
    if (!name.find(cursor)) {
      throw new IllegalArgumentException("no name behind the cursor");
    }
    return bindings(text).at(new Span(name.start(), name.end()));
  }

  static Bindings bindings(String text) {
    return Bindings.of(JsParser.parse(new SourceText(text)));
  }

  private static Fixture.Mark mark(Span place, String label) {
    return new Fixture.Mark(MAIN, place, label);
  }
}
