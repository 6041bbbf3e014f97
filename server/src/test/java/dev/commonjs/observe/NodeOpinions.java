package dev.commonjs.observe;

import com.google.gson.Gson;
import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.observe.Opinion.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks Node about claims, each in a process of its own, which may read files and write none. */
final class NodeOpinions {
  private static final String MARK = "opinion:";
  private static final int SECONDS = 20;

  private final Path script;
  private final Path output;

  /** Skips the test that runs where there is no Node. */
  NodeOpinions(Path temporary) throws IOException {
    InstalledNode.assumeThere();
    script = temporary.resolve("opinion.cjs");
    output = temporary.resolve("opinion.txt");
    try (var in = Objects.requireNonNull(NodeOpinions.class.getResourceAsStream("opinion.cjs"))) {
      Files.copy(in, script);
    }
  }

  /**
   * First the module alone is loaded. Where that confirms the claim, it is loaded after the file
   * that the finding is in, too: that file, or something it loads, may put there what is missing.
   */
  Opinion of(Claim claim) throws IOException, InterruptedException {
    Opinion alone = Opinion.ofNode(ask(claim, null), "once it is loaded");
    if (alone.verdict() != Verdict.CONFIRMS) {
      return alone;
    }
    Opinion after =
        Opinion.ofNode(ask(claim, claim.file().toString()), "once the file is loaded that asks");
    return after.verdict() == Verdict.CONTRADICTS ? after : alone;
  }

  private String ask(Claim claim, @Nullable String before)
      throws IOException, InterruptedException {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("target", claim.target());
    if (before != null) {
      question.put("before", before);
    }
    question.put("path", claim.path());
    question.put("about", claim.about().name().toLowerCase(Locale.ROOT));
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                "--no-warnings",
                "--experimental-permission",
                "--allow-fs-read=*",
                script.toString(),
                new Gson().toJson(question)));
    Process process =
        new ProcessBuilder(command)
            .directory(claim.file().getParent().toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return "unknown: it took longer than " + SECONDS + " s";
    }
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(MARK))
        .reduce((first, second) -> second)
        .map(line -> line.substring(MARK.length()))
        .orElse("unknown: the process ended without an answer");
  }
}
