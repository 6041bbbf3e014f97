package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Fixture.Cursor;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where tests of features that help who is writing call the API. */
final class WritingTester {
  private WritingTester() {}

  /** Fails unless the members offered at the cursor read so, one a line; empty: none. */
  static void completions(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    String actual =
        Completions.members(
                FeatureTester.snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)
            .map(Completions.Found::items)
            .orElse(List.of())
            .stream()
            .map(WritingTester::line)
            .collect(Collectors.joining("\n"));
    assertEquals(expected.strip(), actual);
  }

  /** Fails unless the names offered at the cursor, each with a require, read so; empty: none. */
  static void requires(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    String actual =
        requires(fixture, FeatureTester.snapshot(fixture)).stream()
            .map(item -> item.name() + " " + item.specifier())
            .collect(Collectors.joining("\n"));
    assertEquals(expected.strip(), actual);
  }

  private static List<AutoRequires.Item> requires(Fixture fixture, Snapshot snapshot) {
    Cursor cursor = fixture.cursor();
    return AutoRequires.at(snapshot, cursor.file(), cursor.offset())
        .map(
            place ->
                AutoRequires.items(snapshot, cursor.file(), place, cursor.offset(), Cancel.NONE))
        .orElse(List.of());
  }

  /** Fails unless the file of the cursor reads so when {@code name} has been chosen there. */
  static void required(String text, String name, String expected) {
    Fixture fixture = Fixture.parse(text);
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    Cursor cursor = fixture.cursor();
    AutoRequires.Item item =
        requires(fixture, snapshot).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    Span token = AutoRequires.at(snapshot, cursor.file(), cursor.offset()).orElseThrow().token();
    List<TextChange> changes =
        new ArrayList<>(AutoRequires.changes(snapshot, cursor.file(), item, token.start()));
    changes.add(new TextChange(token, name));
    String actual = new SourceText(fixture.text(cursor.file())).edited(changes).text();
    assertEquals(expected, actual);
  }

  private static String line(Completions.Item item) {
    String from = item.module().isEmpty() ? "" : " from " + item.module();
    return item.name() + (item.lost() ? " (lost)" : ": " + item.detail()) + from;
  }

  /**
   * Fails unless what can be written at the cursor, inside a string, reads so: one line per item
   * but for built-in modules.
   */
  static void specifiers(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    specifiers(fixture, FeatureTester.snapshot(fixture), expected);
  }

  static void specifiers(Fixture fixture, Snapshot snapshot, String expected) {
    List<String> actual =
        specifiers(fixture, snapshot).stream()
            .filter(item -> item.kind() != SpecifierCompletions.ItemKind.BUILTIN)
            .map(WritingTester::line)
            .toList();
    assertEquals(expected.strip(), String.join("\n", actual));
  }

  /** {@code FILE 2 parse: src/parse.js}: the kind, how much is replaced, by what, the detail. */
  static String line(SpecifierCompletions.Item item) {
    return "%s %d %s: %s"
        .formatted(item.kind(), item.replaced(), item.insert(), item.detail())
        .strip();
  }

  static List<SpecifierCompletions.Item> specifiers(Fixture fixture, Snapshot snapshot) {
    Cursor cursor = fixture.cursor();
    return SpecifierCompletions.of(
        snapshot, cursor.file(), typed(fixture), siteKind(fixture), Cancel.NONE);
  }

  /** What stands between the quote before the cursor and the cursor. */
  static String typed(Fixture fixture) {
    String before = fixture.text(fixture.cursor().file()).substring(0, fixture.cursor().offset());
    return before.substring(before.lastIndexOf('\'') + 1);
  }

  /** By the line of the cursor. */
  static RequireSite.Kind siteKind(Fixture fixture) {
    String before = fixture.text(fixture.cursor().file()).substring(0, fixture.cursor().offset());
    String line = before.substring(before.lastIndexOf('\n') + 1);
    return line.contains("import(")
        ? RequireSite.Kind.DYNAMIC_IMPORT
        : line.contains("import ")
            ? RequireSite.Kind.IMPORT
            : line.contains("require.resolve(")
                ? RequireSite.Kind.RESOLVE
                : RequireSite.Kind.REQUIRE;
  }

  /** Fails unless the labels of the specifiers offered at the cursor are exactly these. */
  static void specifierLabels(String text, String... labels) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    List<String> actual =
        SpecifierPlaces.completions(
                FeatureTester.snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)
            .stream()
            .map(SpecifierCompletions.Item::label)
            .toList();
    assertEquals(List.of(labels), actual);
  }

  /**
   * Fails unless the signatures at the cursor read so, one a line, the parameter at the caret
   * between brackets; empty: none.
   */
  static void signatures(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    String actual =
        SignatureHelp.at(
                FeatureTester.snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)
            .map(
                found ->
                    found.signatures().stream()
                        .map(one -> marked(one, one.parameter(found.argument())))
                        .collect(Collectors.joining("\n")))
            .orElse("");
    assertEquals(expected.strip(), actual);
  }

  private static String marked(SignatureHelp.Signature signature, int parameter) {
    if (parameter >= signature.parameters().size()) {
      return signature.label();
    }
    String name = signature.parameters().get(parameter);
    int at = signature.label().indexOf(name, signature.label().indexOf('('));
    return signature.label().substring(0, at)
        + "["
        + name
        + "]"
        + signature.label().substring(at + name.length());
  }
}
