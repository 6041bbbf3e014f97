package dev.commonjs.cli;

import dev.commonjs.store.UserCache;
import dev.commonjs.text.Visible;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command runs.
 *
 * @param directory what relative paths are relative to; absolute
 * @param color whether {@code out} shows colours
 * @param live whether {@code err} is watched by a person, so that a line may be rewritten
 * @param cache where what was read is kept for other runs; null for nowhere
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Path directory,
    boolean color,
    boolean live,
    @Nullable Path cache) {
  /**
   * Set by the launcher, which can tell, to those of {@code out} and {@code err} that are
   * terminals: Java knows of both together only.
   */
  private static final String WATCHED = "commonjs.terminal";

  /** Says why something could not be done; {@code message} may hold names that others gave. */
  void complain(String message) {
    err.println("commonjs-ls: " + Visible.lines(message));
  }

  /** The process's own: UTF-8 whatever the locale, colours as NO_COLOR and TERM want it. */
  public static Terminal standard(OutputStream out, OutputStream err, Map<String, String> env) {
    String watched = System.getProperty(WATCHED);
    boolean guess = Ansi.AUTO.enabled();
    boolean plain = !env.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(env.get("TERM"));
    return new Terminal(
        new PrintWriter(out, false, StandardCharsets.UTF_8),
        new PrintWriter(err, true, StandardCharsets.UTF_8),
        Path.of("").toAbsolutePath(),
        !plain && (watched == null ? guess : watched.contains("out")),
        watched == null ? guess : watched.contains("err"),
        UserCache.folder(env, System.getProperty("os.name")).orElse(null));
  }
}
