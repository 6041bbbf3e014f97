package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Written;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Shape;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the things of a {@link Subject} are passed on from, in any number of steps: whoever asks at
 * a consumer of {@code exports.create = require('./user').create} means what the other module
 * exports. Of alternatives each is meant.
 */
final class PassedOn {
  private final Snapshot snapshot;
  private final Linker linker;
  private final Set<Written> members = new LinkedHashSet<>();
  private final Set<Path> modules = new LinkedHashSet<>();
  private final Deque<Written> nextMembers = new ArrayDeque<>();
  private final Deque<Path> nextModules = new ArrayDeque<>();

  private PassedOn(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.linker = snapshot.linker();
  }

  /** {@code subject} and what it is passed on from. */
  static Subject with(Snapshot snapshot, Subject subject, Cancel cancel) {
    PassedOn found = new PassedOn(snapshot);
    subject.members().forEach(found::add);
    subject.modules().forEach(found::add);
    while (!found.nextMembers.isEmpty() || !found.nextModules.isEmpty()) {
      cancel.check();
      if (!found.nextMembers.isEmpty()) {
        found.member(found.nextMembers.remove());
      } else {
        found.module(found.nextModules.remove());
      }
    }
    return new Subject(subject.token(), found.members, found.modules);
  }

  private void add(Written member) {
    if (members.add(member)) {
      nextMembers.add(member);
    }
  }

  private void add(Path module) {
    if (modules.add(module)) {
      nextModules.add(module);
    }
  }

  private void member(Written member) {
    List<Shape.Obj> objects =
        snapshot.summary(member.file()).map(one -> one.shape().objects()).orElse(List.of());
    if (member.object() < objects.size()) {
      for (Shape.Part part : objects.get(member.object()).parts()) {
        if (part instanceof Shape.Member one && one.name().equals(member.name())) {
          from(member.file(), one.value());
        }
      }
    }
  }

  private void module(Path module) {
    snapshot
        .summary(module)
        .map(ModuleSummary::shape)
        .ifPresent(shape -> from(module, shape.exports()));
  }

  private void from(Path file, Shape value) {
    switch (value) {
      case Shape.Required required -> from(file, required);
      case Shape.Union union -> union.alternatives().forEach(one -> from(file, one));
      default -> {}
    }
  }

  private void from(Path file, Shape.Required value) {
    if (!value.path().isEmpty()) {
      if (linker.member(file, value) instanceof Lookup.Present present) {
        present.written().forEach(this::add);
      }
    } else if (snapshot.resolve(file, value.specifier()) instanceof Resolution.Found there
        && isSingle(linker, there.file())) {
      add(there.file());
    }
  }

  /** Whether a module is the one thing that it exports: else it is passed on as a namespace. */
  static boolean isSingle(Linker linker, Path module) {
    Kind kind = linker.kind(linker.exportsOf(module));
    return kind == Kind.FUNCTION || kind == Kind.CLASS;
  }
}
