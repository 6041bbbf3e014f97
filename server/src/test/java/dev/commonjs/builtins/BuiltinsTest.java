package dev.commonjs.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinsTest {

  @ParameterizedTest
  @CsvSource({
    "fs, , object",
    "fs, readFile, function",
    "fs, Stats, class",
    "fs, promises, object",
    "fs, promises.readFile, function",
    "fs, constants.O_RDONLY, number",
    "path, sep, string",
    "path, posix.join, function",
    "path, win32.join, function",
    "util, types.isProxy, function",
    "events, , class",
    "events, EventEmitter, class",
    "events, once, function",
    "assert, , function",
    "assert, strict.equal, function",
    "stream, , class",
    "stream, Readable, class",
    "os, constants.signals.SIGINT, number",
    "module, _load, function",
    "sqlite, DatabaseSync, class",
    "test, mock.fn, function",
  })
  void knowsWhatModulesExport(String module, String path, String kind) {
    Entry entry = Objects.requireNonNull(Builtins.find(module, path == null ? "" : path));
    assertEquals(kind, entry.kind());
  }

  /** Of each module the names when nothing else has been loaded before, and by version. */
  @ParameterizedTest
  @CsvSource({
    "tls, createSecureContext, 18, function",
    "tls, createSecureContext, 26, function",
    "test/reporters, lcov, 20, object",
    "test/reporters, lcov, 24, function",
    "util, isRegExp, 22, function",
    "fs, lchmod, 24, ",
  })
  void kindsDependOnTheVersion(String module, String path, int major, String kind) {
    Entry entry = Objects.requireNonNull(Builtins.find(module, path));
    assertEquals(kind, entry.kind(Versions.of(major)));
  }

  @ParameterizedTest
  @CsvSource({
    "util.isRegExp, '18,20,22'",
    "buffer.SlowBuffer, '18,20,22,24'",
    "_stream_readable, '18,20,22,24'",
    "sqlite, '22,24,26'",
    "ffi, '26'",
    "fs.readFile, '18,20,22,24,26'",
  })
  void knowsTheVersions(String path, String versions) {
    int dot = path.indexOf('.');
    Entry entry =
        dot < 0
            ? Builtins.module(path)
            : Builtins.find(path.substring(0, dot), path.substring(dot + 1));
    assertEquals(Versions.parse(versions), Objects.requireNonNull(entry).has());
  }

  @ParameterizedTest
  @CsvSource({
    "24, '24'",
    "25, '24,26'",
    "19, '18,20'",
    "30, '26'",
    "16, ''",
  })
  void whatIsInBetweenIsLikeItsNeighbours(int major, String like) {
    assertEquals(Versions.parse(like), Versions.of(major));
  }

  @ParameterizedTest
  @CsvSource({
    "Array.prototype.map, function",
    "Set.prototype.add, function",
    "Map.prototype.size, number",
    "Symbol.iterator, symbol",
    "Error.stackTraceLimit, number",
    "Buffer.poolSize, number",
    "Date.UTC, function",
    "Math.PI, number",
    "Function.prototype.bind, function",
    "process.platform, string",
    "nothing.here, ",
  })
  void knowsTypes(String path, String type) {
    assertEquals(type, Globals.typeOf(path));
  }

  @Test
  void oneFunctionHasOneName() {
    assertEquals(
        "Array", Objects.requireNonNull(Globals.find("Array.prototype.constructor")).same());
    assertEquals(
        "String.prototype.trimStart",
        Objects.requireNonNull(Globals.find("String.prototype.trimLeft")).same());
  }

  @ParameterizedTest
  @CsvSource({
    "Array.prototype.join, string",
    "Date.prototype.toISOString, string",
    "Date.prototype.getTime, number",
    "String.prototype.charCodeAt, number",
    "String.prototype.search, number",
    "node:fs.existsSync, boolean",
    "node:os.platform, string",
  })
  void knowsResults(String function, String kind) {
    assertEquals(List.of(kind), Results.of(function));
  }

  @Test
  void knowsWhatInstancesHave() {
    Entry readable = Objects.requireNonNull(Builtins.find("stream", "Readable"));
    assertTrue(readable.inherited().keySet().containsAll(List.of("read", "pipe", "on")));
    Map<String, Entry> own = Objects.requireNonNull(Globals.find("Error")).own();
    assertTrue(own != null && own.containsKey("stack"));
  }

  @Test
  void someModulesNeedThePrefix() {
    assertTrue(Builtins.needsPrefix("test"));
    assertTrue(Builtins.needsPrefix("test/reporters"));
    assertFalse(Builtins.needsPrefix("fs"));
    assertTrue(Builtins.names(Versions.ALL).stream().noneMatch(name -> name.startsWith("node:")));
    assertTrue(Builtins.isBuiltin("punycode"));
    assertFalse(Builtins.isBuiltin("internal/util"));
    assertTrue(Builtins.exports("nope").isEmpty());
  }
}
