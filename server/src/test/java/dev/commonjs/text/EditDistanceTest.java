package dev.commonjs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({
    "utlis, utils, 1",
    "lodash, lodash, 0",
    "lodash, Lodash, 0",
    "a, b, 1",
    "'', abc, 3",
    "kitten, sitting, 3",
    "ca, abc, 3"
  })
  void countsSlipsOfTheFingers(String from, String to, int distance) {
    assertEquals(distance, EditDistance.between(from, to));
    assertEquals(distance, EditDistance.between(to, from));
  }

  @Test
  void theClosestComeFirstAndStrangersNotAtAll() {
    assertEquals(
        List.of("express", "expres5s"),
        EditDistance.nearest("expres", List.of("expres5s", "koa", "express", "expres"), 3));
    assertEquals(List.of(), EditDistance.nearest("e", List.of("a", "b"), 3));
  }

  @ParameterizedTest
  @CsvSource({
    "utlis.js, utils.js, true",
    "gulp-les, gulp-less, true",
    "gulp-less, gulp-sass, false",
    "gulp-less, grunt-less, false",
    "lodahs/get, lodash/get, true",
    "ws, fs, false",
    "sf, fs, true",
    "ejs, pug, false",
    "-, --, false",
    "express-sessoin, express-session, true",
    "express-session, express-streams, false"
  })
  void whatBothHaveInCommonCountsForNothing(String written, String name, boolean near) {
    assertEquals(near ? List.of(name) : List.of(), EditDistance.nearest(written, List.of(name), 1));
  }
}
