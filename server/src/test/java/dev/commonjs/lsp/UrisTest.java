package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {
  @ParameterizedTest
  @CsvSource({
    "file:///a/b.js, /a/b.js",
    "FILE:///a/b.js, /a/b.js",
    "file://localhost/a/b.js, /a/b.js",
    "file:/a/b.js, /a/b.js",
    "file:///a/../c/./b.js, /c/b.js",
    "file:///a%20b/gr%C3%B6%C3%9Fe.js, /a b/größe.js",
    "file:///a b/größe.js, /a b/größe.js",
    "file:///100%/b%2, /100%/b%2",
    "file:///a%zz.js, /a%zz.js",
    "file:///a.js?x=1#frag, /a.js",
    "file:///a%23b%3Fc.js, /a#b?c.js",
  })
  void a_file_uri_is_a_path_however_it_is_escaped(String uri, String path) {
    assertEquals(Optional.of(Path.of(path)), Uris.toPath(uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "untitled:Untitled-1",
        "git:/a/b.js",
        "http://x/a.js",
        "",
        "file:",
        "file://",
        "file:relative.js",
        "file:///a%00b",
        "vscode-notebook-cell:/a.ipynb#x"
      })
  void whatever_is_no_file_is_no_path(String uri) {
    assertEquals(Optional.empty(), Uris.toPath(uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/b.js",
        "/a b/größe😀.js",
        "/100%/x#y?z.js",
        "/[x]/{y}/\"q\".js",
        "/a+b&c=d;e@f,g'h(i)!"
      })
  void a_path_survives_the_way_to_a_uri_and_back(String path) {
    assertEquals(Optional.of(Path.of(path)), Uris.toPath(Uris.toUri(Path.of(path))));
  }

  @Test
  void what_is_not_plain_ascii_is_escaped() {
    assertEquals("file:///a%20b/gr%C3%B6%C3%9Fe%23.js", Uris.toUri(Path.of("/a b/größe#.js")));
  }
}
