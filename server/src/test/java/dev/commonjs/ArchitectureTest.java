package dev.commonjs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.LineColumn;
import dev.commonjs.text.Span;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of ARCHITECTURE.md that a machine can check. */
class ArchitectureTest {
  private static final String ROOT = "dev.commonjs";

  /** {@code a & b --> c & d} in the diagram. */
  private static final Pattern ARROW =
      Pattern.compile("^ {2}(\\w+(?: & \\w+)*) --> (\\w+(?: & \\w+)*)$", Pattern.MULTILINE);

  private static final Pattern EXCEPTION =
      Pattern.compile("^- `(\\w+)` knows nothing of (.*)[,.]$", Pattern.MULTILINE);

  private static final Pattern NAME_OF_ROOM =
      Pattern.compile(Pattern.quote(ROOT) + "\\.([a-z]+)\\.");

  /** Each room with those that its arrows in ARCHITECTURE.md lead to. */
  private static final Map<String, Set<String>> ARROWS = new TreeMap<>();

  /** Each room with the rooms that it may use besides itself. What is not listed is forbidden. */
  private static final Map<String, Set<String>> ROOMS = new TreeMap<>();

  static {
    readPlan();
  }

  /** Classes of a room that need each other, all of them; more than this are a knot. */
  private static final int LARGEST_CYCLE = 12;

  /** From this size on a cycle has a reason. */
  private static final int CYCLE_WITH_REASON = 8;

  /** Why the classes of a room may need each other, where more than eight do. */
  private static final Map<String, String> REASONS =
      Map.of(
          "interpret",
          "any expression may call any function, which has statements and classes in it; reading a"
              + " property may call a getter",
          "models",
          "the interpreter asks a model for each call of a built-in function, and a model may call"
              + " any function",
          "graph",
          "a question about a value leads to the modules that it comes from and to those that write"
              + " on it, whose values are asked about in turn");

  /** How the parts are called that hold reasons. */
  private static final Set<String> REASON_NAMES =
      Set.of("reason", "reasons", "open", "doubt", "because", "everything");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  private static final ClassGraph GRAPH = ClassGraph.of(PRODUCT);

  @Test
  void thereAreClassesToCheck() {
    assertTrue(PRODUCT.size() > 60, "only " + PRODUCT.size() + " classes were found");
  }

  @Test
  void everyPackageIsARoomOfThePlan() {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : PRODUCT) {
      if (!type.getPackageName().equals(ROOT)) {
        rooms.add(type.getPackageName().substring(ROOT.length() + 1));
      }
    }
    rooms.removeAll(ROOMS.keySet());

