package dev.commonjs.builtins;

import java.util.ArrayList;
import java.util.List;

/**
 * Some of the versions of Node that the table was made with: those that have a name, or that a
 * project may run on.
 */
public record Versions(int bits) {
  private static final List<Integer> MAJORS = List.of(18, 20, 22, 24, 26);

  public static final Versions NONE = new Versions(0);

  /** All that are known: any of them, where nobody has said which. */
  public static final Versions ALL = new Versions((1 << MAJORS.size()) - 1);

  /**
   * Those that Node {@code major} is like: itself, or both neighbours of one in between; none for
   * what is older than all.
   */
  public static Versions of(int major) {
    int bits = 0;
    for (int i = 0; i < MAJORS.size(); i++) {
      boolean newest = i == MAJORS.size() - 1;
      boolean like = Math.abs(MAJORS.get(i) - major) <= 1 || newest && major > MAJORS.get(i);
      boolean other = major % 2 == 0 && MAJORS.contains(major) && MAJORS.get(i) != major;
      bits |= like && !other && major >= MAJORS.getFirst() ? 1 << i : 0;
    }
    return new Versions(bits);
  }

  /** {@code 18,20}, as in the table; anything but numbers is none. */
  static Versions parse(String text) {
    int bits = 0;
    for (String major : text.split(",")) {
      int index = MAJORS.stream().map(String::valueOf).toList().indexOf(major);
      bits |= index < 0 ? 0 : 1 << index;
    }
    return new Versions(bits);
  }

  public Versions or(Versions other) {
    return new Versions(bits | other.bits);
  }

  public boolean isEmpty() {
    return bits == 0;
  }

  public boolean overlaps(Versions other) {
    return (bits & other.bits) != 0;
  }

  /** Whether all of {@code other} are among these. */
  public boolean contains(Versions other) {
    return (bits & other.bits) == other.bits;
  }

  /** {@code Node 18, 20}. */
  @Override
  public String toString() {
    return "Node " + String.join(", ", majors().stream().map(String::valueOf).toList());
  }

  /** In order, as numbers. */
  public List<Integer> majors() {
    List<Integer> majors = new ArrayList<>();
    for (int i = 0; i < MAJORS.size(); i++) {
      if ((bits & 1 << i) != 0) {
        majors.add(MAJORS.get(i));
      }
    }
    return majors;
  }
}
