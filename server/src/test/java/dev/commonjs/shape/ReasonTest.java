package dev.commonjs.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.commonjs.text.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void no_two_reasons_say_the_same() {
    List<String> texts =
        java.util.stream.Stream.concat(
                Arrays.stream(Reason.Plain.values()).map(Reason::text),
                Arrays.stream(Reason.About.values()).map(about -> about.of("a").text()))
            .toList();

    assertEquals(texts.stream().distinct().toList(), texts);
  }

  @Test
  void a_subject_is_quoted_as_it_is() {
    assertEquals("the result of `100 %s`", Reason.About.RESULT_OF.of("100 %s").text());
    for (Reason.About about : Reason.About.values()) {
      assertEquals(2, (" " + about.of("$1 %d").text() + " ").split("\\$1 %d", -1).length);
    }
  }

  @Test
  void a_place_is_told_apart_and_not_said() {
    Reason reason = Reason.Plain.NAMES_COMPUTED;
    Reason first = new Reason.Placed(reason, 0);
    Reason third = new Reason.HandedToUnknown(new Reason.Placed(reason, 2));
    Locations locations = new Locations(List.of(), List.of(), List.of(), List.of(new Span(4, 7)));

    assertEquals(reason.text(), first.text());
    assertEquals("handed to code that is not known: names are computed", third.text());
    assertNotEquals(first, new Reason.Placed(reason, 1));
    assertEquals(Optional.of(new Span(4, 7)), locations.place(first));
    assertEquals(Optional.empty(), locations.place(reason));
    assertEquals(Optional.empty(), locations.place(third));
  }
}
