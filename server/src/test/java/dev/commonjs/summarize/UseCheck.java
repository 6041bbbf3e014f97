package dev.commonjs.summarize;

import dev.commonjs.fixture.MapFiles;
import dev.commonjs.graph.Names;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Rules;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.summarize.Agreement.Disagreement;
import dev.commonjs.summarize.NodeOracle.Answer;
import dev.commonjs.summarize.NodeOracle.Works;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Indexer;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a file that uses another one, held against what Node does: no member that is
 * missed may be there, nothing that is said to be no function may be one, and the names of what it
 * exports are right.
 *
 * @param findings how many there are about the other file
 * @param closed the names of what it exports are known
 */
record UseCheck(int findings, boolean closed, List<Disagreement> found) {
  private static final Path LIBRARY = Path.of("/lib.js");
  private static final Path USE = Path.of("/use.js");

  static UseCheck of(String library, String use, NodeOracle node) {
    Workspace workspace =
        Workspace.open(
            List.of(Path.of("/")),
            Settings.DEFAULT,
            new MapFiles(Map.of(LIBRARY, library, USE, use)));
    Snapshot snapshot = workspace.current();
    try {
      Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
      List<Finding> findings =
          Rules.check(snapshot, USE, Cancel.NONE).stream()
              .filter(f -> f.rule().equals("missing-member") || f.rule().equals("not-callable"))
              .toList();
      List<Disagreement> found = new ArrayList<>(refuted(library, use, snapshot, findings, node));
      Answer answer = node.load(library, use);
      Names names = snapshot.linker().exportNames(USE);
      if (answer.threw() == null) {
        found.addAll(names(names, answer));
      }
      return new UseCheck(
          findings.size(), answer.threw() == null && names.closed(), List.copyOf(found));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return new UseCheck(0, false, List.of(Comparison.exception(e)));
    }
  }

  // ---------------------------------------------------------------- findings

  private static List<Disagreement> refuted(
      String library, String use, Snapshot snapshot, List<Finding> findings, NodeOracle node) {
    Node.Program program = snapshot.parsed(USE).orElseThrow().program();
    List<Finding> asked = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Finding finding : findings) {
      TreeMap<Integer, String> inserted = new TreeMap<>();
      if (marks(program, finding, use, inserted)) {
        for (Node.Stmt statement : program.body()) {
          inserted.merge(statement.start(), "try { ", (mark, head) -> head + mark);
          inserted.merge(statement.end(), " } catch {}", String::concat);
        }
        StringBuilder text = new StringBuilder(use);
        inserted.descendingMap().forEach(text::insert);
        asked.add(finding);
        texts.add(text.toString());
      }
    }
    List<Works> answers = node.ask(library, texts);
    List<Disagreement> found = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (Boolean.TRUE.equals(answers.get(i).works())) {
        Span at = asked.get(i).span();
        found.add(
            new Disagreement(
                asked.get(i).rule(),
                "use.js, %d..%d: %s".formatted(at.start(), at.end(), asked.get(i).message())));
      }
    }
    return found;
  }

  /** Puts what asks Node about {@code finding} into {@code marks}; false when that can't be. */
  private static boolean marks(
      Node.Program program, Finding finding, String use, TreeMap<Integer, String> marks) {
    Node asked = asked(program, finding);
    if (asked == null) {
      return false;
    }
    String name = use.substring(finding.span().start(), finding.span().end());
    boolean call = finding.rule().equals("not-callable");
    if (!call && !finding.message().contains("`" + name + "`")) {
      return false; // A variable that holds it stands there.
    }
    marks.put(asked.start(), call ? "__runs(" : "__has(");
    marks.put(asked.end(), call ? ")" : ", '" + name + "')");
    return true;
  }

  /** The callee, or the object whose member is missed; null for other forms. */
  private static @Nullable Node asked(Node.Program program, Finding finding) {
    Node[] result = new Node[1];
    Nodes.walk(
        program,
        node -> {
          Node here =
              finding.rule().equals("not-callable")
                  ? callee(node, finding.span())
                  : holder(node, finding.span());
          result[0] = here == null ? result[0] : here;
        });
    return result[0];
  }

  private static @Nullable Node callee(Node node, Span span) {
    Node callee =
        node instanceof Node.Call call
            ? call.callee()
            : node instanceof Node.New made ? made.callee() : null;
    // A mark around `lib.a` of `lib.a()` would take `this` away; reading it alone does the same.
    return callee != null && callee.end() == span.end() ? callee : null;
  }

  private static @Nullable Node holder(Node node, Span span) {
    if (node instanceof Node.Member member && member.nameSpan().equals(span)) {
      return member.object();
    }
    if (node instanceof Node.Declarator declarator
        && declarator.init() != null
        && declarator.target() instanceof Node.ObjectPattern pattern
        && pattern.properties().stream().anyMatch(p -> p.key().span().equals(span))) {
      return declarator.init();
    }
    return null;
  }

  // ---------------------------------------------------------------- names

  private static List<Disagreement> names(Names ours, Answer node) {
    List<NodeOracle.Thing> things = Objects.requireNonNull(node.objects());
    Integer root = Objects.requireNonNull(node.value()).o();
    if (root == null || !things.get(root).kind().equals("object")) {
      return List.of();
    }
    Set<String> real = new HashSet<>();
    things.get(root).keys().stream()
        .filter(NodeOracle.Key::enumerable)
        .forEach(k -> real.add(k.name()));
    List<Disagreement> found = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    for (Names.Name name : ours.names()) {
      if (name.enumerable()) {
        listed.add(name.name());
        if (name.certainty() == Certainty.ALWAYS && !real.contains(name.name())) {
          found.add(new Disagreement("linked-extra", "use.js exports no " + name.name()));
        }
      }
    }
    for (String name : real) {
      if (ours.closed() && !listed.contains(name)) {
        found.add(new Disagreement("linked-missing", "use.js exports " + name));
      }
    }
    return found;
  }
}
