package dev.commonjs.summarize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Random CommonJS programs from {@code programs.grammar}, which explains its own notation. The same
 * seed gives the same program. One statement, one block head or one block end stands on a line.
 */
final class ProgramGenerator {
  private static final int DEEPEST = 9;
  private static final int LONGEST = 60;
  private static final Pattern TOKEN =
      Pattern.compile("<[a-z]+[*+#,]?>|@[+!]?[a-z]+|\\{\\{|}}|\\{:|:}|⏎");
  private static final Pattern WEIGHT = Pattern.compile("^(\\d+)\\* ");
  private static final List<String> NAMES =
      List.of("a", "b", "c", "d", "e", "f", "a", "b", "c", "default", "name", "toString");
  private static final List<String> KEYS = List.of("'x-y'", "'7'", "'3'", "'__esModule'");

  /** Sorts that can be used while their declaration is still being written. */
  private static final List<String> AT_ONCE =
      List.of("str", "cnt", "list", "map", "set", "emi", "alt");

  /** Sorts that are no variables. */
  private static final Set<String> VALUES = Set.of("num", "id", "key", "seq");

  /**
   * {@code needs}: sorts of which a variable must be visible, for it declares none itself. {@code
   * leaf}: it has no symbol, {@code flat}: no block.
   */
  private record Alternative(
      int weight, boolean top, List<String> tokens, Set<String> needs, boolean leaf, boolean flat) {
    Alternative(int weight, boolean top, List<String> tokens) {
      this(
          weight,
          top,
          tokens,
          needs(tokens),
          tokens.stream().noneMatch(t -> t.startsWith("<")),
          tokens.stream().noneMatch(t -> t.equals("{{") || t.equals("{:")));
    }

    private static Set<String> needs(List<String> tokens) {
      Set<String> sorts = new HashSet<>();
      for (String token : tokens) {
        if (token.startsWith("@") && Character.isLetter(token.charAt(1))) {
          sorts.add(token.substring(1));
        }
      }
      sorts.removeAll(VALUES);
      sorts.removeIf(sort -> tokens.contains("@+" + sort));
      return sorts;
    }
  }

  private record Variable(String sort, String name) {}

  /**
   * {@code top}: {@code this} is the exports object. {@code closed}: what is outside is not seen.
   */
  private record Scope(boolean top, boolean closed, List<Variable> variables) {}

  private static final Map<String, List<Alternative>> GRAMMAR = read();

  private final SplittableRandom random;
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private StringBuilder text = new StringBuilder();
  private int numbers = 1000;
  private int variables;
  private int helpers;
  private int statements;
  private int sequence;

  private ProgramGenerator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static String program(long seed) {
    return generated(seed, "program");
  }

  /** A program that uses another, which it gets by {@code require('./lib')}. */
  static String use(long seed) {
    return generated(seed, "use");
  }