    assertEquals(Set.of(), rooms);
  }

  @Test
  void everyArrowOfThePlanIsUsed() {
    Set<String> unused = new TreeSet<>();
    ARROWS.forEach((room, targets) -> targets.forEach(target -> unused.add(room + " " + target)));
    for (JavaClass type : PRODUCT) {
      String room = roomOf(type);
      type.getDirectDependenciesFromSelf()
          .forEach(
              use ->
                  unused.remove(room + " " + roomOf(use.getTargetClass().getBaseComponentType())));
    }

    assertEquals(Set.of(), unused);
  }

  /** Imports for the documentation alone leave no trace in classes. */
  @Test
  void theSourcesNameOnlyTheRoomsBelow() throws IOException {
    Set<String> above = new TreeSet<>();
    for (Map.Entry<String, String> source : sources().entrySet()) {
      String room = source.getKey().replaceAll("/?[^/]*$", "");
      NAME_OF_ROOM
          .matcher(source.getValue())
          .results()
          .map(found -> found.group(1))
          .filter(other -> ROOMS.containsKey(room))
          .filter(other -> !other.equals(room) && !ROOMS.get(room).contains(other))
          .forEach(other -> above.add(source.getKey() + ": " + other));
    }

    assertEquals(Set.of(), above);
  }

  static Stream<String> rooms() {
    return ROOMS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyTheRoomsBelowIt(String room) {
    List<String> allowed = new ArrayList<>();
    allowed.add(packageOf(room));
    ROOMS.get(room).forEach(other -> allowed.add(packageOf(other)));

    check(
        noClasses()
            .that(resideInAPackage(packageOf(room)))
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..")
                    .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
            .because(room + " may use " + new TreeSet<>(ROOMS.get(room))));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void theClassesOfARoomAreNoKnot(String room) {
    Set<String> largest = GRAPH.cycles(packageOf(room)).stream().findFirst().orElse(Set.of());

    assertTrue(largest.size() <= LARGEST_CYCLE, largest::toString);
    assertEquals(
        largest.size() > CYCLE_WITH_REASON,
        REASONS.containsKey(room),
        () -> "a reason is given where a cycle has more than 8 classes, nowhere else: " + largest);
  }

  /** What a person reads in numbers: the sizes and the cycles of the rooms. */
  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomHasClasses(String room) {
    List<Integer> cycles = GRAPH.cycles(packageOf(room)).stream().map(Set::size).toList();
    int classes = GRAPH.classes(packageOf(room)).size();
    System.out.printf("%-10s %3d classes, cycles %s%n", room, classes, cycles);

    assertTrue(classes > 0);
  }

  @Test
  void theParserLibraryStaysInSyntax() {
    check(onlyIn("com.google.javascript..", "syntax"));
  }

  @Test
  void theSandboxLibraryStaysInObserve() {
    check(onlyIn("org.mozilla.javascript..", "observe"));
  }

  @Test
  void theLibraryForMarkdownStaysInMarkdown() {
    check(onlyIn("org.commonmark..", "markdown"));
  }

  @Test
  void theLibraryForIgnoreFilesStaysInWorkspace() {
    check(onlyIn("org.eclipse.jgit..", "workspace"));
  }

  @Test
  void theLibraryForYamlStaysInWorkspace() {
    check(onlyIn("org.snakeyaml..", "workspace"));
  }

  /** What a client is given as Markdown is of the type that only {@code markdown} makes. */
  @Test
  void onePlaceSendsMarkdown() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(packageOf("lsp") + ".Answers")
            .should()
            .callCodeUnitWhere(
                targetOwner(name("org.eclipse.lsp4j.MarkupContent"))
                    .or(targetOwner(name("org.eclipse.lsp4j.MarkedString")))));
  }

  @Test
  void theProtocolLibraryStaysInLsp() {
    check(onlyIn("org.eclipse.lsp4j..", "lsp"));
  }

  @Test
  void theCommandLineLibraryStaysInCli() {
    check(
        noClasses()
            .that(not(resideInAnyPackage(packageOf("cli"), ROOT)))
            .should()
            .dependOnClassesThat(resideInAPackage("picocli..")));
  }

  @Test
  void onlyDiskFilesTheStoreAndTheCommandLineTouchTheDisk() {
    check(
        noClasses()
            .that(not(resideInAnyPackage(packageOf("cli"), packageOf("store"))))
            .and()
            .doNotHaveFullyQualifiedName(packageOf("workspace") + ".DiskFiles")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Files.class.getName()));
    check(
        noClasses()
            .should()
            .callCodeUnitWhere(targetOwner(equivalentTo(File.class)))
            .because("java.nio.file.Path says the same without touching the disk"));
  }

  @Test
  void onlyMainAndTheCommandLineKnowTheStandardStreams() {
    check(
        noClasses()
            .that(not(resideInAnyPackage(packageOf("cli"), ROOT)))
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : PRODUCT) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(type.getPackageName());
      }
    }

    assertEquals(Set.of(), unmarked, "these need a package-info.java with @NullMarked");
  }

  /** An edit that only moves text must leave what other files see of a module equal. */
  @Test
  void noPositionIsPartOfAShape() {
    Set<Class<?>> parts = new LinkedHashSet<>();
    collectParts(ModuleShape.class, parts);

    assertTrue(parts.size() > 20, "only these were found: " + parts);
    assertTrue(!parts.contains(Span.class) && !parts.contains(LineColumn.class), parts::toString);
    assertTrue(parts.contains(Reason.class), parts::toString);
    assertEquals("Reason", typeOf(Shape.Unknown.class, "reason"));
    assertEquals("List<Reason>", typeOf(Shape.Obj.class, "open"));
  }

  /** A reason is told apart by its type; a text in its place could say a line, and be compared. */
  @Test
  void noReasonIsAText() {
    Set<String> texts = new TreeSet<>();
    for (JavaClass type : PRODUCT) {
      boolean analysis =
          List.of("shape", "heap", "interpret", "models", "summarize", "graph").stream()
              .anyMatch(room -> type.getPackageName().equals(packageOf(room)));
      if (analysis) {
        type.getFields().stream()
            .filter(field -> REASON_NAMES.contains(field.getName()))
            .filter(
                field ->
                    field.getAllInvolvedRawTypes().stream()
                        .anyMatch(part -> part.isEquivalentTo(String.class)))
            .forEach(field -> texts.add(field.getFullName()));
      }
    }

    assertEquals(Set.of(), texts);
  }

  /** Everywhere else a failure that was not foreseen is a mistake that must be seen. */
  @Test
  void onlyTheEdgesCatchEverything() throws IOException {
    Pattern broad =
        Pattern.compile("catch \\([^)]*\\b(Exception|RuntimeException|Throwable|Error)\\b[^)]*\\)");
    Set<String> edges =
        Set.of("Main.java", "lsp/Requests.java", "lsp/Diagnostics.java", "syntax/JsParser.java");

    Map<String, String> found = sourcesWith(broad);
    found.keySet().removeIf(file -> edges.contains(file) || file.startsWith("cli/"));

    assertEquals(Map.of(), found);
  }

  /** Only there is it known what else lives, what can be dropped, and who has to be told. */
  @Test
  void outOfMemoryErrorHasOneOwner() throws IOException {
    Pattern all =
        Pattern.compile("catch \\([^)]*\\b(OutOfMemoryError|\\w*MachineError|Throwable|Error)\\b");
    Pattern ends = Pattern.compile("-XX:\\S*OutOfMemoryError");

    // The sandbox is a process of its own, which ends.
    assertEquals(
        Set.of("workspace/MemoryGuard.java", "observe/SandboxProcess.java"),
        sourcesWith(all).keySet());
    assertFalse(ends.matcher(Files.readString(Path.of("lib", "jvm.options"))).find());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }

  private static ArchRule onlyIn(String library, String room) {
    return noClasses()
        .that(not(resideInAPackage(packageOf(room))))
        .should()
        .dependOnClassesThat(resideInAPackage(library));
  }

  private static String packageOf(String room) {
    return ROOT + "." + room;
  }

  /** As it is written, without packages. */
  private static String typeOf(Class<?> part, String component) {
    return Stream.of(part.getRecordComponents())
        .filter(c -> c.getName().equals(component))
        .map(c -> c.getGenericType().getTypeName().replaceAll("[a-z]+\\.", ""))
        .findFirst()
        .orElseThrow();
  }

  private static void collectParts(Type type, Set<Class<?>> parts) {
    if (type instanceof ParameterizedType generic) {
      collectParts(generic.getRawType(), parts);
      for (Type argument : generic.getActualTypeArguments()) {
        collectParts(argument, parts);
      }
    } else if (type instanceof Class<?> part && parts.add(part)) {
      if (part.isRecord()) {
        for (RecordComponent component : part.getRecordComponents()) {
          collectParts(component.getGenericType(), parts);
        }
      }
      if (part.isSealed()) {
        for (Class<?> choice : part.getPermittedSubclasses()) {
          collectParts(choice, parts);
        }
      }
    }
  }

  /** The first match in each source file that has one, by the path below the root package. */
  private static Map<String, String> sourcesWith(Pattern pattern) throws IOException {
    Map<String, String> found = new TreeMap<>();
    sources()
        .forEach(
            (name, text) -> {
              Matcher matcher = pattern.matcher(text);
              if (matcher.find()) {
                found.put(name, matcher.group());
              }
            });
    return found;
  }

  /** All source files, by the path below the root package. */
  private static Map<String, String> sources() throws IOException {
    Path sources = Path.of("src", "main", "java", "dev", "commonjs");
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        found.put(sources.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return found;
  }

  private static void readPlan() {
    String plan;
    try {
      plan = Files.readString(Path.of("ARCHITECTURE.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ARROW
        .matcher(plan)
        .results()
        .forEach(
            arrow -> {
              for (String from : arrow.group(1).split(" & ")) {
                ARROWS
                    .computeIfAbsent(from, room -> new TreeSet<>())
                    .addAll(List.of(arrow.group(2).split(" & ")));
              }
            });
    Map<String, Set<String>> exceptions = new TreeMap<>();
    EXCEPTION
        .matcher(plan)
        .results()
        .forEach(
            line ->
                exceptions.put(line.group(1), Set.of(line.group(2).replace("`", "").split(", "))));
    ARROWS.keySet().forEach(room -> mayUse(room, exceptions));
    ROOMS.remove("Main");
  }

  private static Set<String> mayUse(String room, Map<String, Set<String>> exceptions) {
    Set<String> known = ROOMS.get(room);
    if (known == null) {
      known = new TreeSet<>();
      for (String below : ARROWS.getOrDefault(room, Set.of())) {
        known.add(below);
        known.addAll(mayUse(below, exceptions));
      }
      known.removeAll(exceptions.getOrDefault(room, Set.of()));
      ROOMS.put(room, known);
    }
    return known;
  }

  private static String roomOf(JavaClass type) {
    String in = type.getPackageName();
    return in.equals(ROOT) ? "Main" : in.startsWith(ROOT) ? in.substring(ROOT.length() + 1) : in;
  }
}
