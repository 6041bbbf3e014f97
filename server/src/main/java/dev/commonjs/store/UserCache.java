package dev.commonjs.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a user's programs keep what they can make again. */
public final class UserCache {
  /** Names another folder, or is {@code off}. */
  private static final String VARIABLE = "COMMONJS_CACHE";

  private static final String OFF = "off";

  private UserCache() {}

  /**
   * As the system wants it: {@code $XDG_CACHE_HOME}, {@code ~/Library/Caches}, {@code
   * %LOCALAPPDATA%}. Empty where the user wants none, or has no folder.
   *
   * @param env the environment
   * @param system what Java calls the operating system
   */
  public static Optional<Path> folder(Map<String, String> env, String system) {
    String named = env.get(VARIABLE);
    if (named != null && !named.isEmpty()) {
      return named.equals(OFF) ? Optional.empty() : path(named);
    }
    String lower = system.toLowerCase(Locale.ROOT);
    Optional<Path> caches =
        lower.contains("windows")
            ? path(env.get("LOCALAPPDATA"))
            : lower.contains("mac")
                ? path(env.get("HOME")).map(home -> home.resolve("Library/Caches"))
                : path(env.get("XDG_CACHE_HOME"))
                    .or(() -> path(env.get("HOME")).map(home -> home.resolve(".cache")));
    return caches.map(folder -> folder.resolve("commonjs-ls"));
  }

  /** Relative ones count for nothing: they would be in whatever folder one is in. */
  private static Optional<Path> path(@Nullable String name) {
    try {
      return Optional.ofNullable(name).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
