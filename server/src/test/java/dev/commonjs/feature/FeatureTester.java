package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Fixture.Cursor;
import dev.commonjs.fixture.Fixture.Mark;
import dev.commonjs.fixture.MapFiles;
import dev.commonjs.graph.Origin;
import dev.commonjs.observe.Observer;
import dev.commonjs.resolve.Moves;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.rule.Rules;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Indexer;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one place where feature tests call the API. */
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

  /**
   * Fails unless renaming what is at the cursor changes the lines of {@code expected}, which is
   * {@code file: line} for each changed line, or is refused for the reason that it is.
   */
  static void rename(String text, String name, String expected) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    Snapshot snapshot = snapshot(fixture);
    String actual =
        Renames.rename(snapshot, cursor.file(), cursor.offset(), name, Cancel.NONE)
            .map(answer -> renamed(fixture, answer))
            .orElse("nothing");
    assertEquals(expected.strip(), actual.strip());
    if (PropertyNames.isIdentifier(name) && !actual.contains(" already")) {
      checkPrepared(
          Renames.prepare(snapshot, cursor.file(), cursor.offset(), Cancel.NONE), cursor, actual);
    }
  }

  /** What is refused is refused before somebody has typed a name. */
  private static void checkPrepared(
      Optional<Renames.Answer> prepared, Cursor cursor, String renamed) {
    String said =
        prepared
            .map(
                answer ->
                    switch (answer) {
                      case Renames.Refused(String why) -> why;
                      case Renames.Ready(var span, String old) -> {
                        boolean holds =
                            span.start() <= cursor.offset() && cursor.offset() <= span.end();
                        yield holds ? "ready" : "not at the cursor";
                      }
                      case Renames.Edits edits -> "edits";
                    })
            .orElse("nothing");
    assertEquals(renamed.startsWith("/") ? "ready" : renamed, said);
  }

  private static String renamed(Fixture fixture, Renames.Answer answer) {
    if (!(answer instanceof Renames.Edits(var changes))) {
      return answer instanceof Renames.Refused(String why) ? why : "ready";
    }
    return String.join("\n", changedLines(fixture, changes));
  }

  /** {@code file: line} for each. */
  private static List<String> changedLines(Fixture fixture, Map<Path, List<TextChange>> changes) {
    List<String> lines = new ArrayList<>();
    changes.forEach(
        (file, list) -> {
          List<String> before = fixture.text(file).lines().toList();
          List<String> now = after(fixture, file, list).lines().toList();
          for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(before.get(i))) {
              lines.add(file + ": " + now.get(i).strip());
            }
          }
        });
    return lines;
  }

  private static String after(Fixture fixture, Path file, List<TextChange> changes) {
    return new SourceText(fixture.text(file)).edited(changes).text();
  }

  /**
   * Fails unless the moves ({@code /old -> /new}, by commas) change the lines of {@code expected},
   * which is {@code file: line} for each changed line and {@code left /file: line} for each that
   * can't be changed; and unless, when the files have moved, all specifiers but those that are left
   * name what they named.
   */
  static void move(String text, String paths, String expected) {
    Fixture fixture = Fixture.parse(text);
    Map<Path, Path> moves = new LinkedHashMap<>();
    for (String move : paths.split(", ")) {
      String[] ends = move.split(" -> ");
      moves.put(Path.of(ends[0]), Path.of(ends[1]));
    }
    Snapshot before = snapshot(fixture);
    FileMoves.Answer answer = FileMoves.of(before, moves, Cancel.NONE);
    List<String> lines = changedLines(fixture, answer.changes());
    for (FileMoves.Left left : answer.left()) {
      String source = fixture.text(left.file()).substring(0, left.span().start());
      String line =
          fixture.text(left.file()).lines().toList().get((int) source.lines().count() - 1);
      lines.add("left " + left.file() + ": " + line.strip());
    }
    assertEquals(expected.strip(), String.join("\n", lines));
    if (answer.left().isEmpty() && !answer.changes().isEmpty()) {
      checkTargets(fixture, before, new Moves(moves), answer);
    }
  }

  private static void checkTargets(
      Fixture fixture, Snapshot before, Moves moves, FileMoves.Answer answer) {
    Map<Path, String> texts = new HashMap<>();
    for (Path file : fixture.texts().keySet()) {
      String text = after(fixture, file, answer.changes().getOrDefault(file, List.of()));
      if (!moves.paths().containsValue(file) || moves.touch(file)) {
        texts.put(moves.of(file), text);
      }
    }
    Workspace moved = Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, new MapFiles(texts));
    for (Path file : fixture.texts().keySet()) {
      assertEquals(
          targets(before, file).stream().map(one -> one.map(moves::of)).toList(),
          targets(moved.current(), moves.of(file)),
          "what " + file + " names");
    }
  }

  /** Of each specifier. */
  private static List<Optional<Path>> targets(Snapshot snapshot, Path file) {
    return snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of()).stream()
        .flatMap(
            site ->
                site.specifiers().stream()
                    .map(specifier -> snapshot.resolve(file, specifier, site.kind())))
        .map(
            answer ->
                answer instanceof Resolution.Found found
                    ? Optional.of(found.file())
                    : Optional.<Path>empty())
        .toList();
  }

  /** Fails unless the members offered at the cursor read so, one a line; empty: none. */
  static void completions(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    String actual =
        Completions.members(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)
            .map(Completions.Found::items)
            .orElse(List.of())
            .stream()
            .map(FeatureTester::line)
            .collect(Collectors.joining("\n"));
    assertEquals(expected.strip(), actual);
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
    specifiers(fixture, snapshot(fixture), expected);
  }

  static void specifiers(Fixture fixture, Snapshot snapshot, String expected) {
    List<String> actual =
        specifiers(fixture, snapshot).stream()
            .filter(item -> item.kind() != SpecifierCompletions.ItemKind.BUILTIN)
            .map(FeatureTester::line)
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
        SpecifierPlaces.completions(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)
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
        SignatureHelp.at(snapshot(fixture), cursor.file(), cursor.offset(), Cancel.NONE)
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
