package dev.commonjs.shape;

import dev.commonjs.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the things of a {@link ModuleShape} stand in the text. Kept apart from the shape, so that
 * the shape stays equal when text moves.
 *
 * @param definitions by object ordinal: the name of a function or class, else the expression that
 *     made the object
 * @param writes by object ordinal, then member name: the places that wrote it (the name where there
 *     is one), first first
 * @param exports the places that assigned {@code module.exports}, last one last; empty when nothing
 *     did
 * @param reasons by {@link Reason#place}: where it arose
 */
public record Locations(
    List<Span> definitions,
    List<Map<String, List<Span>>> writes,
    List<Span> exports,
    List<Span> reasons) {

  /** Where {@code reason}, a part of the shape, arose; empty where no place says more than it. */
  public Optional<Span> place(Reason reason) {
    int place = reason.place();
    return 0 <= place && place < reasons.size()
        ? Optional.of(reasons.get(place))
        : Optional.empty();
  }
}
