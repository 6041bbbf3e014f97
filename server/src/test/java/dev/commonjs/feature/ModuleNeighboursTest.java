package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.feature.ModuleNeighbours.Neighbour;
import dev.commonjs.fixture.Fixture;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleNeighboursTest {
  private static final String PROJECT =
      """
      //- /main.js
      const fs = require('fs');
      const a = require('./lib/a');
      const late = () => require('./lib/deep');
      require.resolve('./lib/b');
      require('express');
      require('./gone'); require('./lib/a.js'); require('node:fs');
      require('data.json');
      //- /lib/a.js
      require('./b');
      require('./b').late();
      //- /lib/b.js
      const a = require('./a'); import('./deep.js');
      require(`./${name}`);
      //- /lib/deep.js
      exports.late = () => 1;
      //- /alone.js
      exports.one = 1;
      //- /node_modules/express/package.json
      { "name": "express", "version": "4.0.0", "main": "lib/express" }
      //- /node_modules/express/lib/express.js
      exports.use = require('./view');
      //- /node_modules/express/lib/view.js
      exports.view = 1;
      """;

  private static void neighbours(String file, String expected) {
    Fixture fixture = Fixture.parse(PROJECT);
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    List<String> lines = new ArrayList<>();
    ModuleNeighbours.requiring(snapshot, Path.of(file), Cancel.NONE)
        .forEach(one -> lines.add("from " + line(fixture, one)));
    ModuleNeighbours.required(snapshot, Path.of(file), Cancel.NONE)
        .forEach(one -> lines.add("to " + line(fixture, one)));
    assertEquals(expected.strip(), String.join("\n", lines));
  }

  private static String line(Fixture fixture, Neighbour one) {
    String text = fixture.text(one.place().file());
    Span span = one.place().span();
    return "%s %s%s: %s %d %s"
        .formatted(
            one.kind(),
            one.name(),
            one.leaf() ? "" : " …",
            one.place().file(),
            text.substring(0, span.start()).split("\n", -1).length,
            text.substring(span.start(), span.end()));
  }

  @Test
  void each_module_once_at_the_first_place_that_names_it() {
    neighbours(
        "/main.js",
        """
        to BUILTIN node:fs: /main.js 1 'fs'
        to MODULE lib/a.js …: /main.js 2 './lib/a'
        to MODULE lib/deep.js: /main.js 3 './lib/deep'
        to PACKAGE express@4.0.0/lib/express.js …: /main.js 5 'express'
        to UNRESOLVED ./gone: /main.js 6 './gone'
        to UNRESOLVED data.json: /main.js 7 'data.json'
        """);
  }

  @Test
  void who_requires_it_and_a_cycle_is_both() {
    neighbours(
        "/lib/a.js",
        """
        from MODULE lib/b.js …: /lib/b.js 1 './a'
        from MODULE main.js: /main.js 2 './lib/a'
        to MODULE lib/b.js …: /lib/a.js 1 './b'
        """);
    neighbours(
        "/lib/deep.js",
        """
        from MODULE lib/b.js …: /lib/b.js 1 './deep.js'
        from MODULE main.js: /main.js 3 './lib/deep'
        """);
  }

  @Test
  void of_a_package_what_it_requires_itself() {
    neighbours(
        "/node_modules/express/lib/express.js",
        """
        from MODULE main.js: /main.js 5 'express'
        to PACKAGE express@4.0.0/lib/view.js …: /node_modules/express/lib/express.js 1 './view'
        """);
  }

  @Test
  void who_stands_alone_has_none() {
    neighbours("/alone.js", "");
  }
}
