package dev.commonjs.resolve;

import dev.commonjs.resolve.Outcome.Core;
import dev.commonjs.resolve.Outcome.Fail;
import dev.commonjs.resolve.Outcome.Hit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which file or built-in module a specifier names, as Node decides it. An instance speaks about one
 * state of the files: it remembers what it read, so make a new one when they changed; its answers
 * it does not remember. Safe for any number of threads.
 */
public final class NodeResolver {
  private final FileView files;
  private final NodeSettings settings;
  private final Manifests manifests;
  private final Map<Path, Path> realDirectories = new ConcurrentHashMap<>();

  public NodeResolver(FileView files, NodeSettings settings) {
    this(files, settings, new PackageJson.Cache());
  }

  /**
   * @param cache may be handed from resolver to resolver, so that an unchanged {@code package.json}
   *     is parsed once
   */
  public NodeResolver(FileView files, NodeSettings settings, PackageJson.Cache cache) {
    this.files = files;
    this.settings = settings;
    this.manifests = new Manifests(files, cache, !settings.passesOverInvalidExports());
  }

  /**
   * What {@code specifier} names in {@code fromFile}. Files in one directory get the same answer,
   * except that nobody is advised to require himself.
   *
   * @param fromFile absolute; need not exist. Node runs files under their real path, and so does
   *     this
   */
  public Resolution resolve(Path fromFile, String specifier, Mode mode) {
    return answer(new Probe(files, manifests), real(fromFile), specifier, mode);
  }

  /**
   * The same, but where nothing is found the answer has no suggestions: to find out what may have
   * been meant takes longer than all else.
   */
  public Resolution lead(Path fromFile, String specifier, Mode mode) {
    Probe probe = new Probe(files, manifests);
    Path from = real(fromFile);
    return answer(outcome(probe, from, specifier, mode), probe);
  }

  /** The steps that lead to the answer of {@link #resolve}, for people. */
  public List<String> steps(Path fromFile, String specifier, Mode mode) {
    Probe probe = new Probe(files, manifests);
    Resolution answer = answer(probe, real(fromFile), specifier, mode);
    return answer instanceof Resolution.NotFound missing ? missing.trail() : probe.trail();
  }

  /** The package that {@code file} belongs to. */
  public PackageScope packageScope(Path file) {
    return manifests.scope(real(file));
  }

  /** What a file can name with a bare specifier; {@code fromFile} as in {@link #resolve}. */
  public PackagesInReach inReach(Path fromFile, Mode mode) {
    return new PackagesInReach(new Probe(files, manifests), settings, real(fromFile), mode);
  }

  /** The {@code package.json} in {@code directory}; empty when there is none. */
  public Optional<PackageJson> manifest(Path directory) {
    return manifests.in(directory);
  }

  /**
   * The workspace that the package in {@code directory} is the root or a member of: what {@code
   * workspaces} and their like name, and dependencies that are folders below the root, whose own
   * dependencies npm installs, too (<em>npm-install</em>). Empty for a package that stands alone.
   */
  public Optional<OwnWorkspace> workspace(Path directory) {
    return OwnPackages.around(directory, new Probe(files, manifests));
  }

  /** Whether Yarn's Plug'n'Play holds for {@code file}. */
  public boolean isPlugged(Path file) {
    return new Probe(files, manifests).plugAndPlay(CommonJsSteps.parent(file)).isPresent();
  }

  /** The same, with a table of packages that can't be read. */
  public boolean isPluggedUnread(Path file) {
    return new Probe(files, manifests)
        .plugAndPlay(CommonJsSteps.parent(file))
        .filter(PlugAndPlay::isUnread)
        .isPresent();
  }

  /** How Node loads {@code file}, see {@link ModuleKinds}. */
  public ModuleKind moduleKind(Path file, boolean esmSyntax) {
    return ModuleKinds.kind(
        file,
        packageScope(file),
        esmSyntax && settings.detectsModuleSyntax(),
        settings.typeDecidesWithoutExtension());
  }

  /** The nearest {@code node_modules} that holds the package, spelled as it is. */
  private Optional<Path> installedIn(Probe probe, Path directory, String specifier) {
    return PackageSpecifier.parse(specifier)
        .flatMap(
            wanted ->
                CommonJsSteps.nodeModulesPaths(directory).stream()
                    .filter(modules -> probe.isDirectory(modules.resolve(wanted.name())))
                    .findFirst());
  }

  private Path real(Path file) {
    Path directory = CommonJsSteps.parent(file);
    if (files.kind(file) == FileView.Kind.FILE) {
      return files.realPath(file);
    }
    @Nullable Path name = file.getFileName();
    return name == null
        ? file
        : realDirectories.computeIfAbsent(directory, files::realPath).resolve(name);
  }

  private Resolution answer(Probe probe, Path from, String specifier, Mode mode) {
    Outcome outcome = outcome(probe, from, specifier, mode);
    return answer(
        outcome instanceof Fail fail ? explain(probe, from, specifier, mode, fail) : outcome,
        probe);
  }

  private static Resolution answer(Outcome outcome, Probe probe) {
    return switch (outcome) {
      case Hit hit -> new Resolution.Found(hit.file(), probe.probed());
      case Core core -> new Resolution.Builtin(core.name(), probe.probed());
      case Fail fail ->
          new Resolution.NotFound(
              fail.reason(),
              fail.code(),
              fail.message(),
              fail.suggestions(),
              probe.probed(),
              probe.trail().isEmpty() ? List.of(fail.message()) : probe.trail());
    };
  }

