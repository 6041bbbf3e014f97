package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import dev.commonjs.workspace.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Node's own modules have, and in which version. */
final class BuiltinRulesTest {
  private static Settings node(String version) {
    return new Settings(version, Map.of(), false, true, List.of(), List.of());
  }

  @Test
  void aMisspeltMember() {
    check(
        """
        const fs = require('fs');
        const { joinn } = require('node:path');
                ^^^^^ error[missing-member]: `node:path` exports no `joinn`. Did you mean `join`?
        joinn('a');
        fs.readFilesync('x');
           ^^^^^^^^^^^^ error[missing-member]: `fs` exports no `readFilesync`. Did you mean `readFileSync`?
        fs.promises.raedFile('x');
                    ^^^^^^^^ error[missing-member]: `require('fs').promises` has no `raedFile`.
        """);
  }

  @Test
  void aMisspeltMemberOfAnImportedModule() {
    check(
        """
        //- /main.mjs
        import os from 'node:os';
        os.cpu();
           ^^^ error[missing-member]: `node:os` exports no `cpu`. Did you mean `cpus`?
        os.cpus();
        """);
  }

  @Test
  void whatIsThereOnOtherPlatformsAndInheritedIsNotReported() {
    check(
        """
        const fs = require('fs');
        fs.lchmodSync('x', 0);
        fs.hasOwnProperty('y');
        fs.constants.O_SYMLINK.toString();
        require('os').constants.signals.SIGBREAK.toString();
        require('assert').call(null, 1);
        require('process').type.toString();
        require('console').inform('x');
        require('stream').Readable.prototype;
        """);
  }

  @Test
  void whatAnybodyPutsOnABuiltInIsNotReported() {
    check(
        """
        //- /main.js
        require('./setup');
        require('fs').readFileAsync('x');
        require('util').own();
        //- /setup.js
        require('bluebird').promisifyAll(require('fs'));
                ^^^^^^^^^^ error[package-not-installed]
        require('util').own = () => 1;
        """);
  }

  @Test
  void aFileThatHandsABuiltInOnIsNotReported() {
    check(
        """
        //- /main.js
        const fs = require('./fs');
        promisifyAll(fs);
        fs.readFileAsync('x');
        //- /fs.js
        module.exports = require('fs');
        """);
  }

  @Test
  void aTestedMemberIsNotReported() {
    check(
        """
        const util = require('util');
        if (util.fastest) util.fastest();
        """);
  }

  @Test
  void namesThatAVersionHasLost() {
    check(
        node("26"),
        """
        const util = require('util');
        util.isRegExp(/a/);
             ^^^^^^^^ error[missing-member]: `util` exports no `isRegExp` in Node 26 (it is in Node 18, 20, 22).
        require('_stream_readable');
                ^^^^^^^^^^^^^^^^^^ error[package-not-installed]: There is no built-in module `_stream_readable` in Node 26 (it is in Node 18, 20, 22, 24), and no package of that name is installed.
        """);
    check(node("22"), "require('util').isRegExp(/a/);\nrequire('_stream_readable');\n");
  }

  @Test
  void withNoVersionAnyVersionWillDo() {
    check(
        """
        require('util').isRegExp(/a/);
        require('fs').globSync('x');
        require('node:sqlite');
        require('node:ffi');
        """);
  }

  @Test
  void modulesThatAreNewer() {
    check(
        node("20"),
        """
        require('node:sqlite');
                ^^^^^^^^^^^^^ error[unknown-builtin]: There is no built-in module `node:sqlite` in Node 20 (it is in Node 22, 24, 26).
        const other = process.versions.node > '22' ? require('node:sqlite') : null;
                                                             ^^^^^^^^^^^^^ hint[unknown-builtin]
        """);
  }

  @Test
  void aSlashBehindTheNameOfABuiltIn() {
    check(
        """
        require('fs/');
                ^^^^^ error[package-not-installed]: The package `fs` is not installed. Did you mean `fs`?
        """);
  }

  @Test
  void kindsOfMembersDependOnTheVersion() {
    check(
        """
        require('tls').createSecureContext({});
        require('node:test/reporters').lcov();
        """);
  }

  @Test
  void whatIsPrintedIsNoTest() {
    check(
        """
        const { joinn } = require('path');
                ^^^^^ warning[missing-member]
        console.log(typeof joinn);
        const { dirnam } = require('path');
        if (typeof dirnam === 'function') dirnam('a');
        const { basenam } = require('path');
        require('assert').equal(typeof basenam, 'undefined');
        """);
  }
}
