package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Fixture.Cursor;
import dev.commonjs.fixture.Fixture.Mark;
import dev.commonjs.graph.Origin;
import dev.commonjs.observe.Observer;
import dev.commonjs.rule.Rules;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Indexer;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where tests of features that find and show things call the API. */
final class FeatureTester {
  private FeatureTester() {}

  /** Of a workspace that has been read. */
  static Snapshot snapshot(Fixture fixture) {
    return workspace(fixture).current();
  }

  private static Workspace workspace(Fixture fixture) {
    Workspace workspace = Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, fixture.files());
    Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
    return workspace;
  }

  /** Of a workspace in which {@code modules} have been run besides. */
  static Snapshot snapshotAfterRuns(Fixture fixture, Observer observer, String... modules) {
    Workspace workspace = workspace(fixture);
    for (String module : modules) {
      workspace.observations().observe(workspace.current(), Path.of(module), observer);
    }
    return workspace.current();
  }

  /**
   * Fails unless the definition of what is at the cursor is exactly the places annotated {@code
   * def}.
   */
  static void definition(String text) {
    Fixture fixture = Fixture.parse(text);
    definition(fixture, snapshot(fixture));
  }

  static void definition(Fixture fixture, Snapshot snapshot) {
    Cursor cursor = fixture.cursor();
    checkPlaces(
        fixture,
        Definitions.definition(snapshot, cursor.file(), cursor.offset(), Cancel.NONE),
        "def");
  }

  /** The same for the type and places annotated {@code type}. */
  static void typeDefinition(String text) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    checkPlaces(
        fixture,
        TypeDefinitions.type(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE),
        "type");
  }

  /** The same for the implementation and places annotated {@code made}. */
  static void implementation(String text) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    checkPlaces(
        fixture,
        TypeDefinitions.implementation(
            snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE),
        "made");
  }

  /**
   * Fails unless the call hierarchy of what is at the cursor reads so: a line for each function,
   * then who calls it and whom it calls, with the lines of the calls. Empty: it is no function.
   */
  static void calls(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    Snapshot snapshot = snapshot(fixture);
    List<String> lines = new ArrayList<>();
    for (CallHierarchy.Item item :
        CallHierarchy.at(snapshot, cursor.file(), cursor.offset(), Cancel.NONE)) {
      lines.add(line(item));
      calls(fixture, snapshot, item.file(), item.token()).forEach(call -> lines.add("  " + call));
    }
    assertEquals(expected.strip(), String.join("\n", lines));
  }

  private static List<String> calls(Fixture fixture, Snapshot snapshot, Path file, Span token) {
    List<String> lines = new ArrayList<>();
    CallHierarchy.incoming(snapshot, file, token, Cancel.NONE)
        .forEach(call -> lines.add("from " + line(fixture, call, call.item().file())));
    CallHierarchy.outgoing(snapshot, file, token, Cancel.NONE)
        .forEach(call -> lines.add("to " + line(fixture, call, file)));
    return lines;
  }

  private static String line(CallHierarchy.Item item) {
    return "%s %s (%s)".formatted(item.sort(), item.name(), item.module());
  }

  private static String line(Fixture fixture, CallHierarchy.Call call, Path file) {
    String places =
        call.places().stream()
            .map(place -> fixture.text(file).substring(0, place.start()).split("\n", -1).length)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return line(call.item()) + ": " + places;
  }

  /** The same for the declaration and places annotated {@code decl}. */
  static void declaration(String text) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    checkPlaces(
        fixture,
        Definitions.declaration(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE),
        "decl");
  }

  /**
   * An annotation {@code from} is the token that was asked about; a fixture without one does not
   * ask.
   */
  private static void checkPlaces(
      Fixture fixture, Optional<Definitions.Found> found, String label) {
    List<Mark> marks = new ArrayList<>();
    for (Origin target : found.map(Definitions.Found::targets).orElse(List.of())) {
      marks.add(new Mark(target.file(), target.span(), label));
    }
    boolean asked = fixture.expected().stream().anyMatch(mark -> mark.label().equals("from"));
    if (asked) {
      found.ifPresent(f -> marks.add(new Mark(fixture.cursor().file(), f.origin(), "from")));
    }
    fixture.check(marks);
  }

  /** Fails unless the definition is the start of these files. */
  static void definitionIsFile(String text, String... files) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    List<String> found =
        Definitions.definition(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)
            .stream()
            .flatMap(f -> f.targets().stream())
            .map(target -> target.file() + ":" + target.span().start())
            .toList();
    assertEquals(List.of(files).stream().map(file -> file + ":0").toList(), found);
  }

  /** Fails unless the hover at the cursor reads so; empty: there is none. */
  static void hover(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    hover(fixture, snapshot(fixture), expected);
  }

  static void hover(Fixture fixture, Snapshot snapshot, String expected) {
    Cursor cursor = fixture.cursor();
    String actual =
        Hovers.hover(
                snapshot,
                cursor.file(),
                cursor.offset(),
                remarks(snapshot, cursor.file()),
                Cancel.NONE)
            .map(FeatureTester::text)
            .orElse("");
    assertEquals(expected.strip(), actual.strip());
  }

  /** What the rules say, as a server hands it on. */
  static List<Hovers.Remark> remarks(Snapshot snapshot, Path file) {
    return Rules.check(snapshot, file, Cancel.NONE).stream()
        .map(finding -> new Hovers.Remark(finding.span(), finding.message()))
        .toList();
  }

  static String text(Card card) {
    List<String> lines = new ArrayList<>();
    lines.add(card.title().source());
    lines.addAll(card.code());
    card.notes().forEach(note -> lines.add(note.source()));
    return String.join("\n", lines);
  }

  /**
   * Fails unless the outline of the fixture's first file reads so: one line per symbol, children
   * indented.
   */
  static void outline(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    Path file = fixture.texts().keySet().iterator().next();
    StringBuilder actual = new StringBuilder();
    Outline.symbols(snapshot(fixture), file, Cancel.NONE)
        .forEach(symbol -> write(fixture.text(file), symbol, "", actual));
    assertEquals(expected.strip(), actual.toString().strip());
  }

  private static void write(
      String source, Outline.Symbol symbol, String indent, StringBuilder out) {
    String place =
        source.substring(symbol.span().start(), symbol.span().end()).lines().findFirst().orElse("");
    out.append(indent)
        .append(symbol.kind())
        .append(' ')
        .append(symbol.name())
        .append(" @ ")
        .append(place)
        .append('\n');
    symbol.children().forEach(child -> write(source, child, indent + "  ", out));
  }

  /**
   * Fails unless the symbols of the workspace that match {@code query} read so, one a line, the
   * best first: {@code FUNCTION parse (src/lib.js) 3: exports.parse}, with the line that it leads
   * to from the place on.
   */
  static void symbols(String query, String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    String actual =
        WorkspaceSymbols.matching(snapshot(fixture), query, Cancel.NONE).stream()
            .map(symbol -> line(fixture, symbol))
            .collect(Collectors.joining("\n"));
    assertEquals(expected.strip(), actual);
  }

  private static String line(Fixture fixture, WorkspaceSymbols.Symbol symbol) {
    String text = fixture.text(symbol.file());
    int start = symbol.span().start();
    return "%s %s (%s) %d: %s"
        .formatted(
            symbol.kind(),
            symbol.name(),
            symbol.container(),
            text.substring(0, start).split("\n", -1).length,
            text.substring(start).lines().findFirst().orElse(""));
  }

  /** Fails unless the links of all files are the annotations {@code link: path}. */
  static void links(String text) {
    Fixture fixture = Fixture.parse(text);
    Snapshot snapshot = snapshot(fixture);
    List<Mark> marks = new ArrayList<>();
    for (Path file : fixture.texts().keySet()) {
      SpecifierLinks.links(snapshot, file, Cancel.NONE)
          .forEach(link -> marks.add(new Mark(file, link.span(), "link: " + link.target())));
    }
    fixture.check(marks);
  }

  /**
   * Fails unless the references of what is at the cursor are exactly the annotations {@code decl},
   * {@code write} and {@code read}.
   */
  static void references(String text) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    fixture.check(
        marks(References.of(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)));
  }

  /** The same for those in the cursor's file. */
  static void highlights(String text) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    fixture.check(
        marks(References.in(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)));
  }

  private static List<Mark> marks(List<References.Reference> references) {
    return references.stream()
        .map(
            one ->
                new Mark(
                    one.file(),
                    one.span(),
                    switch (one.role()) {
                      case DECLARATION -> "decl";
                      case WRITE -> "write";
                      case READ -> "read";
                    }))
        .toList();
  }
}
