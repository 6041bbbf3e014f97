package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class HoversTest {
  private static final String USER =
      """
      //- /src/user.js
      /**
       * Creates a user.
       *
       * @param name the name
       */
      function createUser(name, options = {}) {}
      createUser.Role = { ADMIN: 'admin', GUEST: 'guest' };
      createUser.User = class User {
        constructor(name) {}
        greet() {}
        rename(to) {}
        static from(row) {}
      };
      createUser.parse = require('./parse');
      createUser.version = '2.1.0';
      module.exports = createUser;
      //- /src/parse.js
      module.exports = function parse(text) {};
      """;

  @Test
  void a_specifier_shows_the_module_as_a_declaration() {
    FeatureTester.hover(
        USER
            + """
            //- /src/main.js
            require('./us<|>er');
            """,
        """
        **src/user.js** · CommonJS · required by 1 file
        module.exports: function createUser(name, options = {})
          .Role     { ADMIN: 'admin', GUEST: 'guest' }
          .User     class User(name) · greet(), rename(to), static from(row)
          .parse    function parse(text)    from ./parse.js
          .version  '2.1.0'
        Creates a user.
        """);
  }

  @Test
  void a_binding_shows_the_same() {
    FeatureTester.hover(
        """
        //- /lib.js
        exports.a = 1;
        //- /other.js
        require('./lib');
        //- /main.js
        const l<|>ib = require('./lib');
        """,
        """
        **lib.js** · CommonJS · required by 2 files
        module.exports: object
          .a  1
        """);
  }

  @Test
  void a_member_shows_what_it_is_and_its_doc() {
    FeatureTester.hover(
        """
        //- /lib.js
        /** Reads {@link Text}. */
        exports.parse = async function (text, ...rest) {};
        //- /main.js
        require('./lib').par<|>se();
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        .parse: async function(text, ...rest)
        Reads Text.
        """);
  }

  @Test
  void a_package_is_named_with_its_version() {
    FeatureTester.hover(
        """
        //- /node_modules/left-pad/package.json
        { "name": "left-pad", "version": "1.3.0", "main": "lib/pad.js" }
        //- /node_modules/left-pad/lib/pad.js
        module.exports = function pad(text, width) {};
        //- /main.js
        const p<|>ad = require('left-pad');
        """,
        """
        **left-pad\\@1.3.0/lib/pad.js** · CommonJS · required by 1 file
        module.exports: function pad(text, width)
        """);
  }

  @Test
  void what_a_package_passes_on_is_named_by_its_package() {
    FeatureTester.hover(
        """
        //- /node_modules/pad/package.json
        { "name": "pad", "version": "1.3.0" }
        //- /node_modules/pad/index.js
        module.exports = { left: require('./left'), trim: require('trim') };
        //- /node_modules/pad/left.js
        module.exports = function left() {};
        //- /node_modules/trim/package.json
        { "name": "trim", "version": "2.0.0" }
        //- /node_modules/trim/index.js
        module.exports = function trim(text) {};
        //- /main.js
        const p<|>ad = require('pad');
        """,
        """
        **pad\\@1.3.0/index.js** · CommonJS · required by 1 file
        module.exports: object
          .left  function left()    from ./left.js
          .trim  function trim(text)    from trim@2.0.0/index.js
        """);
  }

  @Test
  void a_builtin_is_named() {
    FeatureTester.hover("const f<|>s = require('fs');", "**node:fs** · built into Node");
    FeatureTester.hover(
        "require('node:path').jo<|>in();",
        """
        **node:path** · built into Node
        .join: node:path.join
        """);
  }

  @Test
  void json_shows_its_values() {
    FeatureTester.hover(
        """
        //- /data.json
        { "name": "x", "list": [1], "deep": { "a": null } }
        //- /main.js
        require('./da<|>ta');
        """,
        """
        **data.json** · JSON · required by 1 file
        module.exports: object
          .name  'x'
          .list  array
          .deep  { a: null }
        """);
  }

  @Test
  void an_open_module_says_why_there_may_be_more() {
    FeatureTester.hover(
        """
        //- /lib.js
        exports.a = 1;
        for (const name of process.argv) exports[name] = 1;
        //- /main.js
        require('./l<|>ib');
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        module.exports: object
          .a  1
        Open: names are computed (line 2).
        """);
  }

  @Test
  void members_are_at_most_twenty() {
    StringBuilder lib = new StringBuilder("//- /lib.js\n");
    for (int i = 0; i < 23; i++) {
      lib.append("exports.name").append((char) ('a' + i)).append(" = ").append(i).append(";\n");
    }
    StringBuilder expected = new StringBuilder("**lib.js** · CommonJS · required by 1 file\n");
    expected.append("module.exports: object\n");
    for (int i = 0; i < 20; i++) {
      expected.append("  .name").append((char) ('a' + i)).append("  ").append(i).append('\n');
    }
    FeatureTester.hover(lib + "//- /main.js\nrequire('./l<|>ib');\n", expected + "  … 3 more\n");
  }

  @Test
  void a_missing_module_shows_what_was_tried() {
    FeatureTester.hover(
        """
        //- /main.js
        require('./no<|>pe');
        """,
        """
        **./nope** · not found
        /nope, .js, .json, .node: no such file
        Cannot find `./nope` from `main.js`.
        """);
  }

  @Test
  void exports_after_a_replacement_is_said_to_be_cut_off() {
    FeatureTester.hover(
        """
        //- /lib.js

        module.exports = class A {};
        // commonjs-disable-next-line lost-write
        export<|>s.b = 1;
        """,
        """
        **lib.js** · CommonJS
        module.exports: class A
        Not `module.exports` any more (replaced on line 2). What is written here is lost.
        """);
  }

  @Test
  void exports_before_a_replacement_is_said_to_be_the_same() {
    FeatureTester.hover(
        """
        //- /lib.js
        e<|>xports.b = 1;
        """,
        """
        **lib.js** · CommonJS
        module.exports: object
          .b  1
        Still `module.exports` here: callers see what is written on it.
        """);
  }

  @Test
  void an_own_export_is_shown() {
    FeatureTester.hover(
        """
        //- /lib.js
        /** Adds. */
        exports.ad<|>d = (a, b) => a + b;
        """,
        """
        **lib.js** · CommonJS
        .add: function(a, b)
        Adds.
        """);
  }

  @Test
  void elsewhere_there_is_no_hover() {
    FeatureTester.hover("const a = 1; a<|>;", "");
  }

  @Test
  void an_instance_shows_its_fields_and_methods() {
    FeatureTester.hover(
        """
        //- /service.js
        class Base { close(force) {} }
        class Service extends Base {
          constructor(name) { super(); this.name = name; this.port = 80; }
          start(port, host = 'localhost') {}
          get url() { return 'x'; }
        }
        module.exports = new Service('a');
        //- /main.js
        const s<|> = require('./service');
        """,
        """
        **service.js** · CommonJS · required by 1 file
        module.exports: new Service
          .name     'a'
          .port     80
          .start    function(port, host = 'localhost')
          get .url  'x'
          .close    function(force)
        """);
  }

  @Test
  void an_instance_of_a_function_shows_what_is_on_its_prototype() {
    FeatureTester.hover(
        """
        //- /lib.js
        function Lib(size) { this.size = size; }
        Lib.prototype.read = function (at) {};
        module.exports = new Lib(3);
        //- /main.js
        require('./l<|>ib');
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        module.exports: new Lib
          .size  3
          .read  function(at)
        """);
  }

  @Test
  void an_object_shows_what_it_was_created_from() {
    FeatureTester.hover(
        """
        //- /lib.js
        module.exports = Object.create({ read(at) {}, end: 2 }, { own: { value: 1 } });
        //- /main.js
        require('./l<|>ib');
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        module.exports: object
          .own   1
          .read  function(at)
          .end   2
        """);
  }

  @Test
  void a_member_that_is_an_instance_shows_its_methods_in_a_line() {
    FeatureTester.hover(
        """
        //- /lib.js
        class Store { get(key) {} }
        exports.store = new Store();
        exports.made = () => new Store();
        //- /main.js
        const { store<|> } = require('./lib');
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        .store: new Store
          .get  function(key)
        """);
    FeatureTester.hover(
        """
        //- /lib.js
        class Store { get(key) {} }
        exports.store = new Store();
        //- /main.js
        const lib<|> = require('./lib');
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        module.exports: object
          .store  new Store { get(key) }
        """);
  }

  @Test
  void a_member_of_which_nothing_is_known_is_its_name() {
    FeatureTester.hover(
        """
        //- /lib.js
        module.exports = { a: process.argv[2], b: 1, deep: { c: process.argv[3], d() {} } };
        //- /main.js
        require('./l<|>ib');
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        module.exports: object
          .a
          .b     1
          .deep  { c, d() }
        """);
  }

  @Test
  void a_long_list_is_grouped_by_the_files_that_it_comes_from() {
    StringBuilder many = new StringBuilder("//- /many.js\n");
    for (int i = 0; i < 24; i++) {
      many.append("exports.number")
          .append((char) ('A' + i))
          .append(" = () => ")
          .append(i)
          .append(";\n");
    }
    FeatureTester.hover(
        many
            + """
            //- /few.js
            exports.one = () => 1;
            exports.two = () => 2;
            //- /single.js
            module.exports = function single() {};
            //- /index.js
            module.exports = {
              own: 1, ...require('./many'), single: require('./single'), ...require('./few'),
              get late() { return require('./few').one; },
            };
            //- /main.js
            require('./ind<|>ex');
            """,
        """
        **index.js** · CommonJS · required by 1 file
        module.exports: object
          .own     1
          .single  function single()    from ./single.js
          from ./many.js: numberA, numberB, numberC, numberD, numberE, numberF, numberG, … 17 more
          from ./few.js: one, two, late
        """);
  }

  @Test
  void what_else_a_member_may_be_is_said_shortly_and_parameters_are_one_line() {
    FeatureTester.hover(
        """
        //- /lib.js
        exports.a = process.argv[2] || 1;
        exports.b = function ({
          x,
          y,
        }) {};
        //- /main.js
        require('./l<|>ib');
        """,
        """
        **lib.js** · CommonJS · required by 1 file
        module.exports: object
          .a  1 | …
          .b  function({ x, y, })
        """);
  }

  @Test
  void in_a_long_list_private_names_come_last() {
    StringBuilder lib = new StringBuilder("//- /lib.js\nexports._private = 1;\n");
    StringBuilder expected = new StringBuilder("**lib.js** · CommonJS · required by 1 file\n");
    expected.append("module.exports: object\n");
    for (char name = 'a'; name < 'a' + 20; name++) {
      lib.append("exports.").append(name).append(" = 1;\n");
      expected.append("  .").append(name).append("  1\n");
    }
    FeatureTester.hover(lib + "//- /main.js\nrequire('./l<|>ib');\n", expected + "  … 1 more\n");
  }
}
