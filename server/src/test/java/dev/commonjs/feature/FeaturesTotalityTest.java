package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.refactoring.Refactoring;
import dev.commonjs.refactoring.Refactorings;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every question has an answer at every place of every text, also of one that is being typed. */
class FeaturesTotalityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "module.exports = require('./main');",
        "exports.a = exports; exports = module.exports.a; module.exports = exports.a.a",
        "const { a, b: { c = 1 }, ...rest } = require('./main'); exports.x = { a, c, rest }",
        "require('./x' + y); require(); require(require('./main')); require(`./${1}`); require('')",
        "exports. = ; module.exports = { get a() {, b: require('",
        "class A { constructor(x) { this.x = x } static s() {} get g() { return 1 } }; exports.A ="
            + " A; new A().x",
        "module.exports = class { #p = 1; static { this.q = 2 } }; module.exports.prototype.m = ()"
            + " => {}",
        "import a, { b } from './main'; export default a; export * from './main'; export { b }",
        "exports['\uD800'] = '\uD800'; exports['\u0000'] = 1; exports[''] = `\n"
            + "`; exports[' '] = 10n",
        "module.exports = 'x'; module.exports.y = 1; module.exports = [1, [2]]; module.exports ="
            + " null",
        "Object.assign(exports, require('./main')); for (const k in exports) module.exports[k] ="
            + " exports[k];",
        "module.exports = new Proxy({}, {}); module.exports = async function* (a, { b }, ...c) {"
            + " yield* a }",
        "const fs = require('fs'); exports.read = fs.readFile; exports.p ="
            + " require('fs').promises.readFile",
      })
  void nothing_throws_and_every_span_lies_in_its_text(String text) {
    Fixture fixture = Fixture.parse("//- /main.js\n" + text);
    Path file = Path.of("/main.js");
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    Span whole = new Span(0, fixture.text(file).length());
    for (int offset = 0; offset <= whole.end(); offset++) {
      Hovers.hover(snapshot, file, offset, List.of(), Cancel.NONE)
          .ifPresent(card -> assertTrue(whole.contains(card.span()), card::toString));
      Definitions.definition(snapshot, file, offset, Cancel.NONE)
          .ifPresent(found -> assertTrue(whole.contains(found.origin()), found::toString));
      Definitions.declaration(snapshot, file, offset, Cancel.NONE)
          .ifPresent(found -> assertTrue(whole.contains(found.origin()), found::toString));
      TypeDefinitions.type(snapshot, file, offset, Cancel.NONE)
          .ifPresent(found -> assertTrue(whole.contains(found.origin()), found::toString));
      TypeDefinitions.implementation(snapshot, file, offset, Cancel.NONE)
          .ifPresent(found -> assertTrue(whole.contains(found.origin()), found::toString));
      for (CallHierarchy.Item item : CallHierarchy.at(snapshot, file, offset, Cancel.NONE)) {
        assertTrue(item.whole().contains(item.token()), item::toString);
        CallHierarchy.incoming(snapshot, file, item.token(), Cancel.NONE)
            .forEach(call -> assertTrue(whole.contains(call.places().getFirst()), call::toString));
        CallHierarchy.outgoing(snapshot, file, item.token(), Cancel.NONE)
            .forEach(call -> assertTrue(whole.contains(call.places().getFirst()), call::toString));
      }
      String typed = fixture.text(file).substring(Math.max(0, offset - 12), offset);
      RequireSite.Kind kind = RequireSite.Kind.values()[offset % RequireSite.Kind.values().length];
      SpecifierCompletions.of(snapshot, file, typed, kind, Cancel.NONE)
          .forEach(item -> assertTrue(item.replaced() <= typed.length(), item::toString));
      int here = offset;
      for (Refactoring one : Refactorings.at(snapshot, file, offset, Cancel.NONE)) {
        if (one instanceof Refactoring.Ready ready) {
          ready.changes().get(file).forEach(c -> assertTrue(whole.contains(c.span()), c::toString));
        }
      }
      AutoRequires.at(snapshot, file, offset)
          .ifPresent(
              place -> {
                assertTrue(whole.contains(place.token()), place::toString);
                AutoRequires.items(snapshot, file, place, here, Cancel.NONE).stream()
                    .flatMap(item -> AutoRequires.changes(snapshot, file, item, here).stream())
                    .forEach(change -> assertTrue(whole.contains(change.span()), change::toString));
              });
    }
    WorkspaceSymbols.matching(snapshot, "", Cancel.NONE)
        .forEach(symbol -> assertTrue(whole.contains(symbol.span()), symbol::toString));
    SpecifierLinks.links(snapshot, file, Cancel.NONE)
        .forEach(link -> assertTrue(whole.contains(link.span()), link::toString));
    ModuleNeighbours.required(snapshot, file, Cancel.NONE)
        .forEach(one -> assertTrue(whole.contains(one.place().span()), one::toString));
    ModuleNeighbours.requiring(snapshot, file, Cancel.NONE)
        .forEach(one -> assertTrue(one.file() != null, one::toString));
    FileMoves.of(snapshot, Map.of(file, Path.of("/deep/moved.js")), Cancel.NONE)
        .changes()
        .getOrDefault(file, List.of())
        .forEach(change -> assertTrue(whole.contains(change.span()), change::toString));
    Outline.symbols(snapshot, file, Cancel.NONE)
        .forEach(
            symbol -> {
              assertTrue(whole.contains(symbol.whole()), symbol::toString);
              assertTrue(symbol.whole().contains(symbol.span()), symbol::toString);
            });
  }
}
