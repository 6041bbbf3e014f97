package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class DefinitionsTest {
  @Test
  void a_specifier_leads_to_its_file() {
    FeatureTester.definitionIsFile(
        """
        //- /lib/index.js
        exports.a = 1;
        //- /main.js
        require('./l<|>ib');
        """,
        "/lib/index.js");
  }

  @Test
  void a_specifier_that_can_be_several_leads_to_each() {
    FeatureTester.definitionIsFile(
        """
        //- /a.js
        //- /b.js
        //- /main.js
        require(process.env.X ? './a' : './b<|>');
        """,
        "/a.js",
        "/b.js");
  }

  @Test
  void a_builtin_and_a_missing_file_lead_nowhere() {
    FeatureTester.definitionIsFile("require('f<|>s');");
    FeatureTester.definitionIsFile("require('./no<|>pe');");
  }

  @Test
  void a_binding_leads_to_the_value_that_the_module_exports() {
    FeatureTester.definition(
        """
        //- /user.js
        function createUser(name) {}
                 ^^^^^^^^^^ def
        module.exports = createUser;
        //- /main.js
        const make<|>User = require('./user');
              ^^^^^^^^ from
        """);
  }

  @Test
  void a_later_use_of_the_binding_leads_there_too() {
    FeatureTester.definition(
        """
        //- /user.js
        module.exports = class User {};
                               ^^^^ def
        //- /main.js
        const User = require('./user');
        new Us<|>er();
            ^^^^ from
        """);
  }

  @Test
  void a_member_leads_to_the_function_behind_the_export() {
    FeatureTester.definition(
        """
        //- /lib.js
        const parse = function (text) {};
                      ^^^^^^^^^^^^^^^^^^ def
        exports.parse = parse;
        //- /main.js
        const lib = require('./lib');
        lib.pa<|>rse('x');
            ^^^^^ from
        """);
  }

  @Test
  void a_destructured_name_leads_to_the_thing() {
    FeatureTester.definition(
        """
        //- /lib.js
        function parse(text) {}
                 ^^^^^ def
        module.exports = { parse };
        //- /main.js
        const { par<|>se: p } = require('./lib');
        """);
  }

  @Test
  void a_constant_leads_to_the_line_that_writes_it() {
    FeatureTester.definition(
        """
        //- /lib.js
        exports.version = '1';
                ^^^^^^^ def
        //- /main.js
        require('./lib').ver<|>sion;
        """);
  }

  @Test
  void re_exports_are_looked_through() {
    FeatureTester.definition(
        """
        //- /deep.js
        exports.parse = function parse() {};
                                 ^^^^^ def
        //- /middle.js
        module.exports = Object.assign({}, require('./deep'));
        //- /index.js
        exports.parse = require('./middle').parse;
        //- /main.js
        require('./index').pa<|>rse();
        """);
  }

  @Test
  void the_declaration_is_the_line_that_exports_it() {
    FeatureTester.declaration(
        """
        //- /deep.js
        exports.parse = function parse() {};
        //- /index.js
        exports.parse = require('./deep').parse;
                ^^^^^ decl
        //- /main.js
        require('./index').pa<|>rse();
        """);
  }

  @Test
  void json_keys_are_definitions() {
    FeatureTester.definition(
        """
        //- /package.json
        { "version": "1.0.0" }
          ^^^^^^^^^ def
        //- /main.js
        require('./package.json').vers<|>ion;
        """);
  }

  @Test
  void several_definitions_are_all_given() {
    FeatureTester.definition(
        """
        //- /lib.js
        if (process.platform === 'win32') {
          exports.run = function windows() {};
                                 ^^^^^^^ def
        } else {
          exports.run = function posix() {};
                                 ^^^^^ def
        }
        //- /main.js
        require('./lib').ru<|>n();
        """);
  }

  @Test
  void what_a_module_puts_on_the_object_of_another_leads_to_the_thing() {
    FeatureTester.definition(
        """
        //- /encode.js
        module.exports = function encode() {};
        //- /escape.js
        module.exports = function escape() {};
                                  ^^^^^^ def
        //- /lib.js
        const encode = require('./encode');
        module.exports = encode;
        encode.escape = require('./escape');
        //- /main.js
        require('./lib').esc<|>ape();
        """);
    FeatureTester.definition(
        """
        //- /encode.js
        module.exports = function encode() {};
        //- /lib.js
        exports = module.exports = require('./encode');
        exports.version = 1;
                ^^^^^^^ def
        //- /main.js
        require('./lib').ver<|>sion;
        """);
  }

  @Test
  void the_declaration_of_what_a_module_puts_on_the_object_of_another_is_its_write() {
    FeatureTester.declaration(
        """
        //- /encode.js
        module.exports = function encode() {};
        //- /lib.js
        const encode = require('./encode');
        module.exports = encode;
        encode.escape = function escape() {};
               ^^^^^^ decl
        //- /main.js
        require('./lib').esc<|>ape();
        """);
  }

  @Test
  void a_name_that_nothing_lists_leads_to_where_names_are_computed() {
    FeatureTester.definition(
        """
        //- /codes.js
        for (const code of Object.keys(process.env)) {
          exports[code + 'Error'] = function (message) {};
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ def
        }
        //- /main.js
        new (require('./codes').Busy<|>Error)();
        """);
    FeatureTester.definition(
        """
        //- /codes.js
        exports.Busy = class Busy {};
        //- /main.js
        new (require('./codes').Bu<|>zy)();
        """);
  }

  @Test
  void an_own_export_leads_to_its_definition() {
    FeatureTester.definition(
        """
        //- /lib.js
        function parse() {}
                 ^^^^^ def
        exports.pa<|>rse = parse;
        """);
  }

  @Test
  void module_exports_leads_to_what_is_exported() {
    FeatureTester.definition(
        """
        //- /lib.js
        class A {}
              ^ def
        module.exp<|>orts = A;
        """);
  }

  @Test
  void whatever_is_no_module_matter_leads_nowhere() {
    FeatureTester.definition("const a = 1; a<|>;");
    FeatureTester.definition("<|>");
    FeatureTester.definition("exports.a = <|>");
  }
}
