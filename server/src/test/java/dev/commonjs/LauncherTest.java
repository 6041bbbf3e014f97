package dev.commonjs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code bin/commonjs-ls} with folders that look like Javas. Each fake {@code java} prints
 * where it is and what it was given; the environment holds nothing else, so no real Java is ever
 * found.
 */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "a POSIX shell script; Windows has commonjs-ls.cmd, which no test starts yet")
class LauncherTest {
  private static final Path LAUNCHER = Path.of("bin", "commonjs-ls").toAbsolutePath();

  @TempDir Path temp;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path installed;

  @BeforeEach
  void install() throws IOException {
    temp = temp.toRealPath();
    installed = temp.resolve("with space/server");
    Files.createDirectories(installed.resolve("bin"));
    Files.createDirectories(installed.resolve("lib"));
    Files.copy(LAUNCHER, installed.resolve("bin/commonjs-ls"));
    Files.createFile(installed.resolve("lib/commonjs-ls.jar"));
    environment.put("COMMONJS_JAVA_DIRS", temp.resolve("jvms").toString());
    environment.put("PATH", temp.resolve("path").toString());
  }

  @Test
  void startsTheInstalledJarWithAllArguments() throws Exception {
    java("jvms/jdk-25", "25.0.1");

    Outcome outcome = launch("check", "a b", "", "*");

    assertEquals(
        """
        %1$s
        @%2$s/lib/jvm.options
        -Dcommonjs.terminal=
        -jar
        %2$s/lib/commonjs-ls.jar
        check
        a b

        *
        """
            .formatted(temp.resolve("jvms/jdk-25/bin/java"), installed),
        outcome.output);
    assertEquals(0, outcome.exit);
  }

  @Test
  void theChosenJavaComesFirstThenJavaHomeThenThePathThenTheNewestInstalled() throws Exception {
    java("jvms/jdk-21", "21");
    java("jvms/jdk-26", "26-ea");
    java("jvms/jdk-25", "25.0.1");
    assertEquals("jvms/jdk-26", started());

    java("on-path", "22.0.2");
    provideReadlink();
    Files.createSymbolicLink(temp.resolve("path/java"), temp.resolve("on-path/bin/java"));
    assertEquals("on-path", started());

    java("home", "23");
    environment.put("JAVA_HOME", temp.resolve("home").toString());
    assertEquals("home", started());

    java("chosen", "24");
    environment.put("COMMONJS_JAVA_HOME", temp.resolve("chosen").toString());
    assertEquals("chosen", started());
  }

  @Test
  void itsOwnRuntimeComesBeforeEveryJavaButAChosenOne() throws Exception {
    java("home", "23");
    environment.put("JAVA_HOME", temp.resolve("home").toString());
    java("with space/server/runtime", "25");
    assertEquals("with space/server/runtime", started());

    java("chosen", "24");
    environment.put("COMMONJS_JAVA_HOME", temp.resolve("chosen").toString());
    assertEquals("chosen", started());
  }

  @Test
  void theCacheGoesWithItsRuntimeOnly() throws Exception {
    java("jvms/jdk-25", "25");
    Path cache = Files.createFile(installed.resolve("lib/commonjs-ls.aot"));
    assertFalse(launch().output.contains("AOTCache"));

    java("with space/server/runtime", "25");
    assertTrue(launch().output.contains("\n-XX:AOTCache=" + cache + "\n"));

    Path older = installed.resolve("lib/commonjs-ls.jsa");
    Files.move(cache, older);
    assertTrue(launch().output.contains("\n-XX:SharedArchiveFile=" + older + "\n"));
  }

  @Test
  void javasThatAreTooOldArePassedOver() throws Exception {
    java("home", "17.0.15");
    java("jvms/jdk-8", "1.8.0_402");
    java("jvms/jdk-21", "21.0.9");
    environment.put("JAVA_HOME", temp.resolve("home").toString());

    assertEquals("jvms/jdk-21", started());
  }

