package dev.commonjs.syntax;

import static dev.commonjs.syntax.BoundPlaces.bindings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the file: each identifier is in one binding or in none, and says in which. */
class BindingsTotalityTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final Path SAMPLES = Path.of("samples");
  private static final Path FORMS = RESOURCES.resolve("dev/commonjs/syntax/forms.txt");

  /** How many identifiers have a binding. */
  private static int check(String text) {
    ParsedFile file = JsParser.parse(new SourceText(text));
    Bindings bindings = Bindings.of(file);
    Set<Bindings.Binding> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Span> free = new ArrayList<>();
    Nodes.walk(
        file.program(),
        node -> {
          if (node instanceof Node.Ident ident && ident.start() < ident.end()) {
            bindings.at(ident.span()).ifPresentOrElse(found::add, () -> free.add(ident.span()));
          }
        });
    Set<Span> places = new HashSet<>();
    for (Bindings.Binding binding : found) {
      assertTrue(!binding.declarations().isEmpty(), binding::name);
      for (Span place : binding.all()) {
        assertTrue(places.add(place), () -> binding.name() + " twice at " + place);
        assertEquals(binding, bindings.at(place).orElseThrow());
      }
    }
    List<Span> unresolved = new ArrayList<>();
    bindings.unresolved().values().forEach(unresolved::addAll);
    assertEquals(new HashSet<>(free), new HashSet<>(unresolved));
    return places.size();
  }

  @Test
  void each_identifier_of_our_files_is_in_at_most_one_binding() throws IOException {
    int files = 0;
    for (Path folder : List.of(RESOURCES, SAMPLES)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(f -> f.toString().matches(".*\\.[cm]?js")).toList()) {
          assertTrue(check(Files.readString(file)) >= 0);
          files++;
        }
      }
    }
    assertTrue(files > 5, "the files were not found");
  }

  @Test
  void each_identifier_of_every_form_and_of_its_beginnings_is_in_at_most_one_binding()
      throws IOException {
    int bound = 0;
    for (String line : Files.readAllLines(FORMS)) {
      String form = line.replace('⏎', '\n');
      for (int length = form.length(); length > 0 && !line.startsWith("    "); length -= 5) {
        bound += check(form.substring(0, length));
      }
    }
    assertNotEquals(0, bound);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{let a; b;|a|}",
        "function f(a) {|a|}",
        "(function f() {|f|})()",
        "a => |a|",
        "if (a) b; else |c;|",
        "x: |a|",
        "for (let a of b) |a;|",
        "a(|b|)",
        "with (a) |a;|",
        "try {} catch (e) {{ function e() {} }|e|}",
        "x = class A extends |A| {}",
        "({ a: |b| })",
      })
  void ten_thousand_levels_are_looked_at(String pattern) {
    String[] parts = pattern.split("\\|");
    String tail = parts.length > 2 ? parts[2] : "";
    String text = "var b, c;\n" + parts[0].repeat(10_000) + parts[1] + tail.repeat(10_000);
    assertTrue(bindings(text).at(new Span(4, 5)).isPresent());
  }
}
