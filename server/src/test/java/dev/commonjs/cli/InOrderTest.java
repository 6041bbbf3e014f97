package dev.commonjs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 1000).boxed().toList();

  @Test
  void resultsComeInTheOrderOfTheItems() {
    List<Integer> results = new ArrayList<>();

    InOrder.each(NUMBERS, n -> -n, results::add, () -> false);

    assertEquals(NUMBERS.stream().map(n -> -n).toList(), results);
  }

  @Test
  void endsWhenTheResultsAreNoLongerWanted() {
    List<Integer> results = new ArrayList<>();

    InOrder.each(NUMBERS, n -> n, results::add, () -> results.size() >= 3);

    assertEquals(List.of(0, 1, 2), results);
  }

  @Test
  void aFailureIsThrownInItsTurn() {
    List<Integer> results = new ArrayList<>();

    assertThrows(
        CompletionException.class,
        () -> InOrder.each(NUMBERS, n -> 10 / (5 - n), results::add, () -> false));
    assertEquals(5, results.size());
  }
}
