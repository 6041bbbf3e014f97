package dev.commonjs.rule;

import dev.commonjs.syntax.ParsedFile;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A text that is no JavaScript: {@code require()} of it throws a SyntaxError before its first line
 * runs (ECMA-262, <em>ParseScript</em>, <em>Early Errors</em>). Nothing about texts that look like
 * something which becomes JavaScript first.
 */
final class SyntaxError implements Rule {
  static final RuleInfo INFO =
      new RuleInfo("syntax-error", Severity.ERROR, "A file is not valid JavaScript");

  private static final Pattern EXPECTED = Pattern.compile("'(.+)' expected");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    module.parsed().errors().stream()
        .findFirst()
        .filter(ParsedFile.SyntaxError::sure)
        .ifPresent(error -> out.accept(report(error)));
  }

  private static Finding report(ParsedFile.SyntaxError error) {
    String message = "Node can't load this file: " + inWords(error.message()) + ".";
    return new Report(INFO, error.span(), message).finding();
  }

  private static String inWords(String message) {
    return switch (message) {
      case "primary expression expected" -> "an expression is expected here";
      case "'identifier' expected" -> "a name is expected here";
      case "Semi-colon expected" -> "`;` is expected here";
      default -> {
        String said = EXPECTED.matcher(message).replaceFirst("`$1` is expected here");
        yield said.isEmpty() ? "it does not parse" : lowerCase(said);
      }
    };
  }

  private static String lowerCase(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
