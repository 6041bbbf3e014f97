package dev.commonjs.feature;

import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.text.Span;
import java.util.List;

/** What a person points at. */
public sealed interface Target {
  Span span();

  /** The argument of a {@code require} or the like. */
  record Specifier(RequireSite site) implements Target {
    @Override
    public Span span() {
      return site.span();
    }
  }

  /**
   * A name that holds (part of) what another module exports; {@code uses} are the alternatives, at
   * least one.
   */
  record Imported(Span span, List<Use> uses) implements Target {
    public Imported {
      uses = List.copyOf(uses);
    }

    List<Shape.Required> values() {
      return uses.stream().map(use -> shown(use.value())).distinct().toList();
    }

    /** Of a namespace people want to see what is in it. */
    private static Shape.Required shown(Shape.Required value) {
      List<Shape.Step> path = value.path();
      boolean namespace = !path.isEmpty() && path.getLast() instanceof Shape.NamespaceStep;
      return namespace
          ? new Shape.Required(value.specifier(), path.subList(0, path.size() - 1))
          : value;
    }
  }

  /** This module's own exports, or a member of them. */
  record Own(ExportUse use) implements Target {
    @Override
    public Span span() {
      return use.span();
    }
  }
}
