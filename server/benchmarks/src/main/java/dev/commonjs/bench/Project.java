package dev.commonjs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A made-up project of many modules that require each other down a tree, ten to a folder. One of a
 * thousand lines, {@code main.js}, requires a hundred of them.
 */
record Project(Path root, Path main, String mainText) {
  private static final int LINES = 1000;

  static Project make(int files) throws IOException {
    Path root = Files.createTempDirectory("commonjs-bench").toRealPath();
    for (int i = 1; i < files; i++) {
      Path file = root.resolve(path(i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, module(i, files));
    }
    Path main = root.resolve("main.js");
    String text = main(files);
    Files.writeString(main, text);
    return new Project(root, main, text);
  }

  /** A module that must be run to be known, and uses up all that it is given: time, or memory. */
  static String bomb(int i) {
    String harm = i % 2 == 0 ? "for (;;) {}" : "for (;;) all.push(new Array(1000).fill(0));";
    return "const all = [];\nexports[process.env.NAME + " + i + "] = 1;\n" + harm + "\n";
  }

  private static String path(int i) {
    return "lib" + i / 10 + "/m" + i + ".js";
  }

  private static String module(int i, int files) {
    StringBuilder text = new StringBuilder("'use strict';\n");
    for (int child = 2 * i; child <= 2 * i + 1 && child < files; child++) {
      text.append("const c%d = require('../lib%d/m%d');%n".formatted(child, child / 10, child));
    }
    for (int f = 0; f < 8; f++) {
      text.append(
          """

          /** Adds %1$d. */
          function add%1$d(a, options) {
            const o = Object.assign({ by: %1$d, list: [] }, options);
            for (const item of o.list) {
              if (item && item.value) {
                a += item.value;
              }
            }
            return a > 100 ? { a, o } : exports.add%1$d.base;
          }
          exports.add%1$d = add%1$d;
          exports.add%1$d.base = %1$d;
          """
              .formatted(f));
    }
    return text.toString();
  }

  private static String main(int files) {
    StringBuilder text = new StringBuilder("'use strict';\n");
    int lines = 1;
    int at = 1;
    for (; lines <= 100; lines++) {
      at = Math.max(at + 1, Math.min(files - 1, lines * (files / 101)));
      text.append("const r%d = require('./lib%d/m%d');%n".formatted(lines, at / 10, at));
    }
    for (int f = 0; lines < LINES; f++, lines += 9) {
      text.append(
          """
          function run%1$d(input, callback) {
            const first = r%2$d.add0(input.length, { list: input });
            let total = first;
            for (let i = 0; i < input.length; i++) {
              total += r%3$d.add1(input[i].size || i, { by: total }).a;
            }
            try { callback(null, total); } catch (e) { callback(e); }
          }
          exports.run%1$d = run%1$d;
          """
              .formatted(f, 1 + f % 100, 1 + (f + 50) % 100));
    }
    return text.toString();
  }
}
