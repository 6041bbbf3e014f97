package dev.commonjs.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.observe.Observation.Name;
import dev.commonjs.observe.Observation.Place;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A case of a text file: {@code === title}, files, and behind {@code ->} what running {@code
 * main.js} of the root must show. Before the files may stand {@code root PATH} (else it is {@code
 * /ws} in cases for a disk) and links, {@code link PATH -> PATH}.
 */
record RunCase(String title, Path root, Map<Path, Path> links, Fixture files, String expected) {
  private static final Pattern LINK = Pattern.compile("(?m)^link (\\S+) -> (\\S+)\n");
  private static final Pattern ROOT = Pattern.compile("(?m)^root (\\S+)\n");
  private static final Path MAIN = Path.of("/main.js");

  static List<RunCase> in(String resource) throws IOException {
    String all;
    try (var source = RunCase.class.getResourceAsStream(resource)) {
      all = new String(Objects.requireNonNull(source).readAllBytes(), UTF_8);
    }
    List<RunCase> cases = new ArrayList<>();
    for (String part : all.split("(?m)^=== ")) {
      int end = part.indexOf('\n');
      int arrow = part.lastIndexOf("\n-> ");
      if (arrow >= 0) {
        cases.add(
            of(
                part.substring(0, end),
                part.substring(end + 1, arrow + 1),
                part.substring(arrow + 4).strip()));
      }
    }
    assertTrue(cases.size() > 3, "the cases were not found");
    return cases;
  }

  private static RunCase of(String title, String text, String expected) {
    Map<Path, Path> links = new LinkedHashMap<>();
    LINK.matcher(text)
        .results()
        .forEach(link -> links.put(Path.of(link.group(1)), Path.of(link.group(2))));
    Path root =
        ROOT.matcher(text)
            .results()
            .map(found -> Path.of(found.group(1)))
            .findFirst()
            .orElse(Path.of("/ws"));
    String files = ROOT.matcher(LINK.matcher(text).replaceAll("")).replaceAll("");
    return new RunCase(title, root, links, Fixture.parse(files), expected);
  }

  /** Fails unless running {@code /main.js} shows what is expected. */
  void check(Observer observer) {
    String seen = run(observer);
    if (expected.equals("stopped")) {
      assertTrue(seen.startsWith("out of "), seen);
    } else {
      assertEquals(expected, seen);
    }
  }

  /** {@code loaded function: a, get b, c@/lib.js:1; what is doubtful}. */
  String run(Observer observer) {
    Workspace workspace = Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, files.files());
    Observation seen =
        workspace.observations().observe(workspace.current(), MAIN, observer).orElseThrow();
    String kind = seen.kind().name().toLowerCase(Locale.ROOT);
    String names = seen.names().stream().map(this::name).collect(Collectors.joining(", "));
    String doubts = seen.doubts().isEmpty() ? "" : "; " + String.join("; ", seen.doubts());
    String outcome = seen.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return outcome + " " + kind + (names.isEmpty() ? "" : ": " + names) + doubts;
  }

  private String name(Name name) {
    return (name.accessor() ? "get " : "")
        + name.name()
        + (name.callable() ? "()" : "")
        + (name.place() == null ? "" : "@" + place(name.place()));
  }

  private String place(Place place) {
    String text = files.text(place.file());
    long line = text.substring(0, place.offset()).lines().count();
    long number = place.offset() > 0 && text.charAt(place.offset() - 1) == '\n' ? line + 1 : line;
    return (place.file().equals(MAIN) ? "" : place.file()) + ":" + Math.max(1, number);
  }
}
