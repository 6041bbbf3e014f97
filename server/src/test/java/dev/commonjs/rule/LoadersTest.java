package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import dev.commonjs.workspace.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways of loading that are not the plain one. */
final class LoadersTest {
  private static Settings node(String version) {
    return new Settings(version, Map.of(), false, true, List.of(), List.of());
  }

  @Test
  void requireResolveLooksWhereItIsTold() {
    check(
        """
        //- /a/x.js
        //- /main.js
        require.resolve('./x', { paths: [__dirname + '/a'] });
        require.resolve('plugin', { paths: [process.cwd(), '/plugins'] });
        require.resolve('plugin', options());
        function options() { return JSON.parse('{}'); }
        require.resolve('plugin', { paths: [__dirname] });
                        ^^^^^^^^ error[package-not-installed]
        require.resolve('./x', {});
                        ^^^^^ error[cannot-resolve]
        require.resolve('./x', undefined);
                        ^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void createRequireLooksFromItsBase() {
    check(
        """
        //- /a/x.js
        exports.known = 1;
        //- /main.js
        const { createRequire } = require('module');
        const there = createRequire(__dirname + '/a/file.js');
        there('./x').known;
        there('anything').any();
        createRequire(process.cwd() + '/')('./x');
        const here = createRequire(__filename);
        here('./x');
             ^^^^^ error[cannot-resolve]
        here('./a/x').absent;
                      ^^^^^^ warning[missing-member]
        //- /main.mjs
        import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url);
        require('./x');
                ^^^^^ error[cannot-resolve]
        require('./a/x').absent;
                         ^^^^^^ warning[missing-member]
        """);
  }

  private static final String HASH =
      """
      //- /package.json
      { "imports": { "#/*": "./src/*.js" } }
      //- /src/a.js
      exports.a = 1;
      """;

  @Test
  void importsThatStartWithASlash() {
    check(node("24"), HASH + "//- /main.js\nrequire('#/a').a;\n");
    check(node("25.4"), HASH + "//- /main.js\nrequire('#/a').a;\n");
    check(
        node("22"),
        HASH + "//- /main.js\nrequire('#/a').a;\n        ^^^^^ error[cannot-resolve]\n");
  }

  private static final String SHUT =
      """
      //- /node_modules/shut/package.json
      { "main": "main.js", "exports": false }
      //- /node_modules/shut/main.js
      exports.a = 1;
      """;

  @Test
  void exportsThatAreFalse() {
    check(node("22"), SHUT + "//- /main.js\nrequire('shut').a;\n");
    check(
        node("20"),
        SHUT + "//- /main.js\nrequire('shut').a;\n        ^^^^^^ error[subpath-not-exported]\n");
  }

  private static final String TOOL =
      """
      //- /package.json
      { "type": "module" }
      //- /tool
      module.exports = { known: 1 };
      """;

  @Test
  void aFileWithoutExtensionBelowTypeModule() {
    check(
        node("20"),
        TOOL
            + "//- /main.cjs\nrequire('./tool').absent;\n                  ^^^^^^ warning[missing-member]\n");
    check(
        node("26"),
        TOOL.replace("module.exports =", "export default")
            + "//- /main.cjs\nrequire('./tool').absent;\n");
  }

  @Test
  void importsWithAPhase() {
    check(
        """
        //- /x.mjs
        export const a = 1;
        //- /main.mjs
        import defer * as x from './x.mjs';
        import source y from './x.wasm';
        import defer from './x.mjs';
        console.log(x.a, y, defer, source);
        """);
  }
}
