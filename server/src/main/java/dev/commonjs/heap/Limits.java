package dev.commonjs.heap;

/**
 * What the interpreter follows, and no more. What is behind a limit is not known: passing one that
 * loses track of objects or of code calls {@link Heap#exceeded(Iterable)} or {@link
 * Heap#exceeded(dev.commonjs.shape.Phase)}, which open what was touched; the others replace
 * something precise by something that stands for more. No limit changes anything else, so that with
 * any limits what is claimed is true.
 *
 * @param alternatives values that an expression can have; above, constants become their kind, and
 *     only objects are still told apart
 * @param aliases objects that an expression can be
 * @param writeSites places of writes of a property: to so many no others are added
 * @param exits paths to one place, kept apart until they are joined
 * @param turns turns of a loop, walked one by one
 * @param endlessTurns the same where only a jump ends the loop
 * @param unknownTurns turns of which nobody knows how many there are, until one more changes
 *     nothing
 * @param elements elements of a list that are told apart
 * @param nestedLoops loops in loops, calls between them included: each is walked more than once, so
 *     that the time grows with the power of their number
 * @param chain objects of a chain of prototypes
 * @param names names of an object that a loop goes through one by one
 * @param recursion calls of one function inside each other
 * @param depth calls inside each other while the file loads
 * @param deferredDepth the same in functions that do not run then
 * @param steps steps of evaluation while the file loads
 * @param deferredSteps for one function that does not run then, with what it calls
 * @param allDeferredSteps for all of them together; each is walked once in any case
 * @param parts copies and effects from outside, on one object
 * @param handedOver objects that a function of another module reaches through one argument
 * @param escaped objects that unknown code reaches through one value
 * @param callsPerSite calls of other modules' functions that are told apart, at one place
 * @param laterValues values that are stored after the load phase
 * @param usesPerPlace values of other modules that are told apart, at one place
 * @param summaries closures of one function that are walked with unknown arguments
 * @param held entries of the heap's undo log, in which each new object and each change stands until
 *     it is taken back: with more, lists forget which element is which, and objects forget names
 * @param shapeObjects objects of a shape
 * @param shapeElements elements of a list in a shape
 */
public record Limits(
    int alternatives,
    int aliases,
    int writeSites,
    int exits,
    int turns,
    int endlessTurns,
    int unknownTurns,
    int elements,
    int nestedLoops,
    int chain,
    int names,
    int recursion,
    int depth,
    int deferredDepth,
    int steps,
    int deferredSteps,
    int allDeferredSteps,
    int parts,
    int handedOver,
    int escaped,
    int callsPerSite,
    int laterValues,
    int usesPerPlace,
    int summaries,
    int held,
    int shapeObjects,
    int shapeElements) {

  public static final Limits DEFAULT =
      new Limits(
          8, 32, 16, 24, 512, 3, 6, 8_192, 100, 12, 20_000, 24, 48, 3, 600_000, 1_500, 60_000, 64,
          300, 20_000, 8, 5_000, 4, 2, 400_000, 6_000, 300);

  /*
   * Not among those above, since no object gets lost. Of one value, whatever it is used for: of more constants only the kinds are known, a
   * longer text is any text, a longer path is unknown.
   */
  public static final int MOST_CONSTANTS = 8;
  public static final int LONGEST_TEXT = 1024;
  public static final int LONGEST_PATH = 10;
}
