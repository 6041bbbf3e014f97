package dev.commonjs.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.JSFunction;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.TopLevel;

/** Modern programs, lowered and run by Rhino, compared with what Node says they return. */
class LoweringTest {
  /** Asks Node for every program in one process: a line each, line breaks written as ~. */
  private static final String ASK =
      """
      process.on('unhandledRejection', () => {});
      for (const line of require('fs').readFileSync(process.argv[1], 'utf8').split('\\n')) {
        const exports = {};
        const program = new Function('exports', line.replace(/⏎/g, '\\n'));
        console.log(String(program.call(exports, exports)).replace(/\\n/g, '~'));
      }
      """;

  /** Seen by programs: what the host of the helpers was told, and the helpers. */
  private static final String HOST =
      """
      var told = [];
      var host = { wrote: function (object, key, offset) { told.push(key + '@' + offset); } };
      Object.defineProperty(Symbol, 'asyncIterator', { value: Symbol('Symbol.asyncIterator') });
      """;

  @TempDir static Path temporary;

  @TestFactory
  Stream<DynamicTest> a_lowered_program_returns_what_node_says()
      throws IOException, InterruptedException {
    List<String> programs = programs();
    assertTrue(programs.size() > 200, "the programs were not found");
    InstalledNode.assumeThere();
    List<String> answers = ask(programs);
    assertEquals(programs.size(), answers.size(), "answers");
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      String program = programs.get(i);
      String answer = answers.get(i);
      tests.add(DynamicTest.dynamicTest(program, () -> check(program, answer)));
    }
    return tests.stream();
  }

  private static void check(String program, String answer) {
    String source = program.replace('⏎', '\n');
    String lowered = lower(source).text();
    assertEquals(answer, text(source).replace('\n', '~'), lowered);
    assertEquals(source.lines().count(), lowered.lines().count(), lowered);
  }

  private static List<String> programs() throws IOException {
    try (var source = LoweringTest.class.getResourceAsStream("lowering.txt")) {
      return new String(Objects.requireNonNull(source).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("##"))
          .toList();
    }
  }

  private static List<String> ask(List<String> programs) throws IOException, InterruptedException {
    Path file = temporary.resolve("programs.txt");
    Files.writeString(file, String.join("\n", programs));
    Process node =
        new ProcessBuilder("node", "--no-warnings", "-e", ASK, file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> answers;
    try (var out = node.inputReader(UTF_8)) {
      answers = out.lines().toList();
    }
    assertEquals(0, node.waitFor(), "Node");
    return answers;
  }

  private static Lowered lower(String source) {
    return Lowering.lower(JsParser.parse(new SourceText(source)));
  }

  /** Lowers a program, runs it in a new sandbox and gives what it returns. */
  private static Object run(String source) {
    Lowered lowered = lower(source);
    Context cx = Context.enter();
    try {
      cx.setInterpretedMode(true);
      cx.setLanguageVersion(Context.VERSION_ECMASCRIPT);
      ScriptableObject global = (ScriptableObject) cx.initSafeStandardObjects(new TopLevel());
      cx.evaluateString(global, HOST, "host", 1, null);
      Function helpers = (Function) cx.evaluateString(global, resource(), "helpers", 1, null);
      Object[] host = {global.get("host", global)};
      Object made = helpers.call(cx, global, global, host);
      global.put("helpers", global, made);
      String module = "(function (exports, " + lowered.helpers() + ") {" + lowered.text() + "\n})";
      Function program = (Function) cx.evaluateString(global, module, "module", 1, null);
      var exports = cx.newObject(global);
      return program.call(cx, global, exports, new Object[] {exports, made});
    } finally {
      Context.exit();
    }
  }

  private static String text(String source) {
    Object result = run(source);
    Context cx = Context.enter();
    try {
      cx.setInterpretedMode(true);
      cx.setLanguageVersion(Context.VERSION_ECMASCRIPT);
      return Context.toString(result);
    } finally {
      Context.exit();
    }
  }

  private static String resource() {
    try (var source = Lowering.class.getResourceAsStream("lowering.js")) {
      return new String(Objects.requireNonNull(source).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // ---------------------------------------------------------------- the text

  @Test
  void what_rhino_runs_is_copied_with_marks_only() {
    String source =
        "'use strict';\nvar a = 1 // b\nfunction c ( d ) {\n\treturn [ d ] }\nexports.e = { f: c(a) }";
    assertEquals(source.replace("( d )", "(/*@29*/ d )"), lower(source).text());
  }

  @Test
  void a_text_with_errors_stays_as_it_is() {
    for (String source : List.of("class {", "a b", "class A { @d m() {} }", "import 'x'", "")) {
      assertEquals(source, lower(source).text());
    }
  }

  @Test
  void a_name_of_the_source_is_not_used_for_the_helpers() {
    Lowered lowered = lower("var $cjs = 1; f(...$cjs)");
    assertEquals("$cjs1", lowered.helpers());
    assertEquals("var $cjs = 1; $cjs1.call(f, [...$cjs])", lowered.text());
  }

  @Test
  void words_stay_apart() {
    assertEquals("typeof $cjs.call((f), [...a])", lower("typeof(f)(...a)").text());
    assertEquals("typeof {...a}", lower("typeof {...a}").text());
  }

  @Test
  void no_nesting_is_too_deep_for_it() {
    String source = "[".repeat(3000) + "f(...a)" + "]".repeat(3000);
    assertTrue(lower(source).text().contains("$cjs.call(f, [...a])"));
  }

  @Test
  void the_line_with_the_interpreter_is_a_comment() {
    assertEquals("1", text("#!/usr/bin/env node\nreturn 1"));
  }

  // ---------------------------------------------------------------- functions and their places

  @Test
  void every_function_knows_where_it_starts() {
    assertPlace(" ^function f(a) { return function () {} } return f");
    assertPlace("return ^function* (a = () => 1) {}");
    assertPlace("return ^(a, b) => { return () => 1 }");
    assertPlace("return ^a => () => 1");
    assertPlace("return ^(...a) => () => 1");
    assertPlace("return ^async () => () => 1");
    assertPlace("return ^async a => a");
    assertPlace("return ^async function (a) { await a }");
    assertPlace("return ({ ^m(a) { return () => 1 } }).m");
    assertPlace("return ({ ^async *m(a) { return () => 1 } }).m");
    assertPlace("return Object.getOwnPropertyDescriptor({ ^get m() { return 1 } }, 'm').get");
    assertPlace("return ^class A { constructor(a) { this.a = () => 1 } }");
    assertPlace("return class A { static ^m() {} }.m");
    assertPlace("return new class A extends Object { ^async m() {} }().m");
  }

  /** {@code marked}: a module with a caret where the function that it returns starts. */
  private static void assertPlace(String marked) {
    Object function = run(marked.replace("^", ""));
    String raw = Objects.requireNonNull(((JSFunction) function).getRawSource());
    assertEquals(marked.indexOf('^'), Lowering.sourceOffset(raw), raw);
  }

  @Test
  void other_texts_tell_no_place() {
    for (String raw : List.of("", "function () {}", "f(/*@*x*/)", "/*@1", "/*@1a*/", "/*@*/")) {
      assertEquals(-1, Lowering.sourceOffset(raw), raw);
    }
  }

  // ---------------------------------------------------------------- the helpers

  @Test
  void the_host_is_told_of_writes_by_computed_names() {
    String source = "exports['a'] = 1; var k = 'b'; exports[k] = exports[k + 1] = 2; return told";
    int second = source.indexOf("exports[k + 1]");
    int first = source.indexOf("exports[k] =");
    assertEquals("b1@" + second + ",b@" + first, text(source));
  }

  @Test
  void classes_are_told_from_functions() {
    String source =
        "return [class {}, function () {}, class extends Array {}, 1].map(helpers.isClass)";
    assertEquals("true,false,true,false", text(source));
  }

  @Test
  void a_module_that_changes_standard_objects_does_not_change_the_helpers() {
    String source =
        """
        Object.defineProperty = Object.setPrototypeOf = Reflect.apply = Reflect.construct = null;
        Function.prototype.call = Function.prototype.apply = WeakMap.prototype.get = null;
        class A { #a = 1; m(...b) { return this.#a + b.length } }
        return new (class extends A { n() { return super.m(...[1, 2]) } })().m(1);
        """;
    assertEquals("2", text(source));
  }
}
