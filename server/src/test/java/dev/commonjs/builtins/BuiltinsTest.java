package dev.commonjs.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.builtins.Builtins.Kind;
import dev.commonjs.builtins.Builtins.Member;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinsTest {

  @ParameterizedTest
  @CsvSource({
    "fs, , OBJECT",
    "fs, readFile, FUNCTION",
    "fs, Stats, CLASS",
    "fs, promises, OBJECT",
    "fs, promises.readFile, FUNCTION",
    "fs, constants.O_RDONLY, CONSTANT",
    "path, sep, CONSTANT",
    "path, posix.join, FUNCTION",
    "path, win32.join, FUNCTION",
    "util, types.isProxy, FUNCTION",
    "events, , CLASS",
    "events, EventEmitter, CLASS",
    "events, once, FUNCTION",
    "assert, , FUNCTION",
    "assert, strict.equal, FUNCTION",
    "stream, , CLASS",
    "stream, Readable, CLASS",
    "os, constants.signals.SIGINT, CONSTANT",
    "module, _load, FUNCTION",
    "sqlite, DatabaseSync, CLASS",
    "test, mock.fn, FUNCTION",
  })
  void knowsWhatModulesExport(String module, String path, Kind kind) {
    Optional<Member> at = Builtins.module(module);
    for (String name : path == null ? List.<String>of() : List.of(path.split("\\."))) {
      at = at.flatMap(member -> member.member(name));
    }
    assertEquals(Optional.of(kind), at.map(Member::kind));
  }

  @Test
  void someModulesNeedThePrefix() {
    assertTrue(Builtins.needsPrefix("test"));
    assertTrue(Builtins.needsPrefix("test/reporters"));
    assertFalse(Builtins.needsPrefix("fs"));
    assertTrue(Builtins.names().stream().noneMatch(name -> name.startsWith("node:")));
    assertTrue(Builtins.isBuiltin("punycode"));
    assertFalse(Builtins.isBuiltin("internal/util"));
    assertEquals(List.of(), Builtins.exportNames("nope"));
  }
}
