package dev.commonjs.feature;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.MovedFiles;
import dev.commonjs.resolve.Moves;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.resolve.Respelling;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What files and folders that get another path change in the texts of the workspace: every
 * specifier that names what moves, and those in what moves, is written so that it names the same
 * file afterwards, in the style in which it is written; so are paths that are made of {@code
 * __dirname}, and those in {@code package.json}. What names the same as before is left alone.
 *
 * <p>Nothing is done for what moves into {@code node_modules} or out of it, or out of the
 * workspace.
 */
public final class FileMoves {
  private static final Path NODE_MODULES = Path.of("node_modules");
  private static final String MANIFEST = "package.json";
  private static final Comparator<Span> IN_ORDER = Comparator.comparingInt(Span::start);

  private FileMoves() {}

  /**
   * @param changes by the old path of the file, sorted, none touching another, in the texts of the
   *     snapshot
   * @param left places that name something else afterwards, or nothing: an argument that is
   *     computed, or that no specifier can take the place of
   */
  public record Answer(Map<Path, List<TextChange>> changes, List<Left> left) {}

  public record Left(Path file, Span span) {}

  /**
   * @param paths from the old path to the new one; real but for the last name, which may be a link
   */
  public static Answer of(Snapshot snapshot, Map<Path, Path> paths, Cancel cancel) {
    Map<Path, Path> inside = new HashMap<>();
    paths.forEach(
        (from, to) -> {
          if (!from.equals(to)
              && !to.startsWith(from)
              && isOwn(snapshot, from)
              && isOwn(snapshot, to)) {
            inside.put(from, to);
          }
        });
    return inside.isEmpty()
        ? new Answer(Map.of(), List.of())
        : new Plan(snapshot, new Moves(inside), cancel).answer();
  }

  private static boolean isOwn(Snapshot snapshot, Path path) {
    for (Path part : path) {
      if (part.equals(NODE_MODULES)) {
        return false;
      }
    }
    return snapshot.roots().stream().anyMatch(root -> path.startsWith(root) && !path.equals(root));
  }

  private static final class Plan {
    private final Snapshot snapshot;
    private final Moves moves;
    private final Cancel cancel;
    private final Respelling respelling;
    private final Map<Path, List<TextChange>> changes = new TreeMap<>();
    private final List<Left> left = new ArrayList<>();

    Plan(Snapshot snapshot, Moves moves, Cancel cancel) {
      this.snapshot = snapshot;
      this.moves = moves;
      this.cancel = cancel;
      FileView files = new MovedFiles(snapshot.view(), moves, changeManifests());
      this.respelling = new Respelling(moves, files, snapshot.settings().node());
    }

    Answer answer() {
      MoveMentions mentions = new MoveMentions(snapshot, moves);
      for (Path file : snapshot.files()) {
        cancel.check();
        Optional.of(file)
            .filter(mentions::concern)
            .flatMap(snapshot::summary)
            .ifPresent(summary -> new InFile(file, summary).change());
      }
      return new Answer(changes, left);
    }

    /** By their new paths, their new texts: what they say decides what specifiers name. */
    private Map<Path, String> changeManifests() {
      Set<Path> manifests = new TreeSet<>();
      for (Path from : moves.paths().keySet()) {
        for (Path folder = from.getParent(); folder != null; folder = folder.getParent()) {
          if (snapshot.roots().stream().anyMatch(folder::startsWith)) {
            manifests.add(folder.resolve(MANIFEST));
          }
        }
      }
      Map<Path, String> texts = new HashMap<>();
      for (Path manifest : manifests) {
        Optional<SourceText> text = snapshot.text(manifest);
        List<TextChange> here =
            text.map(t -> ManifestPaths.changes(manifest, t, moves, snapshot.view()))
                .orElse(List.of());
        if (!here.isEmpty()) {
          changes.put(manifest, here);
          texts.put(moves.of(manifest), text.get().edited(here).text());
        }
      }
      return texts;
    }

    /** One file, that moves itself or not. */
    private final class InFile {
      private final Path file;
      private final ModuleSummary summary;
      private final SortedMap<Span, TextChange> literal = new TreeMap<>(IN_ORDER);
      private final SortedMap<Span, TextChange> computed = new TreeMap<>(IN_ORDER);
      private final List<Left> unchanged = new ArrayList<>();
      private final List<Left> computing = new ArrayList<>();
      private Optional<SpecifierEdits> edits = Optional.empty();

      InFile(Path file, ModuleSummary summary) {
        this.file = file;
        this.summary = summary;
      }

      void change() {
        summary.requires().forEach(this::site);
        if (summary.test()) {
          summary.named().forEach(this::named);
        }
        paths();
        SortedMap<Span, TextChange> all = new TreeMap<>(literal);
        all.putAll(computed);
        if (!computed.isEmpty() && !isProved(List.copyOf(all.values()))) {
          all.keySet().retainAll(literal.keySet());
          unchanged.addAll(computing);
        }
        if (!all.isEmpty()) {
          changes.put(file, List.copyOf(all.values()));
        }
        left.addAll(unchanged);
      }