  private Outcome outcome(Probe probe, Path from, String specifier, Mode mode) {
    return run(probe, from, specifier, mode)
        .orElseGet(() -> plainlyMissing(probe, from, specifier));
  }

  private Optional<Outcome> run(Probe probe, Path from, String specifier, Mode mode) {
    return switch (mode) {
      case REQUIRE -> new CommonJsSteps(probe, settings).require(specifier, from);
      case IMPORT ->
          Optional.of(new EsmSteps(probe, settings, Mode.IMPORT).resolve(specifier, from));
    };
  }

  private static boolean isPath(String specifier) {
    return CommonJsSteps.isRelative(specifier) || specifier.startsWith("/");
  }

  /** Why {@code require()} came to its end without a decision on the way. */
  private Fail plainlyMissing(Probe probe, Path from, String specifier) {
    Path directory = CommonJsSteps.parent(from);
    if (isPath(specifier) || directory.getFileSystem().getPath(specifier).isAbsolute()) {
      return probe.isDirectory(directory.resolve(specifier).normalize())
          ? Failures.directoryWithoutEntry(specifier)
          : Failures.fileMissing(specifier, Failures.NOT_FOUND);
    }
    if (specifier.startsWith("#")) {
      PackageScope scope = probe.scope(from);
      Optional<Path> owner = scope.manifest().map(manifest -> scope.directory());
      return Failures.importNotDefined(specifier, owner, List.of(), Failures.NOT_FOUND);
    }
    return packageMissing(probe, directory, specifier);
  }

  private Fail packageMissing(Probe probe, Path directory, String specifier) {
    Optional<PackageSpecifier> parsed = PackageSpecifier.parse(specifier);
    Optional<Path> modules = installedIn(probe, directory, specifier);
    if (parsed.isEmpty() || modules.isEmpty()) {
      return Failures.notInstalled(
          parsed.map(PackageSpecifier::name).orElse(specifier), Failures.NOT_FOUND);
    }
    PackageSpecifier wanted = parsed.get();
    if (wanted.subpath().equals(".")) {
      return Failures.packageWithoutEntry(wanted.name(), Failures.NOT_FOUND);
    }
    return probe.isDirectory(modules.get().resolve(specifier).normalize())
        ? Failures.directoryWithoutEntry(specifier)
        : Failures.subpathMissing(wanted, Failures.NOT_FOUND);
  }

  private Fail explain(Probe probe, Path from, String specifier, Mode mode, Fail fail) {
    Probe aside = probe.aside();
    Suggestions suggestions =
        new Suggestions(
            aside,
            settings,
            from,
            other ->
                run(aside, from, other, mode)
                    .filter(outcome -> !(outcome instanceof Fail))
                    // Nobody means the file that they write in.
                    .filter(outcome -> !(outcome instanceof Hit hit && hit.file().equals(from)))
                    .isPresent());
    Path directory = CommonJsSteps.parent(from);
    Optional<PackageSpecifier> wanted = PackageSpecifier.parse(specifier);
    return switch (fail.reason()) {
      case FILE -> suggestions.forPath(fail, directory, "", specifier);
      case DIRECTORY_WITHOUT_ENTRY ->
          (isPath(specifier) ? Optional.of(directory) : installedIn(aside, directory, specifier))
              .flatMap(start -> UrlPath.path(start, specifier))
              .map(start -> suggestions.forDirectory(fail, start, specifier))
              .orElse(fail);
      case SUBPATH_MISSING ->
          wanted.map(w -> subpathMissing(suggestions, aside, directory, w, fail)).orElse(fail);
      case SUBPATH_NOT_EXPORTED ->
          wanted.map(w -> notExported(suggestions, aside, from, w, fail)).orElse(fail);
      case PACKAGE_NOT_INSTALLED ->
          suggestions.forPackage(
              fail, wanted.orElse(new PackageSpecifier(specifier, ".")), specifier);
      default -> fail;
    };
  }

  private Fail subpathMissing(
      Suggestions suggestions, Probe aside, Path directory, PackageSpecifier wanted, Fail fail) {
    Optional<Path> modules = installedIn(aside, directory, wanted.with(wanted.subpath()));
    if (modules.isEmpty() || wanted.subpath().length() < 3) {
      return fail;
    }
    Path packageDirectory = modules.get().resolve(wanted.name());
    boolean mapped = aside.manifest(packageDirectory).map(PackageJson::exports).isPresent();
    return mapped
        ? fail
        : suggestions.forPath(
            fail, packageDirectory, wanted.name() + "/", wanted.subpath().substring(2));
  }

  private Fail notExported(
      Suggestions suggestions, Probe aside, Path from, PackageSpecifier wanted, Fail fail) {
    PackageScope scope = aside.scope(from);
    boolean self =
        scope
            .manifest()
            .filter(m -> m.exports() != null && wanted.name().equals(m.name()))
            .isPresent();
    Optional<Path> directory =
        self
            ? Optional.of(scope.directory())
            : installedIn(aside, CommonJsSteps.parent(from), wanted.name())
                .map(modules -> modules.resolve(wanted.name()));
    return directory.map(d -> suggestions.forSubpath(fail, d, wanted)).orElse(fail);
  }
}
