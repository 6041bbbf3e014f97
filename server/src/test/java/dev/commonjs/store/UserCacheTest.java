package dev.commonjs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserCacheTest {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final String HOME = HERE.resolve("home").toString();
  private static final String CACHES = HERE.resolve("caches").toString();

  private static Optional<Path> folder(Map<String, String> env, String system) {
    return UserCache.folder(env, system).map(HERE::relativize);
  }

  @Test
  void it_is_where_each_system_wants_it() {
    assertEquals(
        Optional.of(Path.of("home/.cache/commonjs-ls")), folder(Map.of("HOME", HOME), "Linux"));
    assertEquals(
        Optional.of(Path.of("caches/commonjs-ls")),
        folder(Map.of("HOME", HOME, "XDG_CACHE_HOME", CACHES), "Linux"));
    assertEquals(
        Optional.of(Path.of("home/Library/Caches/commonjs-ls")),
        folder(Map.of("HOME", HOME), "Mac OS X"));
    assertEquals(
        Optional.of(Path.of("caches/commonjs-ls")),
        folder(Map.of("LOCALAPPDATA", CACHES), "Windows 11"));
  }

  @Test
  void the_user_may_name_another_or_none() {
    assertEquals(
        Optional.of(Path.of("caches")),
        folder(Map.of("HOME", HOME, "COMMONJS_CACHE", CACHES), "Linux"));
    assertEquals(Optional.empty(), folder(Map.of("HOME", HOME, "COMMONJS_CACHE", "off"), "Linux"));
    assertEquals(
        Optional.of(Path.of("home/.cache/commonjs-ls")),
        folder(Map.of("HOME", HOME, "COMMONJS_CACHE", ""), "Linux"));
  }

  @Test
  void without_a_home_there_is_none() {
    assertEquals(Optional.empty(), folder(Map.of(), "Linux"));
    assertEquals(Optional.empty(), folder(Map.of("HOME", ""), "Linux"));
    assertEquals(Optional.empty(), folder(Map.of("HOME", "\0"), "Linux"));
    assertEquals(Optional.empty(), folder(Map.of("COMMONJS_CACHE", "relative"), "Linux"));
    assertEquals(Optional.empty(), folder(Map.of(), "Windows 11"));
  }
}
