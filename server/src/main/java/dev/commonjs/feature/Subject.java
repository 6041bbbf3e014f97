package dev.commonjs.feature;

import dev.commonjs.graph.Written;
import dev.commonjs.text.Span;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a question about all places of a thing is about.
 *
 * @param token where the person points at it
 * @param members members of modules' objects, by where they are made
 * @param modules files that are meant as a whole: what {@code require()} of them returns
 */
record Subject(Span token, Set<Written> members, Set<Path> modules) {
  Subject {
    members = Set.copyOf(members);
    modules = Set.copyOf(modules);
  }

  boolean isEmpty() {
    return members.isEmpty() && modules.isEmpty();
  }
}
