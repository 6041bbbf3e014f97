package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class ReferencesTest {
  @Test
  void an_export_is_found_wherever_it_is_used() {
    FeatureTester.references(
        """
        //- /lib.js
        function parse(text) { return exports.parse.name; }
                 ^^^^^ decl
                                              ^^^^^ read
        exports.par<|>se = parse;
                ^^^^^ decl
                        ^^^^^ read
        parse('x');
        ^^^^^ read
        //- /main.js
        const lib = require('./lib');
        lib.parse(1);
            ^^^^^ read
        const { parse, size } = lib;
                ^^^^^ read
        parse(2);
        ^^^^^ read
        lib['parse'] = null;
             ^^^^^ write
        //- /other.js
        const other = require('./elsewhere');
        other.parse();
        //- /elsewhere.js
        exports.parse = 1;
        """);
  }

  @Test
  void through_specifiers_that_are_computed() {
    FeatureTester.references(
        """
        //- /deep/lib.js
        exports.par<|>se = () => 1;
                ^^^^^ decl
        //- /joined.js
        module.exports = require(require('path').join(__dirname, 'deep', 'lib'));
        //- /template.js
        const name = 'lib';
        module.exports = require(`./deep/${name}`);
        //- /made.js
        const { createRequire } = require('module');
        module.exports = createRequire(__filename)('./deep/lib');
        //- /alias.js
        const load = require;
        module.exports = load('./deep/lib');
        //- /main.js
        require('./joined').parse();
                            ^^^^^ read
        require('./template').parse();
                              ^^^^^ read
        require('./made').parse();
                          ^^^^^ read
        require('./alias').parse();
                           ^^^^^ read
        """);
  }

  @Test
  void from_a_use_and_from_the_function() {
    FeatureTester.references(
        """
        //- /lib.js
        function parse() {}
                 ^^^^^ decl
        module.exports = { parse };
                           ^^^^^ decl
        //- /main.js
        require('./lib').par<|>se();
                         ^^^^^ read
        """);
    FeatureTester.references(
        """
        //- /lib.js
        function par<|>se() {}
                 ^^^^^ decl
        module.exports = { parse };
                           ^^^^^ decl
        //- /main.js
        require('./lib').parse();
                         ^^^^^ read
        """);
  }

  @Test
  void what_passes_it_on_and_what_uses_that() {
    FeatureTester.references(
        """
        //- /deep.js
        exports.par<|>se = () => 1;
                ^^^^^ decl
        //- /copied.js
        module.exports = { ...require('./deep') };
        //- /index.js
        exports.read = require('./deep').parse;
                ^^^^ decl
                                         ^^^^^ read
        //- /main.js
        require('./copied').parse();
                            ^^^^^ read
        require('./index').read();
                           ^^^^ read
        """);
  }

  @Test
  void a_module_that_is_a_function_is_found_as_one() {
    FeatureTester.references(
        """
        //- /user.js
        module.exports = function createUser(name) {};
               ^^^^^^^ decl
                                  ^^^^^^^^^^ decl
        //- /main.js
        const make = require('./user');
              ^^^^ read
                              ^^^^^^ read
        ma<|>ke('x');
        ^^^^ read
        //- /other.js
        require('./user')('y');
                 ^^^^^^ read
        """);
  }

  @Test
  void of_a_specifier_who_else_names_the_module() {
    FeatureTester.references(
        """
        //- /lib.js
        exports.a = 1;
        //- /main.js
        const lib = require('./l<|>ib');
                             ^^^^^ read
        lib.a;
        //- /sub/other.js
        require.resolve('../lib.js');
                         ^^^^^^^^^ read
        import('../lib.js');
                ^^^^^^^^^ read
        """);
  }

  @Test
  void members_of_classes_and_of_objects_inside() {
    FeatureTester.references(
        """
        //- /lib.js
        exports.User = class User { greet() {} };
                                    ^^^^^ decl
        exports.conf = { deep: { level: 1 } };
        //- /main.js
        const { User, conf } = require('./lib');
        new User().gre<|>et();
                   ^^^^^ read
        conf.deep.level;
        """);
    FeatureTester.references(
        """
        //- /lib.js
        exports.conf = { deep: { lev<|>el: 1 } };
                                 ^^^^^ decl
        //- /main.js
        const { conf } = require('./lib');
        conf.deep.level;
                  ^^^^^ read
        """);
  }

  @Test
  void keys_of_json_and_packages() {
    FeatureTester.references(
        """
        //- /data.json
        { "name": "x" }
           ^^^^ decl
        //- /main.js
        require('./data').na<|>me;
                          ^^^^ read
        """);
    FeatureTester.references(
        """
        //- /node_modules/pkg/index.js
        exports.parse = 1;
                ^^^^^ decl
        //- /main.js
        require('pkg').par<|>se;
                       ^^^^^ read
        """);
  }

  @Test
  void highlights_are_those_of_the_file() {
    FeatureTester.highlights(
        """
        //- /lib.js
        exports.parse = 1;
        //- /main.js
        const lib = require('./lib');
        lib.par<|>se;
            ^^^^^ read
        lib.parse = 2;
            ^^^^^ write
        """);
  }

  private static final String PASSED_ON =
      """
      //- /user.js
      exports.create = function create() {};
              ^^^^^^ decl
                                ^^^^^^ decl
      //- /index.js
      const user = require('./user');
      module.exports = { create: user.create, load: user.load };
                         ^^^^^^ decl
                                      ^^^^^^ read
      //- /api.js
      exports.make = require('./index').create;
              ^^^^ decl
                                        ^^^^^^ read
      //- /main.js
      const lib = require('./index');
      lib.create();
          ^^^^^^ read
      require('./api').make();
                       ^^^^ read
      //- /other.js
      require('./user').create();
                        ^^^^^^ read
      """;

  @Test
  void the_same_places_wherever_it_is_asked() {
    for (String place :
        new String[] {
          "exports.create =",
          "function create",
          "{ create:",
          "user.create,",
          "exports.make",
          "'./index').create",
          "lib.create",
          "'./api').make",
          "'./user').create",
        }) {
      int name = Math.max(place.indexOf("create"), place.indexOf("make"));
      String asked = place.substring(0, name + 1) + "<|>" + place.substring(name + 1);
      FeatureTester.references(PASSED_ON.replace(place, asked));
    }
  }

  @Test
  void a_function_that_is_a_module_and_is_passed_on() {
    String text =
        """
        //- /user.js
        module.exports = function create() {};
               ^^^^^^^ decl
                                  ^^^^^^ decl
        //- /index.js
        exports.make = require('./user');
                ^^^^ decl
                                ^^^^^^ read
        //- /main.js
        require('./index').make();
                           ^^^^ read
        """;
    for (String place : new String[] {"function create", "exports.make", "'./index').make"}) {
      FeatureTester.references(
          text.replace(
              place,
              place.substring(0, place.length() - 1)
                  + "<|>"
                  + place.substring(place.length() - 1)));
    }
  }

  @Test
  void of_alternatives_both_and_not_the_one_for_the_other() {
    FeatureTester.references(
        """
        //- /a.js
        exports.run = () => 1;
                ^^^ decl
        //- /b.js
        exports.run = () => 2;
                ^^^ decl
        //- /index.js
        exports.run = process.argv[2] ? require('./a').run : require('./b').run;
                ^^^ decl
                                                       ^^^ read
                                                                            ^^^ read
        //- /main.js
        require('./index').r<|>un();
                           ^^^ read
        """);
    FeatureTester.references(
        """
        //- /a.js
        exports.r<|>un = () => 1;
                ^^^ decl
        //- /b.js
        exports.run = () => 2;
        //- /index.js
        exports.run = process.argv[2] ? require('./a').run : require('./b').run;
                ^^^ decl
                                                       ^^^ read
        //- /main.js
        require('./index').run();
                           ^^^ read
        """);
  }

  @Test
  void a_namespace_that_is_passed_on_is_not_its_members() {
    FeatureTester.references(
        """
        //- /user.js
        exports.create = 1;
        //- /index.js
        exports.user = require('./user');
                ^^^^ decl
        //- /main.js
        require('./index').us<|>er.create;
                           ^^^^ read
        """);
  }

  @Test
  void nothing_where_modules_share_nothing() {
    FeatureTester.references("const a = 1;\nconsole.log(<|>a);");
    FeatureTester.references("require('f<|>s').readFile;");
    FeatureTester.references("// pa<|>rse\nexports.parse = 1;");
  }
}
