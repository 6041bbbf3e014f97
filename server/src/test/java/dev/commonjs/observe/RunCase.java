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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A case of a text file: {@code === title}, files, and behind {@code ->} what running {@code
 * /main.js} must show.
 */
record RunCase(String title, Fixture files, String expected) {
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
        Fixture files = Fixture.parse(part.substring(end + 1, arrow + 1));
        cases.add(new RunCase(part.substring(0, end), files, part.substring(arrow + 4).strip()));
      }
    }
    assertTrue(cases.size() > 3, "the cases were not found");
    return cases;
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
