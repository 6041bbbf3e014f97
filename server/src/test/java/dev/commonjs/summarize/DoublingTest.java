package dev.commonjs.summarize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.text.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small texts whose values double with each turn of a loop. In Node they end with an error or with
 * gigabytes; here the heap counts what it holds. What would be held otherwise does not fit in the
 * memory of the tests.
 */
class DoublingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = a.concat(a)",
        "a = [...a, ...a]",
        "a.push(...a)",
        "a.push.apply(a, a)",
        "a = ((...rest) => rest)(...a, ...a)",
        "a = (function () { return [].slice.call(arguments); })(...a, ...a)",
        "a = Array.from(a).concat(a.slice())",
        "a = Array.of(...a, ...a)",
        "a = a.flatMap((x) => [x, x]).concat(a.map((x) => [x]))",
        "a = a.reduce((all, x) => all.concat([x], [x]), [])",
        "a = [a, [...a], ...a, ...a]",
        "a = Object.values({ ...a }).concat(Object.values({ ...a }))",
        "a = (a + ',' + a).split(',')",
      })
  void a_value_that_doubles_is_given_up_before_the_memory_is(String step) {
    ModuleSummary summary =
        Summarizer.summarize(
            JsParser.parse(
                new SourceText(
                    "let a = [0, 1];\nfor (let i = 0; i < 28; i++) { "
                        + step
                        + "; }\nexports.a = a;")),
            specifier -> false);

    Shape.Obj exports = summary.shape().object((Shape.Ref) summary.shape().exports());
    assertTrue(
        exports.parts().stream().anyMatch(p -> p instanceof Shape.Member m && m.name().equals("a")),
        () -> exports.toString());
  }
}
