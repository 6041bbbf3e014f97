package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/b.js | ./c.js      | /a/c.js",
        "/a/b.js | ../c.js     | /c.js",
        "/a/b.js | ../../c.js  | /c.js",
        "/a/b.js | .           | /a/",
        "/a/b.js | ..          | /",
        "/a/b.js | /c.js       | /c.js",
        "/a/b.js | ./c.js?d#e  | /a/c.js",
        "/a/b.js | ./%2e%2E/c  | /c",
        "/a/b.js | .\\c        | /a/c",
        "/a/b.js | .//c        | /a//c",
        "/a/b/   | c%20d       | /a/b/c%20d",
      })
  void resolvesRelativeReferences(String base, String relative, String expected) {
    assertEquals(expected, UrlPath.resolve(base, relative));
  }

  @Test
  void aPathSurvivesTheWayThereAndBack() {
    Path path = Path.of("/a b/100%/c#d?e.js").toAbsolutePath();
    assertEquals(path, UrlPath.toPath(UrlPath.of(path), FileSystems.getDefault()).orElseThrow());
  }
}
