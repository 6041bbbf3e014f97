package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.commonjs.resolve.PackageTarget.Choice;
import dev.commonjs.resolve.PackageTarget.Invalid;
import dev.commonjs.resolve.PackageTarget.Keyed;
import dev.commonjs.resolve.PackageTarget.Nothing;
import dev.commonjs.resolve.PackageTarget.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageJsonTest {

  @Test
  void readsWhatResolutionNeeds() {
    PackageJson json =
        PackageJson.parse(
            """
            \uFEFF{"name": "n", "version": "1.2.3", "main": "m", "type": "module",
             "dependencies": {"a": "1"}, "devDependencies": {"b": "1", "a": "2"}}
            """);
    assertNull(json.broken());
    assertEquals(
        "n 1.2.3 m MODULE",
        String.join(" ", json.name(), json.version(), json.main(), json.type().name()));
    assertEquals(Set.of("a", "b"), json.dependencies());
  }

  @Test
  void fieldsOfAWrongTypeCountAsAbsent() {
    PackageJson json =
        PackageJson.parse(
            "{\"name\": 1, \"main\": {}, \"type\": \"esm\", \"exports\": null, \"dependencies\": [\"a\"],"
                + " \"engines\": [\"node\"]}");
    assertEquals(
        new PackageJson(
            null,
            null,
            null,
            null,
            PackageJson.Type.NONE,
            null,
            null,
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            Set.of(),
            Map.of(),
            PackageJson.Runs.NOTHING),
        json);
  }

  @Test
  void foldersThatAreDependencies() {
    assertEquals(
        List.of("a", "../b", "./c", "../d.tgz"),
        PackageJson.parse(
                "{\"dependencies\": {\"a\": \"file:a\", \"b\": \"file:../b\", \"x\": \"^1.0\", \"y\": 1,"
                    + " \"z\": \"github:a/b\", \"w\": \"file:///a\", \"h\": \"file:~/a\", \"e\": \".x\"},"
                    + " \"devDependencies\": {\"c\": \"./c\", \"d\": \"../d.tgz\"}}")
            .folders());
  }

  @Test
  void keepsTheOrderOfConditionsAndEveryKindOfTarget() {
    PackageJson json =
        PackageJson.parse("{\"exports\": {\"z\": [\"./a\", null], \"b\": {\"c\": 1}}}");
    assertEquals(
        "[z, b]", json.exports() instanceof Keyed keyed ? keyed.entries().keySet().toString() : "");
    assertEquals(
        List.of(
            new Choice(List.of(new Text("./a"), new Nothing())),
            new Keyed(Map.of("c", new Invalid("1")))),
        json.exports() instanceof Keyed keyed ? List.copyOf(keyed.entries().values()) : List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "1",
        "\"\"",
        "{} {}",
        "{'a': 1}",
        "{\"a\": 1,}",
        "// c\n{}",
        "{a: 1}",
        "\0",
        "{\"a\": NaN}"
      })
  void whatIsNoJsonObjectIsBroken(String text) {
    assertNotNull(PackageJson.parse(text).broken());
  }

  @Test
  void deepNestingIsBrokenNotFatal() {
    assertNotNull(PackageJson.parse("{\"exports\": " + "[".repeat(100_000)).broken());
  }
}
