package dev.commonjs.syntax;

import static dev.commonjs.syntax.BoundPlaces.check;

import org.junit.jupiter.api.Test;

/** Where a name is known, scope by scope. */
class BindingsTest {
  @Test
  void a_variable_is_declared_read_and_written() {
    check(
        """
        var <|>a = 1;
            ^ declares
        a += a + 1;
        ^ refers
             ^ refers
        for (a in o);
             ^ refers
        a++; ({ b: a, c: [a] } = o);
        ^ refers
                   ^ refers
                          ^ refers
        """);
  }

  @Test
  void a_var_that_is_repeated_has_more_than_one_declaration() {
    check(
        """
        var <|>a = 1;
            ^ declares
        if (b) { var a; }
                     ^ declares
        use(a);
            ^ refers
        """);
  }

  @Test
  void a_var_is_known_in_all_of_its_function_and_nowhere_else() {
    check(
        """
        var a = 0;
        function f() {
          use(<|>a);
              ^ refers
          for (;;) { try { switch (b) { case 1: var a; } } finally { l: a; } }
                                                    ^ declares
                                                                        ^ refers
        }
        use(a);
        """);
  }

  @Test
  void a_closure_reads_the_variable_around_it() {
    check(
        """
        const <|>a = 1;
              ^ declares
        module.exports = { f() { return () => a; }, get b() { return a; } };
                                              ^ refers
                                                                     ^ refers
        """);
  }

  @Test
  void a_let_is_known_in_its_block_only_and_from_its_beginning() {
    check(
        """
        let a = 0;
        {
          use(<|>a);
              ^ refers
          let a = 1;
              ^ declares
          { a; { let a; a; } }
            ^ refers
        }
        a;
        """);
  }

  @Test
  void a_parameter_hides_what_is_around_the_function() {
    check(
        """
        const a = 1;
        function f(<|>a, { b: [c] = [] }, ...d) { return a + a2; }
                   ^ declares
                                                      ^ refers
        f(a);
        """);
  }

  @Test
  void the_values_of_parameters_know_the_parameters() {
    check(
        """
        function f(<|>a, b = a, { [a]: c = () => a } = {}) {}
                   ^ declares
                          ^ refers
                                ^ refers
                                              ^ refers
        """);
  }

  @Test
  void the_values_of_parameters_know_nothing_of_the_body() {
    check(
        """
        const <|>a = 1;
              ^ declares
        function f(b = a) { var a = 2; return a; }
                       ^ refers
        """);
  }

  @Test
  void a_parameter_and_a_var_or_function_of_its_name_are_one() {
    check(
        """
        function f(<|>a, b = () => a) {
                   ^ declares
                                ^ refers
          var a;
              ^ declares
          function a() {}
                   ^ declares
          return a;
                 ^ refers
        }
        """);
  }

  @Test
  void an_arrow_function_has_a_scope() {
    check(
        """
        let b;
        g(async (<|>b, c) => b + c, b => b, ({ b }) => { b; });
                 ^ declares
                          ^ refers
        """);
  }

  @Test
  void the_name_of_a_function_expression_is_known_in_it_alone() {
    check(
        """
        const f = function <|>f(n) { return f(n - 1); };
                           ^ declares
                                         ^ refers
        f(1);
        """);
  }

  @Test
  void what_a_function_declares_hides_its_own_name() {
    check(
        """
        const g = function f() { var <|>f; return f; };
                                     ^ declares
                                               ^ refers
        """);
  }

  @Test
  void a_function_declaration_is_known_before_it_and_in_itself() {
    check(
        """
        f();
        ^ refers
        function <|>f() { f(); }
                 ^ declares
                       ^ refers
        function f() {}
                 ^ declares
        """);
  }

  @Test
  void a_class_declaration_has_one_name_outside_and_inside() {
    check(
        """
        class <|>A { static a = new A(); m() { return A; } }
              ^ declares
                                 ^ refers
                                                   ^ refers
        module.exports = A;
                         ^ refers
        """);
  }

  @Test
  void the_name_of_a_class_expression_is_known_in_it_alone() {
    check(
        """
        const A = class <|>A extends f(() => A) { [A.b]() {} };
                        ^ declares
                                          ^ refers
                                                ^ refers
        A;
        """);
  }

  @Test
  void field_initialisers_and_keys_read_what_is_around_the_class() {
    check(
        """
        const <|>a = 1;
              ^ declares
        class B { a = a; [a] = this.a; static #a = () => a; set a(a) { a; } }
                      ^ refers
                          ^ refers
                                                         ^ refers
        """);
  }

  @Test
  void a_static_block_has_variables_of_its_own() {
    check(
        """
        var a;
        class B { static { use(<|>a); if (b) { var a; } } static { a; } }
                               ^ refers
                                                ^ declares
        """);
  }

  @Test
  void a_loop_has_the_names_of_its_head() {
    check(
        """
        let i = 9;
        for (let <|>i = 0, n = i; i < n; i++) {
                 ^ declares
                            ^ refers
                               ^ refers
                                      ^ refers
          later(() => i);
                      ^ refers
          { let i; i; }
        }
        i;
        """);
  }

  @Test
  void the_subject_of_a_loop_knows_the_names_of_its_head() {
    check(
        """
        const a = [];
        for (const { <|>a } of f(a)) later(() => a);
                     ^ declares
                              ^ refers
                                              ^ refers
        for (const a in o) a;
        a;
        """);
  }

  @Test
  void a_var_in_the_head_of_a_loop_is_one_of_the_function() {
    check(
        """
        function f() {
          for (var <|>a in o) { a; }
                   ^ declares
                             ^ refers
          for (var a of o) { a; }
                   ^ declares
                             ^ refers
          return a;
                 ^ refers
        }
        """);
  }

  @Test
  void the_cases_of_a_switch_are_one_block() {
    check(
        """
        let a;
        switch (a) {
          case a: let <|>a; break;
               ^ refers
                      ^ declares
          default: a;
                   ^ refers
        }
        """);
  }

  @Test
  void a_catch_clause_has_its_parameter() {
    check(
        """
        let e;
        try { e; } catch (<|>e) { e; { let e; e; } } finally { e; }
                          ^ declares
                               ^ refers
        """);
  }

  @Test
  void a_catch_clause_may_take_its_parameter_apart() {
    check(
        """
        let e;
        try {} catch ({ <|>e, m = e }) { use(e, m); }
                        ^ declares
                               ^ refers
                                          ^ refers
        try {} catch { e; }
        """);
  }

  @Test
  void a_catch_parameter_and_the_var_that_writes_it_are_one() {
    check(
        """
        function f() {
          try {} catch (<|>e) { var e = 1; e; }
                        ^ declares
                                 ^ declares
                                        ^ refers
          return e;
                 ^ refers
        }
        """);
  }
}