  @Test
  void aJavaWithoutReleaseFileIsAskedForItsVersion() throws Exception {
    java("jvms/distribution", "21.0.4");
    Files.delete(temp.resolve("jvms/distribution/release"));

    assertEquals("jvms/distribution", started());
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoJava() throws Exception {
    environment.put("JAVA_HOME", temp.resolve("gone").toString());

    assertFails(
        "commonjs-ls: needs Java 21 or newer, and found no Java. Install one"
            + " (https://adoptium.net), or set COMMONJS_JAVA_HOME to its folder.\n");
  }

  @Test
  void saysWhichJavaIsTooOld() throws Exception {
    java("jvms/jdk-8", "1.8.0_402");
    java("jvms/jdk-17", "17.0.15");

    assertFails(
        "commonjs-ls: needs Java 21 or newer, and found only Java 17 in "
            + temp.resolve("jvms/jdk-17")
            + ". Install a newer one (https://adoptium.net), or set COMMONJS_JAVA_HOME to its"
            + " folder.\n");
  }

  @Test
  void aChosenJavaIsNeverSilentlyReplaced() throws Exception {
    java("jvms/jdk-25", "25");
    java("chosen", "17.0.15");
    environment.put("COMMONJS_JAVA_HOME", temp.resolve("chosen").toString());

    assertFails(
        "commonjs-ls: COMMONJS_JAVA_HOME is "
            + temp.resolve("chosen")
            + ", which is Java 17, but Java 21 or newer is needed. Set it to a newer one, or unset"
            + " it.\n");
  }

  @Test
  void aChosenFolderWithoutJavaIsNamed() throws Exception {
    environment.put("COMMONJS_JAVA_HOME", temp.toString());

    Outcome outcome = launch();

    assertEquals(2, outcome.exit);
    assertTrue(outcome.output.contains("there is no Java in it"), outcome.output);
  }

  @Test
  void aCheckoutRunsFromItsTargetFolder() throws Exception {
    java("jvms/jdk-25", "25");
    Path jar = installed.resolve("target/commonjs-ls/lib/commonjs-ls.jar");
    Files.createDirectories(jar.getParent());
    Files.move(installed.resolve("lib/commonjs-ls.jar"), jar);

    assertTrue(launch().output.contains("-jar\n" + jar + "\n"));
  }

  @Test
  void asksForABuildWhereThereAreNoJars() throws Exception {
    java("jvms/jdk-25", "25");
    Files.delete(installed.resolve("lib/commonjs-ls.jar"));

    assertFails("commonjs-ls: not built yet. Build first: mvn -DskipTests package\n");
  }

  @Test
  void worksThroughALinkAndWithFurtherJavaOptions() throws Exception {
    java("jvms/jdk-25", "25");
    provideReadlink();
    Path link = Files.createSymbolicLink(temp.resolve("ls"), Path.of("with space/server/bin/hop"));
    Files.createSymbolicLink(installed.resolve("bin/hop"), Path.of("commonjs-ls"));
    environment.put("COMMONJS_JAVA_OPTS", "-Xmx2g -Da=b");

    String output = run(List.of("/bin/sh", link.toString())).output;

    assertTrue(
        output.contains("\n-Xmx2g\n-Da=b\n-jar\n" + installed + "/lib/commonjs-ls.jar\n"), output);
  }

  private String started() throws Exception {
    String java = launch().output.lines().findFirst().orElse("");
    return temp.relativize(Path.of(java)).getParent().getParent().toString();
  }

  private void assertFails(String message) throws Exception {
    Outcome outcome = launch();

    assertEquals(message, outcome.output);
    assertEquals(2, outcome.exit);
  }

  /** A folder that holds a Java, as far as the launcher can see. */
  private void java(String folder, String version) throws IOException {
    Path home = temp.resolve(folder);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x86_64\"\n");
    executable(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2024-01-01' >&2; exit; fi
        printf '%%s\\n' "$0" "$@"
        """
            .formatted(version));
  }

  private Outcome launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh"));
    command.add(installed.resolve("bin/commonjs-ls").toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Outcome run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the launcher did not end");
    return new Outcome(process.exitValue(), output);
  }

  /** The one program that the launcher needs, and only where it meets a link. */
  private void provideReadlink() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("path"));
    executable(
        folder.resolve("readlink"),
        """
        #!/bin/sh
        PATH=/bin:/usr/bin exec readlink "$@"
        """);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Outcome(int exit, String output) {}
}
