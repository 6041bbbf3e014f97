package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import dev.commonjs.workspace.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a person makes a rule quieter. */
final class SuppressionsTest {
  private static Settings settings(Map<String, String> rules, boolean includeNodeModules) {
    return new Settings("", rules, includeNodeModules, true, List.of(), List.of());
  }

  @Test
  void aCommentSilencesTheNextLine() {
    check("// commonjs-disable-next-line cannot-resolve -- it is generated\nrequire('./nope');\n");
    check("/* commonjs-disable-next-line cannot-resolve */\nrequire('./nope');\n");
  }

  @Test
  void onlyTheNextLine() {
    check(
        """
        // commonjs-disable-next-line cannot-resolve
        require('./nope');
        require('./none');
                ^^^^^^^^ error[cannot-resolve]
        """);
  }

  /** Whether it is needed must not depend on what is installed. */
  @Test
  void aCommentIsNeededWhereAnotherPlaceSpeaks() {
    check(
        """
        //- /package.json
        { "dependencies": { "one": "1", "two": "1", "three": "1" } }
          ^^^^^^^^^^^^^^ error[package-not-installed]
        //- /main.js
        // commonjs-disable-next-line package-not-installed
        require('one');
        require('two');
                ^^^^^ hint[package-not-installed]
        // commonjs-disable-next-line package-not-installed
        require('three');
        //- /silent.js
        // commonjs-disable-next-line package-not-installed
        require('one');
        """);
  }

  @Test
  void aCommentSilencesARuleInTheFile() {
    check("require('./nope');\nrequire('./none');\n// commonjs-disable cannot-resolve\n");
  }

  @Test
  void severalRulesMayBeNamedOrNone() {
    check("// commonjs-disable wrong-case, cannot-resolve\nrequire('./nope');\n");
    check("// commonjs-disable\nrequire('./nope');\n");
  }

  @Test
  void otherRulesGoOnSpeaking() {
    check(
        """
        // commonjs-disable-next-line wrong-case
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[unused-suppression]
        require('./nope');
                ^^^^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void aCommentThatSilencesNothingIsAHint() {
    check(
        """
        // commonjs-disable-next-line cannot-resolve
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[unused-suppression]
        require('fs');
        """);
  }

  @Test
  void settingsSilenceARule() {
    check(settings(Map.of("cannot-resolve", "off"), false), "require('./nope');\n");
  }

  @Test
  void aCommentForARuleThatIsOffIsNotCounted() {
    check(
        settings(Map.of("cannot-resolve", "off"), false),
        "// commonjs-disable-next-line cannot-resolve\nrequire('./nope');\n");
  }

  @Test
  void settingsChangeTheSeverity() {
    check(
        settings(Map.of("cannot-resolve", "information", "wrong-case", "nonsense"), false),
        """
        require('./nope');
                ^^^^^^^^ information[cannot-resolve]
        """);
  }

  @Test
  void settingsOpenNodeModules() {
    check(
        settings(Map.of(), true),
        """
        //- /node_modules/p/index.js
        exports = { a: 1 };
        ^^^^^^^ error[exports-reassigned]
        """);
  }
}
