package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class TypeDefinitionsTest {
  @Test
  void of_an_instance_its_class() {
    FeatureTester.typeDefinition(
        """
        //- /user.js
        class User {}
              ^^^^ type
        module.exports = User;
        //- /main.js
        const User = require('./user');
        const us<|>er = new User();
              ^^^^ from
        """);
    FeatureTester.typeDefinition(
        """
        //- /user.js
        function User() {}
                 ^^^^ type
        exports.current = new User();
        //- /index.js
        exports.user = require('./user').current;
        //- /main.js
        require('./index').us<|>er;
        """);
  }

  @Test
  void of_a_method_the_class_that_defines_it() {
    FeatureTester.typeDefinition(
        """
        //- /animal.js
        module.exports = class Animal { speak() {} };
                               ^^^^^^ type
        //- /dog.js
        const Animal = require('./animal');
        module.exports = class Dog extends Animal { bark() {} };
        //- /main.js
        const Dog = require('./dog');
        new Dog().spe<|>ak();
        """);
    FeatureTester.typeDefinition(
        """
        //- /dog.js
        class Dog { static breed() {} }
              ^^^ type
        module.exports = Dog;
        //- /main.js
        require('./dog').bre<|>ed();
        """);
  }

  @Test
  void there_is_no_type_of_plain_things() {
    String lib =
        """
        //- /lib.js
        exports.parse = function () {};
        exports.size = 1;
        exports.list = [];
        exports.all = { parse() {} };
        exports.Type = class {};
        //- /main.js
        const lib = require('./lib');
        lib.HERE;
        """;
    for (String name : new String[] {"parse", "size", "list", "all", "Type", "nothing"}) {
      FeatureTester.typeDefinition(lib.replace("HERE", "<|>" + name));
    }
    FeatureTester.typeDefinition(lib.replace("HERE", "all.<|>parse"));
    FeatureTester.typeDefinition("//- /main.js\nrequire('events').on<|>ce;\n");
    FeatureTester.typeDefinition("//- /main.js\nconst own<|> = new Map();\n");
  }

  @Test
  void the_implementation_is_where_the_function_is_made() {
    FeatureTester.implementation(
        """
        //- /deep.js
        function parse() {}
                 ^^^^^ made
        exports.read = parse;
        //- /index.js
        exports.par<|>se = require('./deep').read;
        """);
    FeatureTester.implementation(
        """
        //- /deep.js
        class Deep {}
              ^^^^ made
        module.exports = Deep;
        //- /index.js
        module.exports = require('./deep');
        //- /main.js
        const dee<|>p = require('./index');
              ^^^^ from
        """);
  }

  @Test
  void what_is_no_function_has_no_implementation() {
    FeatureTester.implementation(
        """
        //- /lib.js
        exports.size = 1;
        //- /main.js
        require('./lib').si<|>ze;
        """);
    FeatureTester.implementation("//- /main.js\nconst own<|> = 1;\n");
    FeatureTester.implementation("//- /main.js\nrequire('./no<|>ne');\n");
  }
}
