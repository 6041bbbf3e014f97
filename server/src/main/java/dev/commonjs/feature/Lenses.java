package dev.commonjs.feature;

import dev.commonjs.graph.Origin;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who uses what a module exports, for the line above each export and the first line of the file.
 * The lines are found from the file alone; what they say is asked for when they are seen.
 */
public final class Lenses {
  private Lenses() {}

  /** What a line tells. */
  public enum Kind {
    /** How often other places use the export that is named there. */
    REFERENCES,
    /** How many modules require the file. */
    IMPORTERS
  }

  /**
   * @param place the name of the export; the start of the file for {@link Kind#IMPORTERS}
   */
  public record Lens(Kind kind, Span place) {}

  /**
   * @param places to go to, sorted
   */
  public record Told(String title, List<Origin> places) {
    public Told {
      places = List.copyOf(places);
    }
  }

  /** None in a file that exports nothing. */
  public static List<Lens> of(Snapshot snapshot, Path file) {
    return snapshot
        .summary(file)
        .filter(summary -> !summary.esmSyntax())
        .map(summary -> lenses(snapshot, file, summary))
        .orElse(List.of());
  }

  private static List<Lens> lenses(Snapshot snapshot, Path file, ModuleSummary summary) {
    Set<Integer> exported = objects(summary.shape().exports());
    Set<String> names = new HashSet<>();
    List<Lens> lenses = new ArrayList<>();
    for (MemberTokens.Token token : new MemberTokens(file, summary).all()) {
      boolean named =
          snapshot.text(file).filter(t -> PropertyNames.isOne(t.textAt(token.span()))).isPresent();
      if (token.write()
          && named
          && exported.contains(token.member().object())
          && names.add(token.member().name())) {
        lenses.add(new Lens(Kind.REFERENCES, token.span()));
      }
    }
    if (!lenses.isEmpty() || !summary.locations().exports().isEmpty()) {
      lenses.addFirst(new Lens(Kind.IMPORTERS, new Span(0, 0)));
    }
    return lenses;
  }

  private static Set<Integer> objects(Shape exports) {
    return switch (exports) {
      case Shape.Ref(int object) -> Set.of(object);
      case Shape.Union union ->
          union.alternatives().stream()
              .flatMap(one -> objects(one).stream())
              .collect(Collectors.toSet());
      default -> Set.of();
    };
  }

  /** What {@code lens}, one of {@link #of} or of a text like it, tells. */
  public static Told told(Snapshot snapshot, Path file, Lens lens, Cancel cancel) {
    return switch (lens.kind()) {
      case REFERENCES -> references(snapshot, file, lens.place().start(), cancel);
      case IMPORTERS -> importers(snapshot, file, cancel);
    };
  }

  private static Told references(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    List<Origin> places =
        References.of(snapshot, file, offset, cancel).stream()
            .filter(one -> one.role() != References.Role.DECLARATION)
            .map(one -> new Origin(one.file(), one.span()))
            .toList();
    return new Told(places.size() + (places.size() == 1 ? " reference" : " references"), places);
  }

  private static Told importers(Snapshot snapshot, Path file, Cancel cancel) {
    List<Origin> places = new ArrayList<>();
    Set<Path> importers = new LinkedHashSet<>(snapshot.importers(file));
    importers.remove(file);
    for (Path importer : importers) {
      cancel.check();
      List<RequireSite> sites =
          snapshot.summary(importer).map(ModuleSummary::requires).orElse(List.of());
      for (RequireSite site : sites) {
        if (names(snapshot, importer, site, file)) {
          places.add(new Origin(importer, site.span()));
        }
      }
    }
    int count = importers.size();
    String by = count == 0 ? "no module" : count == 1 ? "1 module" : count + " modules";
    return new Told("required by " + by, places);
  }

  private static boolean names(Snapshot snapshot, Path importer, RequireSite site, Path file) {
    return site.specifiers().stream()
        .map(specifier -> snapshot.resolve(importer, specifier, site.kind()))
        .anyMatch(to -> to instanceof Resolution.Found found && found.file().equals(file));
  }

  /** A kind by its name in a message; empty for any other text. */
  public static Optional<Kind> kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
