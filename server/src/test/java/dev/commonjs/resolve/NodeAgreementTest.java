package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.resolve.PackageTrees.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random package trees, in which the resolver and the real Node must agree. {@code
 * -Dresolve.trees=N} makes more trees, {@code -Dresolve.seed=N} others, {@code -Dresolve.node=PATH}
 * asks another Node.
 */
class NodeAgreementTest {
  private static final int QUESTIONS_PER_TREE = 60;

  @TempDir Path temporary;

  private record Case(Path root, Question question) {}

  private record Said(String node, List<String> answers) {}

  @Test
  void resolvesWhatNodeResolvesAndRefusesWhatNodeRefuses() throws Exception {
    int trees = Integer.getInteger("resolve.trees", 12);
    long seed = Long.getLong("resolve.seed", 1);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < trees; i++) {
      Path root = Files.createDirectories(temporary.toRealPath().resolve("t" + i));
      new PackageTrees(seed + i, root)
          .questions(QUESTIONS_PER_TREE)
          .forEach(q -> cases.add(new Case(root, q)));
    }
    Said said = askNode(cases.stream().map(Case::question).toList());
    NodeResolver resolver = new NodeResolver(new DiskView(), settings(said.node));
    List<String> disagreements = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < cases.size(); i++) {
      Case asked = cases.get(i);
      Question question = asked.question;
      Resolution ours = resolver.resolve(question.from(), question.specifier(), question.mode());
      found += ours instanceof Resolution.Found ? 1 : 0;
      if (!agrees(said.answers.get(i), ours, question, resolver)) {
        disagreements.add(
            "%s %s from %s%n  node: %s%n  ours: %s%n  %s"
                .formatted(
                    question.mode(),
                    question.specifier(),
                    question.from(),
                    said.answers.get(i),
                    shown(ours),
                    String.join(
                        "\n  ",
                        resolver.steps(question.from(), question.specifier(), question.mode()))));
      }
    }
    assertEquals(
        "", String.join("\n", disagreements), disagreements.size() + " of " + cases.size());
    assertTrue(
        found > cases.size() / 5,
        "too few questions have an answer: " + found + " of " + cases.size());
  }

  /** Where we follow the documentation against what some version of Node does. */
  private static boolean agrees(
      String node, Resolution answer, Question question, NodeResolver resolver) {
    Path end = answer instanceof Resolution.Found found ? found.file() : question.from();
    if (node.equals("ERR_INVALID_PACKAGE_CONFIG")
        && (inBroken(question.from(), resolver) || inBroken(end, resolver))) {
      return true; // Node runs nothing in there. We go on: somebody is typing in that package.json.
    }
    String ours = shown(answer);
    // `require('#core')` with a built-in as target is documented; the loader trips over the `node:`
    // URL.
    boolean importedBuiltin =
        question.specifier().startsWith("#") && node.equals("ERR_INVALID_URL_SCHEME");
    // Malformed percent escapes end in an error without a code.
    boolean malformedEscape =
        node.equals("URIError") && ours.equals("ERR_INVALID_MODULE_SPECIFIER");
    return node.equals(ours) || malformedEscape || (importedBuiltin && ours.startsWith("builtin "));
  }

  private static boolean inBroken(Path file, NodeResolver resolver) {
    return resolver
        .packageScope(file)
        .manifest()
        .filter(manifest -> manifest.broken() != null)
        .isPresent();
  }

  private static String shown(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found -> found.file().toString();
      case Resolution.Builtin builtin -> "builtin " + builtin.name();
      case Resolution.NotFound missing -> missing.code();
    };
  }

  private static NodeSettings settings(String node) {
    String[] parts = node.split("\\.");
    return NodeSettings.forVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  private Said askNode(List<Question> questions) throws IOException, InterruptedException {
    String program = System.getProperty("resolve.node", "node");
    InstalledNode.assumeThere(program);
    Path script = temporary.resolve("oracle.cjs");
    try (var in =
        Objects.requireNonNull(NodeAgreementTest.class.getResourceAsStream("oracle.cjs"))) {
      Files.copy(in, script);
    }
    Path input = temporary.resolve("questions");
    Path output = temporary.resolve("answers");
    Files.write(input, questions.stream().map(NodeAgreementTest::json).toList());
    ProcessBuilder builder =
        new ProcessBuilder(program, "--expose-internals", "--no-warnings", script.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    assertTrue(builder.start().waitFor(5, TimeUnit.MINUTES), "node took too long");
    List<JsonObject> lines =
        Files.readAllLines(output, StandardCharsets.UTF_8).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    return new Said(
        lines.get(0).get("node").getAsString(),
        lines.subList(1, lines.size()).stream().map(NodeAgreementTest::answer).toList());
  }

  private static String json(Question question) {
    JsonObject json = new JsonObject();
    json.addProperty("mode", question.mode().name());
    json.addProperty("from", question.from().toString());
    json.addProperty("specifier", question.specifier());
    return json.toString();
  }

  private static String answer(JsonObject json) {
    return json.has("file")
        ? json.get("file").getAsString()
        : json.has("builtin")
            ? "builtin " + json.get("builtin").getAsString()
            : json.get("code").getAsString();
  }
}
