package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.graph.MemoryFiles;
import dev.commonjs.resolve.NodeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final Path MODULES = Path.of("/w/node_modules");
  private static final Path A = MODULES.resolve("a");
  private static final Path B = MODULES.resolve("@s/b");
  private static final Path NESTED = A.resolve("node_modules/c");
  private static final Path C = MODULES.resolve("c");

  private final Packages packages =
      new Packages(
          Generation.first(
              MemoryFiles.of(
                  """
                  //- /w/node_modules/a/package.json
                  { "dependencies": { "@s/b": "*", "c": "*", "../evil": "*", "absent": "*" } }
                  //- /w/node_modules/a/node_modules/c/package.json
                  {}
                  //- /w/node_modules/@s/b/package.json
                  { "peerDependencies": { "a": "*" } }
                  //- /w/node_modules/c/package.json
                  { broken
                  """),
              NodeSettings.CURRENT,
              new MemoryGuard()));

  @Test
  void a_file_belongs_to_its_innermost_package() {
    assertEquals(Optional.of(NESTED), Packages.folderOf(NESTED.resolve("lib/x.js")));
    assertEquals(Optional.of(B), Packages.folderOf(B.resolve("x.js")));
    assertEquals(Optional.empty(), Packages.folderOf(Path.of("/w/src/x.js")));
    assertEquals("@s/b", Packages.nameOf(B));
    assertEquals("c", Packages.nameOf(NESTED));
  }

  @Test
  void declared_packages_are_found_as_node_finds_them() {
    assertEquals(Set.of(B, NESTED), packages.dependencies(A));
    assertEquals(Set.of(A), packages.dependencies(B));
    assertEquals(Set.of(), packages.dependencies(C));
  }

  @Test
  void packages_that_declare_each_other_reach_each_other() {
    assertEquals(true, packages.reachEachOther(A, B));
    assertEquals(true, packages.reachEachOther(C, C));
    assertEquals(false, packages.reachEachOther(A, NESTED));
  }

  @Test
  void what_may_reach_a_package_is_found_backwards() {
    Set<Path> all = packages.reachable(List.of(B));
    assertEquals(Set.of(A, B, NESTED), all);
    assertEquals(Set.of(A, B, NESTED), packages.reaching(all, NESTED));
    assertEquals(Set.of(A, B), packages.reaching(all, B));
  }
}
