package dev.commonjs.feature;

import dev.commonjs.feature.SpecifierCompletions.Item;
import dev.commonjs.feature.SpecifierCompletions.ItemKind;
import java.util.List;
import java.util.Set;

/** Node's own modules, of the version that the settings name. */
final class BuiltinCompletions {
  private static final int RANK = 3;

  private static final String PREFIX = "node:";

  private final SpecifierQuestion question;

  /** As {@code require()} takes them, with the prefix only where it has to be. */
  private final List<String> specifiers;

  BuiltinCompletions(SpecifierQuestion question) {
    this.question = question;
    this.specifiers = question.snapshot().settings().node().builtinSpecifiers();
  }

  /** Those that are deprecated, with an underscore, only where that is typed. */
  List<Item> items() {
    String typed = bare(question.typed());
    String folder = typed.substring(0, typed.lastIndexOf('/') + 1);
    boolean prefixed = question.typed().startsWith(PREFIX) || writesPrefix();
    return specifiers.stream()
        .filter(specifier -> bare(specifier).startsWith(folder))
        .filter(specifier -> typed.startsWith("_") || !specifier.startsWith("_"))
        .map(specifier -> prefixed ? PREFIX + bare(specifier) : specifier)
        .flatMap(
            specifier ->
                question
                    .tried(specifier, question.typed().length(), ItemKind.BUILTIN, RANK)
                    .stream())
        .toList();
  }

  private static String bare(String specifier) {
    return specifier.startsWith(PREFIX) ? specifier.substring(PREFIX.length()) : specifier;
  }

  /** Whether more of what the file requires has the prefix than could have it and has not. */
  private boolean writesPrefix() {
    Set<String> names = Set.copyOf(specifiers);
    List<String> written =
        question.written().stream()
            .flatMap(site -> site.specifiers().stream())
            .filter(specifier -> names.contains(bare(specifier)))
            .toList();
    long with = written.stream().filter(specifier -> specifier.startsWith(PREFIX)).count();
    return with > written.size() - with;
  }
}