      /** Paths that are made of {@code __dirname}, where no specifier is. */
      private void paths() {
        List<Span> sites = summary.requires().stream().map(RequireSite::span).toList();
        Optional<FolderPaths.Found> found =
            edits()
                .map(
                    e ->
                        FolderPaths.in(
                            file,
                            e,
                            snapshot.view(),
                            moves,
                            span -> sites.stream().anyMatch(site -> site.contains(span))));
        if (found.isPresent()) {
          for (TextChange change : found.get().changes()) {
            if (!computed.containsKey(change.span())) {
              literal.putIfAbsent(change.span(), change);
            }
          }
          found.get().left().forEach(span -> unchanged.add(new Left(file, span)));
        }
      }

      private void site(RequireSite site) {
        Map<String, String> renamed = new LinkedHashMap<>();
        Mode mode = Snapshot.mode(site.kind());
        for (String specifier : site.specifiers()) {
          Optional<Path> target = target(specifier, site.kind());
          if (target.isEmpty() || respelling.leads(file, specifier, mode, target.get())) {
            continue;
          }
          Optional<String> now = respelling.of(file, specifier, mode, target.get());
          if (now.isPresent()) {
            renamed.put(specifier, now.get());
          } else if (specifier.startsWith(".") || moves.touch(target.get())) {
            unchanged.add(new Left(file, site.span()));
            return;
          }
        }
        if (!renamed.isEmpty()) {
          write(site.span(), renamed);
        }
      }

      private Optional<Path> target(String specifier, RequireSite.Kind kind) {
        return snapshot.resolve(file, specifier, kind) instanceof Resolution.Found found
            ? Optional.of(found.file())
            : Optional.empty();
      }

      private void write(Span span, Map<String, String> renamed) {
        Map.Entry<String, String> first = renamed.entrySet().iterator().next();
        Optional<TextChange> whole =
            renamed.size() == 1
                ? edits().flatMap(e -> e.literal(span, first.getKey(), first.getValue()))
                : Optional.empty();
        if (whole.isPresent()) {
          literal.put(whole.get().span(), whole.get());
          return;
        }
        Left here = new Left(file, span);
        Optional<List<TextChange>> parts = edits().flatMap(e -> e.computed(span, renamed));
        boolean clash =
            parts.orElse(List.of()).stream()
                .anyMatch(part -> !part.equals(computed.getOrDefault(part.span(), part)));
        if (parts.isEmpty() || clash) {
          unchanged.add(here);
        } else {
          parts.get().forEach(part -> computed.put(part.span(), part));
          computing.add(here);
        }
      }

      /** {@code jest.mock('./lib')} names a module that the file itself need not require. */
      private void named(String specifier) {
        Optional<Path> target = target(specifier, RequireSite.Kind.REQUIRE);
        if (target.isPresent() && !respelling.leads(file, specifier, Mode.REQUIRE, target.get())) {
          respelling
              .of(file, specifier, Mode.REQUIRE, target.get())
              .flatMap(now -> edits().map(e -> e.namedInTests(specifier, now)))
              .ifPresent(list -> list.forEach(one -> literal.put(one.span(), one)));
        }
      }

      private Optional<SpecifierEdits> edits() {
        if (edits.isEmpty()) {
          edits = snapshot.parsed(file).map(SpecifierEdits::new);
        }
        return edits;
      }

      /** Whether reading the changed text finds that every site names, there, what it named. */
      private boolean isProved(List<TextChange> all) {
        Optional<ModuleSummary> read =
            snapshot
                .text(file)
                .flatMap(text -> snapshot.withText(file, text.edited(all)).summary(file));
        List<RequireSite> before = summary.requires();
        List<RequireSite> after = read.map(ModuleSummary::requires).orElse(List.of());
        if (before.size() != after.size()) {
          return false;
        }
        for (int i = 0; i < before.size(); i++) {
          if (before.get(i).kind() != after.get(i).kind()
              || !targets(before.get(i)).equals(targetsThen(after.get(i)))) {
            return false;
          }
        }
        return true;
      }

      private Set<Path> targets(RequireSite site) {
        Set<Path> targets = new HashSet<>();
        for (String specifier : site.specifiers()) {
          target(specifier, site.kind()).map(moves::of).ifPresent(targets::add);
        }
        return targets;
      }

      private Set<Path> targetsThen(RequireSite site) {
        Set<Path> targets = new HashSet<>();
        for (String specifier : site.specifiers()) {
          respelling.target(file, specifier, Snapshot.mode(site.kind())).ifPresent(targets::add);
        }
        return targets;
      }
    }
  }
}
