package dev.commonjs.totality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.commonjs.workspace.DiskFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From any disk to findings. */
@Timeout(240)
class StrangeDisksTest {
  @TempDir private Path folder = Path.of("");

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Whole whole(Path file) throws IOException {
    return Whole.of(new DiskFiles(), folder.toRealPath(), file.toRealPath());
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_text() throws IOException {
    Whole whole = whole(write("main.js", "\uFEFF#!/usr/bin/env node\nexports.a = 1"));
    assertTrue(whole.mayHave("a"));
    assertEquals(java.util.List.of(), whole.findings());
  }

  @Test
  void bytes_that_are_no_utf_8_are_characters_that_stand_for_them() throws IOException {
    byte[] bytes = "exports.a = '?'".getBytes(StandardCharsets.UTF_8);
    bytes[13] = (byte) 0xC3;
    assertTrue(whole(write("main.js", bytes)).mayHave("a"));
  }

  @Test
  void random_bytes_have_a_whole() throws IOException {
    java.util.Random random = new java.util.Random(7);
    for (int turn = 0; turn < 50; turn++) {
      byte[] bytes = new byte[2000];
      random.nextBytes(bytes);
      whole(write("main" + turn + ".js", bytes));
    }
  }

  @Test
  void a_file_that_may_not_be_read_is_open() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "permissions as POSIX has them");
    Path secret = write("secret.js", "exports.a = 1");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(secret), "the user is not root, who may read everything");
    Path main = write("main.js", "module.exports = require('./secret'); require('./secret').b");
    assertFalse(whole(main).names().closed());
    assertEquals(java.util.List.of(), whole(main).findings());
    assertFalse(whole(secret).names().closed());
  }

  @Test
  void a_folder_that_is_called_like_a_file_is_a_folder() throws IOException {
    write("x.js/index.js", "exports.a = 1");
    Path main = write("main.js", "module.exports = require('./x')");
    assertEquals(1, whole(main).findings().size());
    assertTrue(whole(write("other.js", "module.exports = require('./x.js')")).mayHave("a"));
    assertFalse(whole(folder.resolve("x.js")).names().closed());
  }

  @Test
  void links_in_a_circle_name_nothing() throws IOException {
    Files.createSymbolicLink(folder.resolve("a.js"), folder.resolve("b.js"));
    Files.createSymbolicLink(folder.resolve("b.js"), folder.resolve("a.js"));
    Files.createSymbolicLink(folder.resolve("up"), folder);
    Path main = write("main.js", "require('./a'); exports.a = require('./up/up/up/main').a");
    assertEquals(1, whole(main).findings().size());
    assertTrue(whole(main).mayHave("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "1",
        "\"x\"",
        "{ \"main\": 1 }",
        "{ \"main\": [\"./lib.js\"], \"exports\": 7, \"imports\": \"x\", \"type\": {} }",
        "{ \"exports\": { \".\": { \".\": {} }, \"./*\": [[[null]]] } }",
        "{ \"exports\": { \"a\": 1, \"./b\": 2 } }",
        "{ \"main\": \"..\" }",
        "{ \"main\": \"\\u0000\" }",
        "{ \"main\": \"./lib\", \"main\": \"./missing\" }",
        "{ \"dependencies\": [1], \"devDependencies\": { \"x\": 1, \"../..\": \"*\" }, \"name\": {} }",
        "{ \"commonjs\": { \"rules\": [], \"exclude\": {}, \"nodeVersion\": [] } }",
        "{ \"exports\": \"./\\uD800.js\" }",
      })
  void a_broken_manifest_stops_nobody(String manifest) throws IOException {
    write("package.json", manifest);
    write("node_modules/p/package.json", manifest);
    write("node_modules/p/index.js", "exports.p = 1");
    write("node_modules/p/lib.js", "exports.p = 2");
    Path main =
        write(
            "main.js",
            "exports.a = require('p'); exports.b = require('p/b'); exports.c = require('.');");
    assertTrue(whole(main).mayHave("a"));
    whole(folder.resolve("node_modules/p/index.js"));
  }

  @Test
  void a_huge_manifest_stops_nobody() throws IOException {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    String wide =
        "{\"exports\":{" + "\"./x*y\":\"./lib*\",".repeat(200_000) + "\".\":\"./lib.js\"}}";
    for (String manifest :
        new String[] {deep, "[".repeat(1_000_000), wide, "{\"exports\":" + deep + "}"}) {
      write("node_modules/p/package.json", manifest);
      write("node_modules/p/lib.js", "exports.p = 2");
      write("package.json", manifest);
      assertTrue(
          whole(write("main.js", "exports.a = require('p'); exports.b = require('p/xzy')"))
              .mayHave("a"));
    }
  }
}
