package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MentionsTest {
  @Test
  void specifiers_are_seen_without_parsing() {
    String text =
        "const a = require('./a'), b = require( \"b\" )\nmodule.require(`c`); require(x); require('\0'); requires";
    assertEquals(Set.of("./a", "b", "c"), Mentions.in(text).all());
    assertEquals(Set.of(), Mentions.in("require('never closed").all());
    assertEquals(Set.of(), Mentions.in("require").all());
  }

  @Test
  void what_is_imported_is_told_apart() {
    String text =
        "import a from './a'; import('b'); import\n'./c'; require('./d'); export * from \"./a\"";
    assertEquals(
        new Mentions.Specifiers(Set.of("./a", "b", "./c", "./d"), Set.of("./a", "b", "./c"), false),
        Mentions.in(text));
  }

  @Test
  void a_specifier_that_is_not_all_there_is_computed() {
    for (String text :
        List.of(
            "require('./a/' + name)",
            "require ( name )",
            "require(`./${name}`)",
            "x.require(f())",
            "const r = require; r('./a')",
            "load(require, './a')",
            "createRequire(__filename)('./a')")) {
      assertTrue(Mentions.in(text).computes(), text);
    }
    for (String text :
        List.of(
            "require('./a')", "require ( `b` )", "typeof require === 'function'", "required(x)")) {
      assertFalse(Mentions.in(text).computes(), text);
    }
  }

  @Test
  void every_way_to_name_a_file_ends_in_one_of_its_tails() {
    Path top = Path.of("/w/node_modules/@s/pkg");
    Set<String> tails = Mentions.of(top.resolve("lib/deep/index.min.js"), top, "@s/pkg");
    List<String> specifiers =
        List.of(
            "./index.min",
            "./index.min.js",
            "../lib/deep",
            "./deep/",
            ".",
            "..",
            "../",
            "@s/pkg",
            "@s/pkg/lib/deep/",
            "#inner",
            "/w/node_modules/@s/pkg/lib/deep/index.min.js");
    for (String specifier : specifiers) {
      assertTrue(tails.contains(Mentions.tail(specifier)), specifier + " in " + tails);
    }
    assertEquals(false, tails.contains(Mentions.tail("./other")));
  }
}
