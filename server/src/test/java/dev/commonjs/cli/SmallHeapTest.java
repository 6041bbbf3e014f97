package dev.commonjs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, with less memory than some of its files need. */
class SmallHeapTest {
  private static final String NUMBERS = "[" + "1,".repeat(1_000_000) + "1]";

  @TempDir private Path folder;

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void smallFiles() throws IOException {
    Files.writeString(folder.resolve("a.js"), "exports = { a: 1 };\n");
    Files.writeString(
        folder.resolve("z.js"), "const data = require('./data.json');\nexports = data.x;\n");
  }

  @Test
  void checkLeavesOutWhatIsTooLargeAndSaysSo() throws Exception {
    Files.writeString(folder.resolve("data.json"), NUMBERS);

    Outcome outcome = run("check", "--format", "github");

    assertEquals(
        """
        a.js:1 exports-reassigned
        z.js:2 exports-reassigned
        """,
        outcome.out.replaceAll(
            "(?m)^::[a-z]+ file=([^,]*),line=(\\d+),.*title=([a-z-]+)::.*$", "$1:$2 $3"));
    assertEquals(
        "commonjs-ls: can't read data.json: it takes more memory than N MB\n", outcome.err);
    assertEquals(2, outcome.status);
  }

  @Test
  void shapeSaysThatNothingIsKnown() throws Exception {
    Files.writeString(folder.resolve("big.js"), "module.exports = " + NUMBERS + ";\n");

    Outcome outcome = run("shape", "big.js", "a.js");

    assertEquals(
        """
        big.js: object
          (open: it takes more memory to read than there is)

        a.js: object

        """,
        outcome.out);
    assertEquals("commonjs-ls: can't read big.js: it takes more memory than N MB\n", outcome.err);
    assertEquals(2, outcome.status);
  }

  /**
   * One processor: then the error strikes the file that takes the memory, and no class's first use.
   */
  private Outcome run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:ActiveProcessorCount=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.commonjs.Main"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int status = process.waitFor();
    return new Outcome(status, text(out), text(err).replaceAll("\\d+ MB", "N MB"));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
