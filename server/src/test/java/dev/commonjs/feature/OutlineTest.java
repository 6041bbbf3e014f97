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

  @Test
  void an_instance_holds_the_methods_of_its_class() {
    FeatureTester.outline(
        """
        //- /lib.js
        class Base { close() {} }
        class Lib extends Base { constructor() { super(); this.size = 1; } read() {} }
        module.exports = new Lib();
        """,
        """
        FUNCTION close @ close
        PRIMITIVE size @ size
        FUNCTION read @ read
        """);
  }

  @Test
  void an_instance_of_a_function_holds_what_is_on_its_prototype() {
    FeatureTester.outline(
        """
        //- /lib.js
        function Lib() { this.size = 1; }
        Lib.prototype.read = function () {};
        module.exports = new Lib();
        """,
        """
        PRIMITIVE size @ size
        FUNCTION read @ read
        """);
    FeatureTester.outline(
        """
        //- /lib.js
        function Lib() {}
        Lib.prototype.read = function () {};
        module.exports = Lib;
        """,
        """
        FUNCTION module.exports @ Lib
          FUNCTION read @ read
        """);
  }

  @Test
  void an_object_holds_what_it_was_created_from() {
    FeatureTester.outline(
        """
        //- /lib.js
        module.exports = Object.create({ read() {} });
        exports.lost = 1;
        """,
        "FUNCTION read @ read");
  }

  @Test
  void methods_that_stand_in_another_file_are_not_its_symbols() {
    FeatureTester.outline(
        """
        //- /lib.js
        const Base = require('./base');
        class Lib extends Base { own() {} }
        module.exports = new Lib();
        //- /base.js
        module.exports = class Base { close() {} };
        """,
        "FUNCTION own @ own");
    FeatureTester.outline(
        """
        //- /lib.js
        const { EventEmitter } = require('events');
        class Lib {}
        new Lib().read = function () {};
        module.exports = new EventEmitter();
        """,
        "");
  }
}
