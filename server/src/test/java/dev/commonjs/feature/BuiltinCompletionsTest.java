package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.feature.SpecifierCompletions.ItemKind;
import dev.commonjs.fixture.Fixture;
import dev.commonjs.resolve.FileView;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Modules of Node itself. */
class BuiltinCompletionsTest {
  private static Snapshot snapshot(FileView files, Settings settings) {
    return Workspace.open(List.of(Path.of("/")), settings, files).current();
  }

  private static List<String> builtins(String text, Settings settings) {
    Fixture fixture = Fixture.parse(text);
    return WritingTester.specifiers(fixture, snapshot(fixture.files(), settings)).stream()
        .filter(item -> item.kind() == ItemKind.BUILTIN)
        .map(WritingTester::line)
        .toList();
  }

  private static List<String> builtins(String text) {
    return builtins(text, Settings.DEFAULT);
  }

  @Test
  void builtin_modules_are_written_without_prefix() {
    List<String> items = builtins("require('f<|>')");
    assertTrue(items.contains("BUILTIN 1 fs: node:fs"), items::toString);
    assertTrue(items.contains("BUILTIN 1 fs/promises: node:fs/promises"), items::toString);
    assertTrue(items.contains("BUILTIN 1 node:test: node:test"), items::toString);
    assertTrue(items.contains("BUILTIN 1 node:sqlite: node:sqlite"), items::toString);
    assertFalse(items.contains("BUILTIN 1 node:fs: node:fs"), items::toString);
    assertFalse(items.toString().contains("_http"), items::toString);
  }

  @Test
  void builtin_modules_are_written_as_the_file_writes_them() {
    List<String> items =
        builtins("require('node:path'); require('node:os'); require('fs');\nrequire('f<|>')");
    assertTrue(items.contains("BUILTIN 1 node:fs: node:fs"), items::toString);
    assertFalse(items.contains("BUILTIN 1 fs: node:fs"), items::toString);
  }

  @Test
  void behind_the_prefix_are_all_of_them() {
    List<String> items = builtins("import a from 'node:f<|>'");
    assertTrue(items.contains("BUILTIN 6 node:fs: node:fs"), items::toString);
    assertTrue(items.stream().allMatch(item -> item.startsWith("BUILTIN 6 node:")));
  }

  @Test
  void builtin_modules_below_others() {
    assertEquals(
        List.of("BUILTIN 4 fs/promises: node:fs/promises"), builtins("require('fs/p<|>')"));
  }

  @Test
  void builtin_modules_with_an_underscore_only_where_that_is_typed() {
    List<String> items = builtins("require('_<|>')");
    assertTrue(items.contains("BUILTIN 1 _http_agent: node:_http_agent"), items::toString);
  }

  @Test
  void builtin_modules_of_the_version_that_is_set() {
    Settings old = Settings.parse("{\"nodeVersion\": \"18\"}", Settings.DEFAULT);
    List<String> items = builtins("require('node:<|>')", old);
    assertTrue(items.contains("BUILTIN 5 node:test: node:test"), items::toString);
    assertFalse(items.contains("BUILTIN 5 node:sqlite: node:sqlite"), items::toString);
  }
}
