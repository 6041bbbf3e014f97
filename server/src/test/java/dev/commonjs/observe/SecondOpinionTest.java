package dev.commonjs.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.observe.Opinion.Verdict;
import dev.commonjs.rule.Rules;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is found about a member of another module is held against a run of that module in the
 * sandbox and against Node. By itself over a few files; over any folder, {@code node_modules}
 * included, with {@code -Dcorpus=FOLDER}, or over the files of a list in it with {@code
 * -Dcorpus.list=FILE} besides. Node loads the modules that findings are about and the files that
 * they are in: it writes nothing to the disk, and is not kept from anything else.
 */
class SecondOpinionTest {
  private static final String PROJECT =
      """
      //- /node_modules/tool/package.json
      { "name": "tool", "version": "1.0.0" }
      //- /node_modules/tool/index.js
      exports.conf = { port: 1 };
      exports.parse = function parse(text) { return text; };
      exports.level = 1;
      exports = { lost: 1 };
      //- /node_modules/nothing/package.json
      { "name": "nothing", "version": "1.0.0" }
      //- /node_modules/nothing/index.js
      exports = { a: 1 };
      //- /main.js
      const tool = require('tool');
      const nothing = require('nothing');
      tool.parze('');
      tool.lost();
      tool.conf.prot.toString();
      tool.level();
      tool('');
      require('path').joyn('a');
      console.log(nothing);
      """;

  @TempDir Path temporary;

  private final List<String> disagreements = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> silent = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();

  @Test
  void findings_about_members_are_what_a_run_and_node_say() throws Exception {
    String corpus = System.getProperty("corpus");
    Path folder = (corpus == null ? project() : Path.of(corpus)).toRealPath();
    Settings settings = new Settings("", Map.of(), true, true, List.of(), List.of());
    Workspace workspace = Workspace.open(List.of(folder), settings, new DiskFiles());
    NodeOpinions node = new NodeOpinions(Files.createDirectory(temporary.resolve("opinions")));
    Snapshot snapshot = workspace.current();
    for (Path file : files(snapshot, folder)) {
      Rules.check(snapshot, file, Cancel.NONE).stream()
          .flatMap(finding -> Claim.of(snapshot, file, finding).stream())
          .forEach(claims::add);
    }

    try (Observer observer = Observers.patient()) {
      for (Claim claim : claims) {
        Optional<Observation> run =
            claim
                .module()
                .flatMap(module -> workspace.observations().observe(snapshot, module, observer));
        compare(folder, snapshot, claim, Opinion.ofRun(claim, run), node.of(claim));
      }
    }

    if (corpus == null) {
      assertEquals(7, claims.size());
      assertEquals(7, counts.get("node CONFIRMS"), counts.toString());
      assertEquals(5, counts.get("run CONFIRMS"), silent.toString());
    } else {
      report(System.out);
    }
    assertEquals(List.of(), disagreements);
  }

  @Test
  void whose_mistake_a_disagreement_is() {
    Opinion yes = new Opinion(Verdict.CONFIRMS, "");
    Opinion no = new Opinion(Verdict.CONTRADICTS, "");
    Opinion nothing = new Opinion(Verdict.NOTHING, "");

    assertEquals(Optional.empty(), Opinion.atFault(yes, yes));
    assertEquals(Optional.empty(), Opinion.atFault(nothing, yes));
    assertEquals(Optional.empty(), Opinion.atFault(yes, nothing));
    assertEquals(Optional.empty(), Opinion.atFault(nothing, nothing));
    assertEquals(Optional.of("run"), Opinion.atFault(no, yes));
    assertEquals(Optional.of("reading"), Opinion.atFault(no, no));
    assertEquals(Optional.of("reading"), Opinion.atFault(nothing, no));
    assertEquals(Optional.of("reading and run"), Opinion.atFault(yes, no));
    assertEquals(Optional.of("reading or run"), Opinion.atFault(no, nothing));
  }

  private void compare(Path folder, Snapshot snapshot, Claim claim, Opinion run, Opinion node) {
    counts.merge("run " + run.verdict(), 1, Integer::sum);
    counts.merge("node " + node.verdict(), 1, Integer::sum);
    Opinion.atFault(run, node)
        .ifPresent(
            fault -> {
              counts.merge("fault of " + fault, 1, Integer::sum);
              disagreements.add(
                  "%s: %s | node: %s, %s | run: %s, %s"
                      .formatted(
                          fault,
                          place(folder, snapshot, claim),
                          node.verdict(),
                          node.why(),
                          run.verdict(),
                          run.why()));
            });
    if (node.verdict() == Verdict.NOTHING || run.verdict() == Verdict.NOTHING) {
      silent.add(
          "%s | node: %s, %s | run: %s, %s"
              .formatted(
                  place(folder, snapshot, claim),
                  node.verdict(),
                  node.why(),
                  run.verdict(),
                  run.why()));
    }
  }

  /** The fixture's files on the disk. */
  private Path project() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("project"));
    for (Map.Entry<Path, String> file : Fixture.parse(PROJECT).texts().entrySet()) {
      Path place = folder.resolve(file.getKey().toString().substring(1));
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.getValue());
    }
    return folder;
  }

  private static List<Path> files(Snapshot snapshot, Path folder) throws IOException {
    String list = System.getProperty("corpus.list");
    return list == null
        ? snapshot.files()
        : Files.readAllLines(Path.of(list)).stream()
            .filter(line -> !line.isBlank())
            .map(line -> folder.resolve(line.strip()))
            .toList();
  }

  private static String place(Path folder, Snapshot snapshot, Claim claim) {
    int line =
        snapshot
            .text(claim.file())
            .map(text -> text.lines().lineOf(claim.finding().span().start()) + 1)
            .orElse(0);
    return "%s:%d [%s] %s"
        .formatted(
            folder.relativize(claim.file()),
            line,
            claim.finding().rule(),
            claim.finding().message());
  }

  private void report(PrintStream out) {
    out.printf("%d findings about members of other modules: %s%n", claims.size(), counts);
    out.println("one of the two says nothing:");
    silent.forEach(out::println);
    out.println("disagreements:");
    disagreements.forEach(out::println);
  }
}
