package dev.commonjs.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * R. Tarjan, Depth-first search and linear graph algorithms (1972), with an explicit stack: require chains may be longer
 * than Java's. It can be continued: after each visit, everything reachable from the visited node has its final component,
 * so that components may be asked for node by node, and a part of the graph that nobody asks about is never read.
 */

/** Strongly connected components, found on demand. Not thread-safe. */
public final class Components<N extends Comparable<? super N>> {
  private final Function<N, ? extends Collection<N>> successors;
  private final Map<N, State> states = new HashMap<>();
  private final Map<N, List<N>> components = new HashMap<>();
  private final Deque<N> open = new ArrayDeque<>();
  private final Deque<Frame<N>> frames = new ArrayDeque<>();

  public Components(Function<N, ? extends Collection<N>> successors) {
    this.successors = successors;
  }

  private static final class State {
    final int index;
    int low;
    boolean onStack = true;

    State(int index) {
      this.index = index;
      this.low = index;
    }
  }

  private record Frame<N>(N node, State state, Iterator<N> rest) {}

  /** The component of {@code node}, sorted. */
  public List<N> visit(N node) {
    if (!states.containsKey(node)) {
      enter(node);
      while (!frames.isEmpty()) {
        advance(frames.element());
      }
    }
    List<N> found = components.get(node);
    return found == null ? List.of(node) : found;
  }

  private void enter(N node) {
    State state = new State(states.size());
    states.put(node, state);
    open.push(node);
    frames.push(new Frame<>(node, state, List.<N>copyOf(successors.apply(node)).iterator()));
  }

  private void advance(Frame<N> frame) {
    if (frame.rest().hasNext()) {
      N next = frame.rest().next();
      State seen = states.get(next);
      if (seen == null) {
        enter(next);
      } else if (seen.onStack) {
        frame.state().low = Math.min(frame.state().low, seen.index);
      }
      return;
    }
    frames.pop();
    Frame<N> caller = frames.peek();
    if (caller != null) {
      caller.state().low = Math.min(caller.state().low, frame.state().low);
    }
    if (frame.state().low == frame.state().index) {
      close(frame.node());
    }
  }

  private void close(N root) {
    List<N> members = new ArrayList<>();
    @Nullable N member;
    do {
      member = open.pop();
      State state = states.get(member);
      if (state != null) {
        state.onStack = false;
      }
      members.add(member);
    } while (!member.equals(root));
    Collections.sort(members);
    List<N> component = List.copyOf(members);
    component.forEach(m -> components.put(m, component));
  }
}
