package dev.commonjs.requires;

import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How a file writes what it requires: as most of its requires are, then as most of its other code
 * is.
 *
 * @param keyword {@code const}, {@code let} or {@code var}
 * @param prefixed modules of Node have {@code node:} in front
 * @param extension relative paths name the extension {@code .js}
 */
public record RequireStyle(
    String keyword,
    char quote,
    boolean semicolon,
    boolean spaced,
    boolean prefixed,
    boolean extension) {
  private static final String JS = ".js";

  /** The style of {@code file}; {@code head}: its requires. */
  public static RequireStyle of(ParsedFile file, HeadRequires head) {
    String text = file.source().text();
    List<HeadRequires.Declared> declared = head.declared();
    List<String> specifiers = declared.stream().map(one -> one.specifier().value()).toList();
    List<String> builtins = specifiers.stream().filter(NodeSettings::isBuiltinSomewhere).toList();
    List<String> paths =
        specifiers.stream()
            .filter(s -> s.startsWith(".") && (s.endsWith(JS) || isBare(s)))
            .toList();
    boolean double_ =
        declared.isEmpty()
            ? mostStringsAreDouble(file)
            : most(declared, one -> text.charAt(one.specifier().start()) == '"');
    return new RequireStyle(
        keyword(file, head),
        double_ ? '"' : '\'',
        semicolon(file, text),
        declared.stream()
            .flatMap(one -> one.pattern().stream())
            .noneMatch(pattern -> isTight(text, pattern)),
        most(builtins, name -> name.startsWith("node:")),
        !paths.isEmpty() && paths.stream().allMatch(path -> path.endsWith(JS)));
  }

  private static boolean isBare(String path) {
    return path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
  }

  private static boolean isTight(String text, Node.ObjectPattern pattern) {
    return !pattern.properties().isEmpty()
        && pattern.properties().getFirst().start() == pattern.start() + 1
        && text.charAt(pattern.start()) == '{';
  }

  private static <T> boolean most(List<T> all, Predicate<T> is) {
    long count = all.stream().filter(is).count();
    return count > all.size() - count;
  }

  private static String keyword(ParsedFile file, HeadRequires head) {
    List<Node.DeclKind> kinds =
        head.declared().isEmpty()
            ? file.program().body().stream()
                .filter(Node.VarDecl.class::isInstance)
                .map(one -> ((Node.VarDecl) one).kind())
                .toList()
            : List.of(head.declared().getLast().statement().kind());
    boolean var = !kinds.isEmpty() && kinds.stream().allMatch(Node.DeclKind.VAR::equals);
    boolean let = !kinds.isEmpty() && kinds.stream().allMatch(Node.DeclKind.LET::equals);
    Node.DeclKind kind = var ? Node.DeclKind.VAR : let ? Node.DeclKind.LET : Node.DeclKind.CONST;
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Of statements at the top that may have one. */
  private static boolean semicolon(ParsedFile file, String text) {
    List<Node.Stmt> all =
        file.program().body().stream()
            .filter(one -> one instanceof Node.VarDecl || isWritten(one))
            .toList();
    return !most(all, one -> text.charAt(Math.min(one.end(), text.length()) - 1) != ';');
  }

  /** A name alone is about to become something. */
  private static boolean isWritten(Node.Stmt statement) {
    return statement instanceof Node.ExprStmt one
        && one.end() > one.start()
        && !(one.expr() instanceof Node.Ident);
  }

  private static boolean mostStringsAreDouble(ParsedFile file) {
    String text = file.source().text();
    int[] counts = new int[2];
    Nodes.walk(
        file.program(),
        node -> {
          if (node instanceof Node.Str) {
            counts[text.charAt(node.start()) == '"' ? 1 : 0]++;
          }
        });
    return counts[1] > counts[0];
  }

  /** {@code const pattern = require('specifier');}. */
  public String declaration(String target, String specifier) {
    return keyword + " " + target + " = require(" + quote + specifier + quote + ")" + end();
  }

  /** An object pattern of {@code names}, which commas divide. */
  public String pattern(String names) {
    return spaced ? "{ " + names + " }" : "{" + names + "}";
  }

  private String end() {
    return semicolon ? ";" : "";
  }
}
