package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that mean something else to the tools of a project. */
final class MappedNamesTest {
  private static final String MAPPED =
      """
      //- /src/tool.js
      exports.known = 1;
      //- /src/view.vue
      <template></template>
      """;

  private static final String USES_MAPPED =
      """
      //- /test/use.js
      require('@/tool').known;
      require('@/tool').absent;
                        ^^^^^^ warning[missing-member]
      require('@/view').anything;
      require('@/tol');
              ^^^^^^^ error[cannot-resolve]: `@/tol` stands for `./src/tol` in this project, which is not there.
      require('left-hnad');
              ^^^^^^^^^^^ error[package-not-installed]
      """;

  @Test
  void namesThatToolsAreToldOfInJson() {
    for (String file :
        List.of(
            "package.json\n{ \"jest\": { \"moduleNameMapper\": { \"^@/(.*)$\": \"<rootDir>/src/$1\" } } }",
            "jest.config.json\n{ \"moduleNameMapper\": { \"^@/(.*)$\": [\"<rootDir>/src/$1\"] } }",
            "package.json\n{ \"alias\": { \"@\": \"./src\" } }",
            ".babelrc.json\n{ \"plugins\": [[\"module-resolver\", { \"alias\": { \"@\": \"./src\" } }]], /* , */ } // so",
            ".babelrc.json\n{ \"env\": { \"test\": { \"plugins\": [[\"babel-plugin-module-resolver\","
                + " { \"alias\": { \"^@/(.*)$\": \"./src/\\\\1\" } }]] } } }")) {
      check("//- /" + file + "\n" + MAPPED + USES_MAPPED);
    }
  }

  private static final String TSCONFIG =
      """
      //- /tsconfig.json
      {
        // With comments.
        "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], }, },
      }
      """;

  @Test
  void pathsOfTypeScriptWhereSomethingGoesByThem() {
    check(
        "//- /package.json\n{ \"devDependencies\": { \"tsconfig-paths\": \"4\" } }\n"
            + TSCONFIG
            + MAPPED
            // One of the packages that are to be installed may bring it along.
            + USES_MAPPED.replace("error[package-not", "warning[package-not"));
    check(
        "//- /package.json\n{}\n"
            + TSCONFIG
            + MAPPED
            + "//- /use.js\nrequire('@/tool');\n        ^^^^^^^^ error[package-not-installed]\n");
  }

  @Test
  void foldersThatToolsLookIn() {
    check(
        """
        //- /package.json
        { "jest": { "modulePaths": ["<rootDir>/src"], "moduleNameMapper": { "^gone$": "<rootDir>/dist/x.js" } } }
        //- /src/parts/one.js
        exports.known = 1;
        //- /main.js
        require('parts/one').absent;
                             ^^^^^^ warning[missing-member]
        require('gone');
        require('parts/two');
                ^^^^^^^^^^^ error[package-not-installed]
        """);
  }

  private static final String ALIASED =
      """
      //- /src/components/one.js
      //- /src/main.js
      require('@/components/one').any;
      require('parts');
      require('@other/thing');
              ^^^^^^^^^^^^^^ error[package-not-installed]
      require('left-hnad');
              ^^^^^^^^^^^ error[package-not-installed]
      """;

  @Test
  void namesThatToolsAreToldOfInCode() {
    for (String file :
        List.of(
            "webpack.config.js\nconst path = require('path');\nmodule.exports = () => ({ resolve: { alias:"
                + " { '@': path.resolve(__dirname, 'src'), parts$: './parts.js' } } });",
            "build/webpack.base.js\nconst config = { resolve: {} };\n"
                + "config.resolve.alias = { '@': 'src', parts: 1 };\nmodule.exports = config;",
            "vite.config.mjs\nexport default { resolve: { alias: [{ find: '@', replacement: '/src' },"
                + " { find: 'parts', replacement: '/p' }] } };",
            "jest.config.js\nmodule.exports = { moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1',"
                + " '^parts$': '<rootDir>/p' } };",
            "babel.config.js\nmodule.exports = (api) => ({ plugins: [['module-resolver',"
                + " { alias: { '@': './src', parts: './p' } }]] });")) {
      check("//- /package.json\n{}\n//- /" + file + "\n" + ALIASED);
    }
  }

  @Test
  void whatToolsAreToldAndCantBeRead() {
    check(
        """
        //- /package.json
        {}
        //- /webpack.config.js
        module.exports = { resolve: { alias: JSON.parse(process.env.ALIASES) } };
        //- /src/components/one.js
        //- /src/main.js
        require('@/components/one').any;
        require('components/one').any;
        require('left-hnad');
                ^^^^^^^^^^^ error[package-not-installed]
        """);
    check(
        """
        //- /package.json
        {}
        //- /webpack.config.js
        const path = require('path');
        module.exports = { resolve: { modules: ['node_modules', path.join(__dirname, 'src')] } };
        //- /src/components/one.js
        //- /main.js
        require('components/one').any;
        require('left-hnad');
                ^^^^^^^^^^^ error[package-not-installed]
        """);
  }

  /** What a page gets is not what Node finds, and no mistake either. */
  @Test
  void namesThatStandForSomethingElseInPages() {
    check(
        """
        //- /package.json
        { "browser": { "emitter": "./page.js", "fs": false } }
        //- /page.js
        exports.known = 1;
        //- /main.js
        require('emitter').absent;
        require('left-hnad');
                ^^^^^^^^^^^ error[package-not-installed]
        """);
  }

  /** It may be any name. */
  @Test
  void patternsThatNobodyUnderstands() {
    check(
        """
        //- /package.json
        { "jest": { "moduleNameMapper": { "^(?<name$": "<rootDir>/src/x" } } }
        //- /main.js
        require('left-hnad');
        //- /jest.config.js
        //- /other/package.json
        {}
        //- /other/jest.config.js
        module.exports = { moduleNameMapper: { '^(?<name$': 'x' } };
        //- /other/main.js
        require('left-hnad');
        """);
  }
}
