package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Specifier;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.syntax.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts that functions are given and that may name a module or a file for them. */
public final class NamedTexts {
  private static final Set<String> FILE_SYSTEM =
      Set.of("fs", "node:fs", "fs/promises", "node:fs/promises");

  /** Texts that functions were given that are not known. */
  private final Set<String> named = new HashSet<>();

  /** Paths that functions of Node's {@code fs} were given. */
  private final Map<String, Fact.FileNamed> files = new LinkedHashMap<>();

  /**
   * A function that is not known is called. It may reach the loader, so a text that it is given may
   * name a module for it to put another in the place of.
   */
  void name(Args args, Situation situation) {
    if (!situation.isDead()) {
      for (Value value : args.values()) {
        for (Atom atom : value.atoms()) {
          String text = OwnPath.specifier(atom);
          if (text != null) {
            named.add(text);
          }
        }
      }
    }
  }

  /**
   * {@code callee} is given paths, if it is a function of {@code fs}. Who reads a file without
   * being prepared for its absence takes it to be there.
   */
  void nameFiles(Symbolic callee, Args args, @Nullable Node at, Situation situation) {
    if (at == null
        || situation.isDead()
        || !(callee.root() instanceof Specifier module)
        || !FILE_SYSTEM.contains(module.specifier())
        || !situation.guarded() && reads(callee)) {
      return;
    }
    for (Value value : args.values()) {
      for (Atom atom : value.atoms()) {
        String text = OwnPath.specifier(atom);
        if (text != null && text.startsWith(".")) {
          files.putIfAbsent(text, new Fact.FileNamed(at.span(), text));
        }
      }
    }
  }

  private static boolean reads(Symbolic callee) {
    return callee.path().isEmpty()
        || callee.path().getLast() instanceof Prop member
            && (member.name().startsWith("read") || member.name().startsWith("createRead"));
  }

  public List<Fact> files() {
    return List.copyOf(files.values());
  }

  /**
   * Of the texts that functions were given that are not known: those that can be specifiers.
   *
   * @param requires what the file names
   */
  public Set<String> modules(List<RequireSite> requires) {
    Set<String> required = new HashSet<>();
    requires.forEach(site -> required.addAll(site.specifiers()));
    return named.stream()
        .filter(text -> text.startsWith("./") || text.startsWith("../") || required.contains(text))
        .collect(Collectors.toUnmodifiableSet());
  }
}
