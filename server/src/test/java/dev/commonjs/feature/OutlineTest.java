package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class OutlineTest {
  @Test
  void the_members_of_an_exports_object_are_the_outline() {
    FeatureTester.outline(
        """
        //- /lib.js
        exports.b = function () {};
        exports.a = { x: 1, y() {} };
        """,
        """
        FUNCTION b @ b
        OBJECT a @ a
          PRIMITIVE x @ x
          FUNCTION y @ y
        """);
  }

  @Test
  void a_class_is_one_symbol_with_its_methods() {
    FeatureTester.outline(
        """
        //- /user.js
        class User {
          constructor(name) {}
          greet() {}
          static from(row) {}
        }
        module.exports = User;
        """,
        """
        CLASS module.exports @ User
          FUNCTION greet @ greet
          FUNCTION from @ from
        """);
  }

  @Test
  void a_function_holds_its_properties() {
    FeatureTester.outline(
        """
        //- /lib.js
        module.exports = function main() {};
        module.exports.version = '1';
        """,
        """
        FUNCTION module.exports @ main
          PRIMITIVE version @ version
        """);
  }

  @Test
  void a_file_that_exports_nothing_has_no_outline() {
    FeatureTester.outline("console.log(1);", "");
  }
}
