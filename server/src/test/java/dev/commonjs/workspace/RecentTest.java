package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RecentTest {
  private final Recent<String, Integer> recent = new Recent<>(10, weight -> weight);

  private Map<String, Integer> held() {
    Map<String, Integer> held = new LinkedHashMap<>();
    recent.forEach(held::put);
    return held;
  }

  private void put(String... keys) {
    for (String key : keys) {
      recent.put(key, key.length());
    }
  }

  @Test
  void what_was_asked_for_last_stays() {
    put("aaaa", "bbbb");
    assertEquals(4, recent.get("aaaa"));
    put("ccc");
    assertEquals(Map.of("aaaa", 4, "ccc", 3), held());
    put("dddddddddd");
    assertEquals(Map.of("dddddddddd", 10), held());
  }

  @Test
  void what_alone_is_too_heavy_drives_nothing_out() {
    put("aaaa", "bbbbbbbbbbb");
    assertEquals(Map.of("aaaa", 4), held());
    recent.put("aaaa", 11);
    assertEquals(Map.of(), held());
  }

  @Test
  void the_weight_is_that_of_what_is_there() {
    for (int round = 0; round < 20; round++) {
      put("aaaa");
      recent.merge("bb", 2, Integer::max);
      assertEquals(4, recent.putIfAbsent("aaaa", 9));
      recent.removeIf(Predicate.isEqual(4));
    }
    put("cccccccc");
    assertEquals(Map.of("bb", 2, "cccccccc", 8), held());
    recent.clear();
    put("aaaa", "bbbbbb");
    assertEquals(Map.of("aaaa", 4, "bbbbbb", 6), held());
  }
}
