package dev.commonjs.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.fixture.RulePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pages are right: about the rules, about us, and about Node. */
final class RuleDocsTest {
  private static final List<String> HEADINGS =
      List.of("## Why", "## Wrong", "## Right", "## When to switch it off");
  private static final String TABLE_START = "<!-- rules: written by RuleDocsTest -->";
  private static final String TABLE_END = "<!-- /rules -->";

  @Test
  void idsAreKebabCaseAndUnique() {
    Set<String> seen = new HashSet<>();
    for (Rule rule : Rules.ALL) {
      String id = rule.info().id();
      assertTrue(id.matches("[a-z]+(-[a-z]+)*"), id);
      assertTrue(seen.add(id), id);
    }
  }

  @Test
  void summariesAreOneLineWithoutAFinalPeriod() {
    for (Rule rule : Rules.ALL) {
      String summary = rule.info().summary();
      assertFalse(summary.endsWith(".") || summary.contains("\n") || summary.isBlank(), summary);
    }
  }

  @Test
  void everyRuleHasAPageAndEveryPageARule() throws IOException {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/rules"))) {
      files.forEach(f -> pages.add(f.getFileName().toString()));
    }
    Set<String> rules =
        Rules.ALL.stream()
            .map(r -> r.info().id() + ".md")
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rules, pages);
  }

  @TestFactory
  List<DynamicTest> pagesHaveTheirParts() {
    return forEachRule(
        id -> {
          String page = RulePages.page(id);
          assertTrue(page.startsWith("# " + id + "\n\n"), "the title is the id");
          int at = 0;
          for (String heading : HEADINGS) {
            int next = page.indexOf("\n" + heading + "\n", at);
            assertTrue(next > at, heading);
            at = next;
          }
        });
  }

  @TestFactory
  List<DynamicTest> theWrongExampleIsReported() {
    return forEachRule(
        id -> assertEquals(List.of(id), RuleTester.ids(RulePages.example(id, "Wrong"))));
  }

  @TestFactory
  List<DynamicTest> theRightExampleIsNot() {
    return forEachRule(
        id -> assertEquals(List.of(), RuleTester.ids(RulePages.example(id, "Right"))));
  }

  /** The last file of an example is the one to run. */
  @Test
  void nodeAgrees(@TempDir Path folder) throws IOException, InterruptedException {
    InstalledNode.assumeThere();
    StringBuilder entries = new StringBuilder();
    Map<String, Boolean> fails = new LinkedHashMap<>();
    for (Rule rule : Rules.ALL) {
      for (String kind : List.of("Wrong", "Right")) {
        String name = rule.info().id() + "." + kind;
        Path entry = write(folder.resolve(name), RulePages.example(rule.info().id(), kind));
        entries.append(name).append('\t').append(entry).append('\n');
        boolean style = rule.equals(Rules.ALL.get(Rules.ALL.size() - 1));
        fails.put(name, kind.equals("Wrong") && !style);
      }
    }
    Map<String, String> answers = run(folder, entries.toString());
    fails.forEach(
        (name, failing) ->
            assertEquals(
                failing, !"ok".equals(answers.get(name)), name + ": " + answers.get(name)));
  }

  @Test
  void readmeListsTheRules() throws IOException {
    Path file = Path.of("../README.md");
    String readme = Files.readString(file);
    int start = readme.indexOf(TABLE_START);
    int end = readme.indexOf(TABLE_END);
    assertTrue(start >= 0 && end > start, "README.md has no " + TABLE_START + " … " + TABLE_END);
    String updated =
        readme.substring(0, start) + TABLE_START + "\n\n" + table() + "\n" + readme.substring(end);
    if (Boolean.getBoolean("update")) {
      Files.writeString(file, updated);
    }
    assertEquals(
        updated, Files.readString(file), "mvn test -Dtest=RuleDocsTest -Dupdate=true writes it");
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| rule | default | what it says |\n| --- | --- | --- |\n");
    for (Rule rule : Rules.ALL) {
      RuleInfo info = rule.info();
      table.append(
          "| [`%1$s`](server/src/main/resources/rules/%1$s.md) | %2$s | %3$s |\n"
              .formatted(info.id(), info.severity().text(), info.summary()));
    }
    return table.toString();
  }

  private interface Check {
    void accept(String id) throws IOException;
  }

  private static List<DynamicTest> forEachRule(Check check) {
    return Rules.ALL.stream()
        .map(Rule::info)
        .map(info -> DynamicTest.dynamicTest(info.id(), () -> check.accept(info.id())))
        .toList();
  }

  private static Path write(Path folder, Fixture fixture) throws IOException {
    Path last = folder;
    for (Map.Entry<Path, String> file : fixture.texts().entrySet()) {
      last = folder.resolve(file.getKey().toString().substring(1));
      Files.createDirectories(last.getParent());
      Files.writeString(last, file.getValue());
    }
    return last;
  }

  private static Map<String, String> run(Path folder, String entries)
      throws IOException, InterruptedException {
    Path list = Files.writeString(folder.resolve("entries.txt"), entries);
    Path driver =
        Files.writeString(
            folder.resolve("driver.mjs"),
            """
            import { readFileSync } from 'node:fs';
            import { pathToFileURL } from 'node:url';
            console.log = () => {};
            for (const line of readFileSync(process.argv[2], 'utf8').split('\\n').filter(Boolean)) {
              const [name, entry] = line.split('\\t');
              let answer = 'ok';
              try {
                await import(pathToFileURL(entry));
              } catch (error) {
                answer = String(error).split('\\n')[0];
              }
              process.stdout.write(name + '\\t' + answer + '\\n');
            }
            """);
    Process node =
        new ProcessBuilder("node", driver.toString(), list.toString())
            .redirectError(folder.resolve("stderr.txt").toFile())
            .start();
    List<String> lines = new ArrayList<>(node.inputReader().lines().toList());
    assertEquals(0, node.waitFor(), () -> "node failed after " + lines);
    return lines.stream()
        .map(line -> line.split("\t", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
