package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleKindsTest {
  private static final NodeResolver RESOLVER =
      new NodeResolver(
          MemoryFiles.of(
              """
              //- /esm/package.json
              {"type": "module"}
              //- /esm/nested/package.json
              {}
              //- /cjs/package.json
              {"type": "commonjs"}
              //- /esm/node_modules/p/a.js
              """),
          NodeSettings.CURRENT);

  @ParameterizedTest
  @CsvSource({
    "/esm/a.js, false, ESM, false",
    "/esm/a.cjs, true, COMMONJS, false",
    "/esm/bin/tool, false, COMMONJS, false",
    "/esm/nested/a.js, false, COMMONJS, true",
    "/esm/nested/a.js, true, ESM, true",
    "/esm/node_modules/p/a.js, false, COMMONJS, true",
    "/cjs/a.js, true, COMMONJS, false",
    "/cjs/a.mjs, false, ESM, false",
    "/none/a.js, false, COMMONJS, true",
    "/none/a.js, true, ESM, true",
    "/none/bin/tool, false, COMMONJS, true",
    "/none/.hidden, false, COMMONJS, true",
    "/none/a.es6, true, COMMONJS, false",
    "/none/a.json, false, JSON, false",
    "/none/a.node, false, ADDON, false",
    "/none/a.wasm, false, WASM, false",
    "/none/a.ts, false, OTHER, false",
    "/none/a.vue, false, OTHER, false",
    "/esm/a.svg, false, OTHER, false",
    "/cjs/a.min.css, true, OTHER, false"
  })
  void extensionThenTypeThenSyntaxDecide(
      String file, boolean esmSyntax, ModuleKind kind, boolean ambiguous) {
    Path path = Path.of(file);
    assertEquals(kind, RESOLVER.moduleKind(path, esmSyntax));
    assertEquals(ambiguous, ModuleKinds.isAmbiguous(path, RESOLVER.packageScope(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "18,20,COMMONJS,false",
    "20,18,COMMONJS,false",
    "20,19,ESM,true",
    "22,6,COMMONJS,false",
    "22,7,ESM,false",
    "22,12,ESM,true",
    "24,0,ESM,true"
  })
  void versionsDiffer(int major, int minor, ModuleKind kindOfEsmSyntax, boolean moduleSync) {
    NodeSettings settings = NodeSettings.forVersion(major, minor);
    assertEquals(
        kindOfEsmSyntax,
        new NodeResolver(MemoryFiles.of(""), settings).moduleKind(Path.of("/a.js"), true));
    assertEquals(moduleSync, settings.requireConditions().contains("module-sync"));
  }
}