  private static String generated(long seed, String symbol) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    generator.scopes.push(new Scope(true, false, new ArrayList<>()));
    generator.expand(symbol, 0);
    return indented(generator.text.toString());
  }

  private static Map<String, List<Alternative>> read() {
    Map<String, List<Alternative>> grammar = new LinkedHashMap<>();
    List<Alternative> current = new ArrayList<>();
    try (var in = ProgramGenerator.class.getResourceAsStream("programs.grammar")) {
      for (String line : new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).split("\n")) {
        if (line.startsWith("  ")) {
          current.add(alternative(line.strip()));
        } else if (line.endsWith(":")) {
          current = new ArrayList<>();
          grammar.put(line.substring(0, line.length() - 1), current);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return grammar;
  }

  private static Alternative alternative(String line) {
    Matcher weight = WEIGHT.matcher(line);
    boolean weighted = weight.find();
    String rest = weighted ? line.substring(weight.end()) : line;
    boolean top = rest.startsWith("?top ");
    String body = top ? rest.substring(5) : rest;
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(body);
    int from = 0;
    for (; token.find(); from = token.end()) {
      tokens.add(body.substring(from, token.start()));
      tokens.add(token.group());
    }
    tokens.add(body.substring(from));
    tokens.removeIf(String::isEmpty);
    return new Alternative(weighted ? Integer.parseInt(weight.group(1)) : 1, top, tokens);
  }

  // ---------------------------------------------------------------- expansion

  private void expand(String symbol, int depth) {
    List<Alternative> open = new ArrayList<>(Objects.requireNonNull(GRAMMAR.get(symbol), symbol));
    Scope scope = scopes.getFirst();
    open.removeIf(a -> (a.top && !scope.top) || !a.needs.stream().allMatch(this::isVisible));
    if (depth > DEEPEST || text.length() > 40 * LONGEST) {
      narrow(open, Alternative::leaf);
      narrow(open, Alternative::flat);
    }
    if (open.isEmpty()) {
      throw new IllegalStateException("no alternative of <" + symbol + "> can stand here");
    }
    Alternative chosen = pick(open);
    if (symbol.equals("program")) {
      long count = chosen.tokens.stream().filter("<helper>"::equals).count();
      for (int i = 1; i <= count; i++) {
        scope.variables.add(new Variable("h", "h" + i));
      }
    }
    Map<String, String> here = new HashMap<>();
    List<Variable> declared = new ArrayList<>();
    for (String token : chosen.tokens) {
      emit(token, symbol, depth, here, declared);
    }
    scope.variables.addAll(declared);
  }

  private static void narrow(
      List<Alternative> open, java.util.function.Predicate<Alternative> small) {
    if (open.stream().anyMatch(small)) {
      open.removeIf(small.negate());
    }
  }

  private boolean isVisible(String sort) {
    for (Scope scope : scopes) {
      if (scope.variables.stream().anyMatch(v -> v.sort.equals(sort))) {
        return true;
      }
      if (scope.closed) {
        return false;
      }
    }
    return false;
  }

  private Alternative pick(List<Alternative> open) {
    int total = open.stream().mapToInt(Alternative::weight).sum();
    int left = random.nextInt(total);
    for (Alternative alternative : open) {
      left -= alternative.weight;
      if (left < 0) {
        return alternative;
      }
    }
    throw new AssertionError();
  }

  private void emit(
      String token, String symbol, int depth, Map<String, String> here, List<Variable> declared) {
    switch (token) {
      case "⏎" -> text.append('\n');
      case "{{" -> open(scopes.getFirst().top, false, "{\n");
      case "{:" -> open(false, symbol.equals("helper"), "{\n");
      case "}}", ":}" -> {
        scopes.pop();
        text.append("\n}");
      }
      case "@num" -> text.append(++numbers);
      case "@id" -> text.append(NAMES.get(random.nextInt(NAMES.size())));
      case "@key" -> text.append(key());
      case "@seq" -> text.append(sequence);
      case "@!h" -> text.append('h').append(++helpers);
      default -> {
        if (token.startsWith("<")) {
          several(token.substring(1, token.length() - 1), depth);
        } else if (token.startsWith("@+")) {
          declare(token.substring(2), here, declared);
        } else if (token.startsWith("@")) {
          String local = here.get(token.substring(1));
          text.append(local == null ? visible(token.substring(1)) : local);
        } else {
          text.append(token);
        }
      }
    }
  }

  private void open(boolean top, boolean closed, String written) {
    scopes.push(new Scope(top, closed, new ArrayList<>()));
    text.append(written);
  }

  private String key() {
    boolean odd = random.nextInt(6) == 0;
    return odd
        ? KEYS.get(random.nextInt(KEYS.size()))
        : "'" + NAMES.get(random.nextInt(NAMES.size())) + "'";
  }

  private void several(String symbol, int depth) {
    char last = symbol.charAt(symbol.length() - 1);
    if (Character.isLetter(last)) {
      expand(symbol, depth + 1);
      return;
    }
    int outer = sequence;
    int count = count(last, depth);
    for (sequence = 0; sequence < count; sequence++) {
      expand(symbol.substring(0, symbol.length() - 1), depth + 1);
      text.append(last == ',' ? ", " : "\n");
    }
    sequence = outer;
  }

  private int count(char how, int depth) {
    boolean small = depth > DEEPEST || ++statements > LONGEST;
    return switch (how) {
      case '+' -> 3 + random.nextInt(7);
      case '#', ',' -> random.nextInt(3) == 0 ? 25 + random.nextInt(15) : 9 + random.nextInt(4);
      default -> small ? 0 : random.nextInt(4);
    };
  }

  private void declare(String sort, Map<String, String> here, List<Variable> declared) {
    Variable variable = new Variable(sort, sort + ++variables);
    here.put(sort, variable.name);
    text.append(variable.name);
    if (AT_ONCE.contains(sort)) {
      scopes.getFirst().variables.add(variable);
    } else {
      declared.add(variable);
    }
  }

  /** Null when there is none. */
  private @Nullable String visible(String sort) {
    List<String> found = new ArrayList<>();
    for (Scope scope : scopes) {
      scope.variables.stream().filter(v -> v.sort.equals(sort)).forEach(v -> found.add(v.name));
      if (scope.closed) {
        break;
      }
    }
    return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
  }

  private static String indented(String text) {
    StringBuilder result = new StringBuilder();
    int depth = 0;
    for (String line : text.split("\n")) {
      String bare = line.strip();
      if (bare.isEmpty()) {
        continue;
      }
      depth -= bare.startsWith("}") ? 1 : 0;
      result.append("  ".repeat(Math.max(0, depth))).append(bare).append('\n');
      depth += bare.endsWith("{") ? 1 : 0;
    }
    return result.toString();
  }
}
