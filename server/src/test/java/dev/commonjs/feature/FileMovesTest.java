package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class FileMovesTest {
  @Test
  void who_names_the_file_and_what_it_names_itself() {
    ChangeTester.move(
        """
        //- /src/user.js
        const { parse } = require('./parse');
        const data = require("../data.json");
        import('./parse.js');
        require('fs');
        //- /src/parse.js
        exports.parse = require('./user');
        //- /data.json
        {}
        //- /main.js
        const user = require('./src/user'), again = require(`./src/user.js`);
        require.resolve("./src/user");
        require('./src/parse');
        require('./src/missing');
        """,
        "/src/user.js -> /lib/models/person.js",
        """
        /main.js: const user = require('./lib/models/person'), again = require(`./lib/models/person.js`);
        /main.js: require.resolve("./lib/models/person");
        /src/parse.js: exports.parse = require('../lib/models/person');
        /src/user.js: const { parse } = require('../../src/parse');
        /src/user.js: const data = require("../../data.json");
        /src/user.js: import('../../src/parse.js');
        """);
  }

  @Test
  void imports_and_exports_of_es_modules() {
    ChangeTester.move(
        """
        //- /a.mjs
        import b from './b.mjs?x=1#y';
        export * from './b.mjs';
        import './c.js';
        //- /b.mjs
        export default 1;
        //- /c.js
        exports.c = 1;
        """,
        "/b.mjs -> /lib/b 100%.mjs",
        """
        /a.mjs: import b from './lib/b 100%25.mjs?x=1#y';
        /a.mjs: export * from './lib/b 100%25.mjs';
        """);
  }

  @Test
  void a_folder_is_named_by_its_own_name_and_by_its_index() {
    String project =
        """
        //- /lib/index.js
        exports.other = require('./other');
        //- /lib/other.js
        exports.up = require('..');
        exports.here = require('.');
        exports.again = require('./index');
        //- /index.js
        module.exports = require('./lib');
        require('./lib/');
        require('./lib/index');
        require('./lib/index.js');
        require('./lib/other');
        """;
    ChangeTester.move(
        project,
        "/lib -> /src/parts",
        """
        /index.js: module.exports = require('./src/parts');
        /index.js: require('./src/parts/');
        /index.js: require('./src/parts/index');
        /index.js: require('./src/parts/index.js');
        /index.js: require('./src/parts/other');
        /lib/other.js: exports.up = require('../..');
        """);
    ChangeTester.move(
        project,
        "/lib/index.js -> /lib/main.js",
        """
        /index.js: module.exports = require('./lib/main');
        /index.js: require('./lib/main');
        /index.js: require('./lib/main');
        /index.js: require('./lib/main.js');
        /lib/other.js: exports.here = require('./main');
        /lib/other.js: exports.again = require('./main');
        """);
    ChangeTester.move(
        project,
        "/lib/index.js -> /core/index.js",
        """
        /index.js: module.exports = require('./core');
        /index.js: require('./core/');
        /index.js: require('./core/index');
        /index.js: require('./core/index.js');
        /lib/index.js: exports.other = require('../lib/other');
        /lib/other.js: exports.here = require('../core');
        /lib/other.js: exports.again = require('../core/index');
        """);
  }

  @Test
  void files_that_move_together() {
    ChangeTester.move(
        """
        //- /a.js
        require('./b');
        require('./c');
        //- /b.js
        require('./a');
        //- /c.js
        require('./a'); require('./b');
        """,
        "/a.js -> /lib/a.js, /b.js -> /lib/b.js",
        """
        /a.js: require('../c');
        /c.js: require('./lib/a'); require('./lib/b');
        """);
  }

  @Test
  void paths_that_are_computed_where_one_string_makes_the_difference() {
    ChangeTester.move(
        """
        //- /bin/run.js
        const path = require('path');
        require(path.join(__dirname, '..', 'lib', 'a.js'));
        require(path.join(__dirname, '../lib/a'));
        require(__dirname + '/../lib/a');
        require(`${__dirname}/../lib/a.js`);
        const name = './../lib/a';
        require(name);
        require(process.env.FAST ? '../lib/a' : '../lib/b');
        //- /lib/a.js
        exports.a = 1;
        //- /lib/b.js
        exports.a = 1;
        """,
        "/lib -> /src/lib",
        """
        /bin/run.js: require(path.join(__dirname, '..', 'src/lib', 'a.js'));
        /bin/run.js: require(path.join(__dirname, '../src/lib/a'));
        /bin/run.js: require(__dirname + '/../src/lib/a');
        /bin/run.js: require(`${__dirname}/../src/lib/a.js`);
        /bin/run.js: const name = './../src/lib/a';
        /bin/run.js: require(process.env.FAST ? '../src/lib/a' : '../src/lib/b');
        """);
  }

  @Test
  void names_out_of_a_list_in_a_folder_that_moves() {
    ChangeTester.move(
        """
        //- /main.js
        for (const name of ['a', 'b']) exports[name] = require('./lib/' + name);
        //- /lib/a.js
        exports.a = 1;
        //- /lib/b.js
        exports.a = 1;
        """,
        "/lib -> /src",
        """
        /main.js: for (const name of ['a', 'b']) exports[name] = require('./src/' + name);
        """);
  }

  @Test
  void what_is_computed_and_can_not_be_proved_is_left() {
    ChangeTester.move(
        """
        //- /main.js
        for (const name of ['a', 'b']) exports[name] = require('./lib/' + name);
        const lib = './lib';
        require(lib + '/a');
        require('./lib/a');
        //- /lib/a.js
        exports.a = 1;
        //- /lib/b.js
        exports.a = 1;
        """,
        "/lib/a.js -> /src/a.js",
        """
        /main.js: require('./src/a');
        left /main.js: for (const name of ['a', 'b']) exports[name] = require('./lib/' + name);
        left /main.js: require(lib + '/a');
        """);
  }

  @Test
  void names_that_still_lead_there_are_kept() {
    ChangeTester.move(
        """
        //- /package.json
        { "name": "own", "exports": { ".": "./index.js", "./*": "./lib/*.js" }, "imports": { "#lib/*": "./lib/*.js", "#core": "./lib/a.js" } }
        //- /index.js
        require('own/a');
        require('#lib/a');
        require('#core');
        require('./lib/a');
        //- /lib/a.js
        require('own');
        exports.a = require('left-pad');
        //- /node_modules/left-pad/index.js
        module.exports = 1;
        """,
        "/lib/a.js -> /lib/deep/b.js",
        """
        /index.js: require('own/deep/b');
        /index.js: require('#lib/deep/b');
        /index.js: require('./lib/deep/b');
        /package.json: { "name": "own", "exports": { ".": "./index.js", "./*": "./lib/*.js" }, "imports": { "#lib/*": "./lib/*.js", "#core": "./lib/deep/b.js" } }
        """);
  }

  @Test
  void names_that_lead_nowhere_any_more_become_paths() {
    ChangeTester.move(
        """
        //- /package.json
        { "name": "own", "exports": { "./*": "./lib/*.js" }, "imports": { "#lib/*": "./lib/*.js" } }
        //- /index.js
        require('own/a');
        require('#lib/a');
        //- /lib/a.js
        exports.a = 1;
        """,
        "/lib/a.js -> /src/b.js",
        """
        /index.js: require('./src/b');
        /index.js: require('./src/b');
        """);
  }

  @Test
  void packages_of_a_workspace() {
    ChangeTester.move(
        """
        //- /package.json
        { "workspaces": ["packages/*"] }
        //- /packages/a/package.json
        { "name": "a", "main": "lib/a" }
        //- /packages/a/lib/a.js
        exports.a = 1;
        //- /packages/a/lib/more.js
        exports.more = 1;
        //- /packages/b/package.json
        { "name": "b", "dependencies": { "a": "*" } }
        //- /packages/b/b.js
        require('a');
        require('a/lib/more');
        require('a/lib/more.js');
        """,
        "/packages/a/lib -> /packages/a/src",
        """
        /packages/a/package.json: { "name": "a", "main": "src/a" }
        /packages/b/b.js: require('a/src/more');
        /packages/b/b.js: require('a/src/more.js');
        """);
  }

  @Test
  void paths_in_a_package_json() {
    ChangeTester.move(
        """
        //- /package.json
        {
          "main": "./lib/main",
          "bin": { "own": "lib/cli.js" },
          "files": ["lib/**/*.js", "!lib/test.js", "other"],
          "browser": { "./lib/main.js": "./lib/browser.js", "fs": false },
          "exports": {
            ".": { "require": "./lib/main.js", "default": "./lib/esm.mjs" },
            "./*": "./lib/*.js",
            "./package.json": "./package.json"
          },
          "imports": { "#dep": "lib", "#own": ["./lib/main.js"] },
          "scripts": { "test": "node lib/test.js" }
        }
        //- /lib/main.js
        //- /lib/browser.js
        //- /lib/esm.mjs
        //- /lib/cli.js
        //- /lib/test.js
        //- /other/x.js
        """,
        "/lib -> /src/core",
        """
        /package.json: "main": "./src/core/main",
        /package.json: "bin": { "own": "src/core/cli.js" },
        /package.json: "files": ["src/core/**/*.js", "!src/core/test.js", "other"],
        /package.json: "browser": { "./src/core/main.js": "./src/core/browser.js", "fs": false },
        /package.json: ".": { "require": "./src/core/main.js", "default": "./src/core/esm.mjs" },
        /package.json: "./*": "./src/core/*.js",
        /package.json: "imports": { "#dep": "lib", "#own": ["./src/core/main.js"] },
        """);
  }

  @Test
  void the_entry_of_a_package_is_still_its_entry() {
    ChangeTester.move(
        """
        //- /package.json
        { "main": "lib" }
        //- /lib/index.js
        exports.a = 1;
        //- /test.js
        require('.');
        """,
        "/lib/index.js -> /lib/start.js",
        """
        /package.json: { "main": "lib/start.js" }
        """);
  }

  @Test
  void what_stands_in_the_way_is_named_in_full() {
    ChangeTester.move(
        """
        //- /main.js
        require('./a');
        require('./b');
        //- /a.json
        {}
        //- /b/index.js
        exports.b = 1;
        //- /c.js
        exports.c = 1;
        """,
        "/c.js -> /b.js",
        """
        /main.js: require('./b/index');
        """);
  }

  @Test
  void names_with_marks_that_strings_and_urls_know() {
    ChangeTester.move(
        """
        //- /main.js
        require('./a');
        require("./a");
        require(`./a`);
        import('./a.js');
        //- /a.js
        exports.a = 1;
        """,
        "/a.js -> /it's \"#1\" ${x}?.js",
        """
        /main.js: require('./it\\'s "#1" ${x}?');
        /main.js: require("./it's \\"#1\\" ${x}?");
        /main.js: require(`./it's "#1" \\${x}?`);
        /main.js: import('./it\\'s "%231" ${x}%3F.js');
        """);
  }

  @Test
  void only_the_case_changes() {
    ChangeTester.move(
        """
        //- /main.js
        require('./User');
        //- /User.js
        exports.a = 1;
        """,
        "/User.js -> /user.js",
        """
        /main.js: require('./user');
        """);
  }

  @Test
  void what_is_overwritten_is_named_by_the_same_words() {
    ChangeTester.move(
        """
        //- /main.js
        require('./a');
        require('./b');
        //- /a.js
        exports.a = 1;
        //- /b.js
        exports.b = 1;
        """,
        "/a.js -> /b.js",
        """
        /main.js: require('./b');
        """);
  }

  @Test
  void a_file_that_is_being_written() {
    ChangeTester.move(
        """
        //- /main.js
        const a = require('./a');
        if (a.
        //- /a.js
        exports.a = 1;
        """,
        "/a.js -> /b.js",
        """
        /main.js: const a = require('./b');
        """);
  }

  @Test
  void modules_that_tests_put_others_in_the_place_of() {
    ChangeTester.move(
        """
        //- /test/a.test.js
        jest.mock('../lib/a', () => ({}));
        const proxyquire = require('proxyquire');
        describe('../lib/a', () => it('works', () => proxyquire('../lib/a.js', {})));
        //- /lib/a.js
        exports.a = 1;
        """,
        "/lib/a.js -> /lib/b.js",
        """
        /test/a.test.js: jest.mock('../lib/b', () => ({}));
        /test/a.test.js: describe('../lib/a', () => it('works', () => proxyquire('../lib/b.js', {})));
        """);
  }

  @Test
  void nothing_is_done() {
    String project =
        """
        //- /main.js
        require('./a');
        //- /a.js
        exports.a = 1;
        //- /free.js
        //- /node_modules/b/index.js
        require('../../a');
        """;
    ChangeTester.move(project, "/free.js -> /lib/free.js", "");
    ChangeTester.move(project, "/a.js -> /a.js", "");
    ChangeTester.move(project, "/a.js -> /node_modules/a/index.js", "");
    ChangeTester.move(project, "/node_modules/b -> /b", "");
    ChangeTester.move(project, "/missing.js -> /other.js", "");
    ChangeTester.move(project, "/a.js -> /a.js/b.js", "");
  }

  private static final String READER =
      """
      //- /lib/reader.js
      const fs = require('fs');
      const path = require('path');
      const { join, resolve } = require('node:path');
      const root = path.join(__dirname, '..');
      fs.readFileSync(path.join(__dirname, 'data.json'));
      fs.readFileSync(join(__dirname, '..', 'package.json'));
      fs.readFileSync(resolve(__dirname, "./data.json"));
      fs.readFileSync(__dirname + '/data.json', 'utf8');
      fs.readFileSync(`${__dirname}/deep/${process.argv[2]}.json`);
      fs.readFileSync(path.join(root, 'package.json'));
      fs.readFileSync(path.join(path.dirname(__filename), 'data' + '.json'));
      fs.readFileSync(path.join(__dirname, 'missing.json'));
      fs.readFileSync(__filename);
      fs.readdirSync(root);
      console.log('in ' + __dirname, __dirname + ': yes');
      require(path.join(__dirname, 'other'));
      //- /lib/other.js
      exports.a = 1;
      //- /lib/data.json
      {}
      //- /lib/deep/x.json
      {}
      //- /package.json
      {}
      """;

  @Test
  void a_file_that_reads_others_by_its_own_folder() {
    ChangeTester.move(
        READER,
        "/lib/reader.js -> /src/core/reader.js",
        """
        /lib/reader.js: const root = path.join(__dirname, '../..');
        /lib/reader.js: fs.readFileSync(path.join(__dirname, '../../lib/data.json'));
        /lib/reader.js: fs.readFileSync(join(__dirname, '../..', 'package.json'));
        /lib/reader.js: fs.readFileSync(resolve(__dirname, "../../lib/data.json"));
        /lib/reader.js: fs.readFileSync(__dirname + '/../../lib/data.json', 'utf8');
        /lib/reader.js: fs.readFileSync(`${__dirname}/../../lib/deep/${process.argv[2]}.json`);
        /lib/reader.js: require(path.join(__dirname, '../../lib/other'));
        left /lib/reader.js: fs.readFileSync(path.join(path.dirname(__filename), 'data' + '.json'));
        """);
  }

  @Test
  void a_file_that_is_read_by_its_place() {
    ChangeTester.move(
        READER,
        "/lib/data.json -> /lib/assets/data.json",
        """
        /lib/reader.js: fs.readFileSync(path.join(__dirname, 'assets/data.json'));
        /lib/reader.js: fs.readFileSync(resolve(__dirname, "./assets/data.json"));
        /lib/reader.js: fs.readFileSync(__dirname + '/assets/data.json', 'utf8');
        """);
  }

  @Test
  void a_folder_whose_files_read_each_other() {
    ChangeTester.move(
        READER,
        "/lib -> /src/lib",
        """
        /lib/reader.js: const root = path.join(__dirname, '../..');
        /lib/reader.js: fs.readFileSync(join(__dirname, '../..', 'package.json'));
        """);
  }

  @Test
  void names_of_files_in_a_folder_that_can_not_be_followed() {
    ChangeTester.move(
        """
        //- /p/lib/all.js
        const { readdirSync } = require('fs');
        const path = require('path'), here = __dirname;
        for (const name of readdirSync(__dirname)) console.log(name);
        for (const name of readdirSync(here)) path.join(here, 'x', name), path.join(here, name);
        for (const name of other(__dirname)) console.log(__dirname + name);
        for (const name of other(here)) console.log(__dirname + path.sep + 'a.js', here + '/' + name);
        function mine(path, __dirname) { return path.join(__dirname, 'a.js'); }
        let changed = path.join(__dirname, 'a.js');
        changed = path.join(changed, '..');
        path.join(changed, 'a.js');
        exports.x = path.join(__dirname, '..', /* there */ 'lib', 'x');
        //- /p/lib/a.js
        //- /p/lib/x/y.js
        """,
        "/p/lib/all.js -> /p/all.js",
        """
        /p/lib/all.js: for (const name of readdirSync(here)) path.join(here, 'lib/x', name), path.join(here, name);
        /p/lib/all.js: for (const name of other(here)) console.log(__dirname + path.sep + 'lib/a.js', here + '/lib/' + name);
        /p/lib/all.js: let changed = path.join(__dirname, 'lib/a.js');
        left /p/lib/all.js: for (const name of readdirSync(__dirname)) console.log(name);
        left /p/lib/all.js: for (const name of readdirSync(here)) path.join(here, 'x', name), path.join(here, name);
        left /p/lib/all.js: for (const name of readdirSync(here)) path.join(here, 'x', name), path.join(here, name);
        left /p/lib/all.js: for (const name of other(__dirname)) console.log(__dirname + name);
        left /p/lib/all.js: exports.x = path.join(__dirname, '..', /* there */ 'lib', 'x');
        """);
  }
}
