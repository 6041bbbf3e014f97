package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class RenamesTest {
  private static final String PROJECT =
      """
      //- /lib.js
      function parse(text) { return exports.parse.name + text; }
      exports.parse = parse;
      exports.size = 3;
      //- /index.js
      exports.lib = require('./lib');
      Object.assign(exports, require('./lib'));
      //- /main.js
      const lib = require('./lib');
      const { parse, size = 2 } = require('./lib');
      const { parse: own } = lib;
      parse(lib.parse, lib['parse'], own);
      require('./index').parse(1);
      require('./index').lib.parse(2);
      const copy = { ...lib };
      copy.parse();
      const other = { parse };
      other.parse();
      """;

  private static final String RENAMED =
      """
      /lib.js: function parse(text) { return exports.read.name + text; }
      /lib.js: exports.read = parse;
      /main.js: const { read: parse, size = 2 } = require('./lib');
      /main.js: const { read: own } = lib;
      /main.js: parse(lib.read, lib['read'], own);
      /main.js: require('./index').read(1);
      /main.js: require('./index').lib.read(2);
      /main.js: copy.read();
      """;

  @Test
  void an_export_is_renamed_where_it_is_made_and_used() {
    ChangeTester.rename(PROJECT.replace("exports.parse =", "exports.par<|>se ="), "read", RENAMED);
  }

  @Test
  void from_any_of_its_uses() {
    for (String place :
        new String[] {"lib.parse,", "lib['parse']", "{ parse:", "index').parse", "copy.parse"}) {
      ChangeTester.rename(
          PROJECT.replace(place, place.replace("parse", "pa<|>rse")), "read", RENAMED);
    }
  }

  @Test
  void keys_of_literals_methods_and_accessors() {
    ChangeTester.rename(
        """
        //- /lib.js
        const a = 1;
        module.exports = { a, b() { return this.a; }, get c() { return 3; }, 'd': 4 };
        //- /main.js
        require('./lib').<|>a;
        """,
        "x",
        """
        /lib.js: module.exports = { x: a, b() { return this.x; }, get c() { return 3; }, 'd': 4 };
        /main.js: require('./lib').x;
        """);
    ChangeTester.rename(
        """
        //- /lib.js
        module.exports = { b() {}, get c() { return 3; }, 'd': 4 };
        //- /main.js
        const { b, c, d } = require('./lib');
        require('./lib').<|>d;
        """,
        "x",
        """
        /lib.js: module.exports = { b() {}, get c() { return 3; }, 'x': 4 };
        /main.js: const { b, c, x: d } = require('./lib');
        /main.js: require('./lib').x;
        """);
  }

  @Test
  void a_defined_property() {
    ChangeTester.rename(
        """
        //- /lib.js
        Object.defineProperty(exports, 'live', { get() { return 1; } });
        //- /main.js
        require('./lib').li<|>ve;
        """,
        "current",
        """
        /lib.js: Object.defineProperty(exports, 'current', { get() { return 1; } });
        /main.js: require('./lib').current;
        """);
  }

  @Test
  void static_members_of_an_exported_class() {
    ChangeTester.rename(
        """
        //- /user.js
        module.exports = class User { static from(row) { return row; } };
        //- /main.js
        const User = require('./user');
        User.fr<|>om(1);
        """,
        "of",
        """
        /user.js: module.exports = class User { static of(row) { return row; } };
        /main.js: User.of(1);
        """);
  }

  @Test
  void what_another_module_passes_on_under_its_own_name_keeps_that() {
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        //- /index.js
        exports.parse = require('./lib').parse;
        //- /main.js
        require('./index').parse;
        require('./lib').pa<|>rse;
        """,
        "read",
        """
        /lib.js: exports.read = 1;
        /index.js: exports.parse = require('./lib').read;
        /main.js: require('./lib').read;
        """);
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        //- /index.js
        exports.parse = require('./lib').parse;
        //- /main.js
        require('./index').pa<|>rse;
        require('./lib').parse;
        """,
        "read",
        """
        /index.js: exports.read = require('./lib').parse;
        /main.js: require('./index').read;
        """);
  }

  @Test
  void writes_from_other_modules_are_places_too() {
    ChangeTester.rename(
        """
        //- /lib.js
        exports.level = 1;
        //- /main.js
        const lib = require('./lib');
        lib.lev<|>el = 2;
        Object.assign(lib, { other: 1 });
        """,
        "depth",
        """
        /lib.js: exports.depth = 1;
        /main.js: lib.depth = 2;
        """);
  }

  @Test
  void an_import_keeps_the_variable() {
    ChangeTester.rename(
        """
        //- /lib.cjs
        exports.parse = 1;
        exports.size = 2;
        //- /main.mjs
        import { parse, size as n } from './lib.cjs';
        import lib from './lib.cjs';
        parse(lib.par<|>se);
        """,
        "read",
        """
        /lib.cjs: exports.read = 1;
        /main.mjs: import { read as parse, size as n } from './lib.cjs';
        /main.mjs: parse(lib.read);
        """);
  }

  @Test
  void renamed_back_it_is_the_shorthand_again() {
    ChangeTester.rename(
        """
        //- /lib.js
        const parse = () => 1;
        module.exports = { read: parse };
        //- /main.js
        const { read: parse } = require('./lib');
        const other = () => require('./lib').re<|>ad;
        //- /more.js
        const { 'read': parse, size } = require('./lib');
        let { read /* what */: parse2 = 2, read: parse3 } = require('./lib');
        //- /most.js
        const { read  :
          parse = 2 } = require('./lib');
        //- /comment.js
        const { read: /* text */ parse } = require('./lib');
        //- /esm.mjs
        import { read as parse, read as own } from './lib.js';
        """,
        "parse",
        """
        /lib.js: module.exports = { parse };
        /comment.js: const { parse: /* text */ parse } = require('./lib');
        /esm.mjs: import { parse, parse as own } from './lib.js';
        /main.js: const { parse } = require('./lib');
        /main.js: const other = () => require('./lib').parse;
        /more.js: const { 'parse': parse, size } = require('./lib');
        /more.js: let { parse /* what */: parse2 = 2, parse: parse3 } = require('./lib');
        /most.js: const { parse = 2 } = require('./lib');
        """);
  }

  @Test
  void what_is_more_than_a_variable_keeps_its_colon() {
    ChangeTester.rename(
        """
        //- /lib.js
        const parse = { deep: 1 };
        module.exports = { read: (parse) };
        //- /other.js
        const parse = { at: 1 };
        ({ read: parse.at } = require('./lib'));
        ({ read: [parse.at] } = require('./lib'));
        require('./lib').re<|>ad;
        """,
        "parse",
        """
        /lib.js: module.exports = { parse: (parse) };
        /other.js: ({ parse: parse.at } = require('./lib'));
        /other.js: ({ parse: [parse.at] } = require('./lib'));
        /other.js: require('./lib').parse;
        """);
  }

  @Test
  void not_where_the_exports_are_open() {
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        exports[process.argv[2]] = 2;
        //- /main.js
        require('./lib').par<|>se;
        """,
        "read",
        "Not all that `lib.js` exports is known: names are computed (line 2).");
  }

  @Test
  void not_where_the_module_is_handed_over() {
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        //- /main.js
        const lib = require('./lib');
        lib.par<|>se;
        spy(lib);
        """,
        "read",
        "`main.js` hands the module to code that is not known (line 3).");
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        //- /main.js
        const lib = require('./lib');
        lib.par<|>se;
        //- /lib.test.js
        jest.mock('./lib');
        require('./lib').parse;
        """,
        "read",
        "`lib.test.js` names the module to code that is not known, which may replace it.");
  }

  @Test
  void not_where_a_name_is_computed() {
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        //- /main.js
        const lib = require('./lib');
        lib.par<|>se;
        lib[process.argv[2]]();
        """,
        "read",
        "`main.js` computes the name of a member (line 3).");
    ChangeTester.rename(
        """
        //- /lib.js
        for (const name of ['parse', 'print']) exports[name] = () => name;
        //- /main.js
        require('./lib').par<|>se();
        """,
        "read",
        "`lib.js` computes the name (line 1).");
  }

  @Test
  void placeholders_of_compilers_are_places_too() {
    ChangeTester.rename(
        """
        //- /lib.js
        exports.b = exports.a = void 0;
        const a = 1;
        exports.<|>a = a;
        exports.b = 2;
        """,
        "c",
        """
        /lib.js: exports.b = exports.c = void 0;
        /lib.js: exports.c = a;
        """);
  }

  @Test
  void not_where_the_object_is_written_before_it_is_exported() {
    ChangeTester.rename(
        """
        //- /lib.js
        const lib = ((made) => {
          made.b = made.a = void 0;
          made.a = 1;
          return made;
        })({});
        module.exports = lib;
        //- /main.js
        require('./lib').<|>a;
        """,
        "c",
        "`lib.js` may write it on the same object (line 2).");
  }

  @Test
  void not_where_something_else_may_be_meant() {
    ChangeTester.rename(
        """
        //- /a.js
        exports.parse = 1;
        //- /b.js
        exports.parse = 2;
        //- /main.js
        const lib = process.argv[2] ? require('./a') : require('./b');
        lib.parse;
        require('./a').par<|>se;
        """,
        "read",
        "`main.js` may use a member of something else as well (line 2).");
  }

  @Test
  void not_where_modules_beside_it_are_loaded_by_computed_names() {
    ChangeTester.rename(
        """
        //- /commands/list.js
        exports.ru<|>n = 1;
        //- /commands/index.js
        module.exports = (name) => require('./' + name).run;
        """,
        "start",
        "`commands/index.js` computes what it requires (line 1).");
  }

  @Test
  void not_to_a_name_that_is_there() {
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        exports.read = 2;
        //- /main.js
        require('./lib').par<|>se;
        """,
        "read",
        "`lib.js` may have `read` already.");
    ChangeTester.rename(
        """
        //- /lib.js
        exports.parse = 1;
        //- /main.js
        require('./lib').par<|>se;
        """,
        "not a name",
        "`not a name` is no name that can stand behind a dot.");
  }

  @Test
  void packages_are_not_changed() {
    ChangeTester.rename(
        """
        //- /node_modules/pkg/package.json
        { "name": "pkg", "version": "1.0.0" }
        //- /node_modules/pkg/index.js
        exports.parse = 1;
        //- /main.js
        require('pkg').par<|>se;
        """,
        "read",
        "`pkg@1.0.0/index.js` is not a part of this workspace.");
  }

  @Test
  void nothing_where_no_export_is_named() {
    String[] places = {
      "const l<|>ib = require('./lib');",
      "const { pa<|>rse } = require('./lib'); parse();",
      "const { parse } = require('./lib'); pa<|>rse();",
      "require('./l<|>ib');",
      "const o = { a: 1 }; o.<|>a;",
    };
    for (String place : places) {
      String text = "//- /lib.js\nexports.parse = 1;\n//- /main.js\n" + place;
      ChangeTester.rename(
          text,
          "read",
          place.contains("{ pa<|>rse }")
              ? "/lib.js: exports.read = 1;\n"
                  + "/main.js: const { read: parse } = require('./lib'); parse();"
              : "nothing");
    }
  }
}
