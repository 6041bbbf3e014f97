package dev.commonjs.observe;

import dev.commonjs.syntax.ParsedFile.Comment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written differently, by places of the source, collected in any order as long as outer
 * nodes come before those inside of them. The rest is copied. Whatever is replaced or moved leaves
 * its line breaks, so that all that is copied stays on its line.
 */
final class Edits {
  /** In the order in which edits at one place are written. */
  private enum Kind {
    CLOSE,
    MOVE,
    OPEN,
    REPLACE
  }

  /** What an edit writes: words of ours, or source from another place, itself edited. */
  sealed interface Piece {}

  private record Words(String text) implements Piece {}

  private record Moved(Edit from) implements Piece {}

  static Piece words(String text) {
    return new Words(text);
  }

  /** One edit; more may be added to what it writes until the text is made. */
  static final class Edit {
    private final Kind kind;
    private final int at;
    private final int end;
    private final int order;
    private int index;
    final List<Piece> pieces = new ArrayList<>(1);

    private Edit(Kind kind, int at, int end, int number) {
      this.kind = kind;
      this.at = at;
      this.end = end;
      this.order = kind == Kind.CLOSE ? -number : number;
    }

    Edit add(String text) {
      pieces.add(new Words(text));
      return this;
    }

    Edit add(List<Piece> more) {
      pieces.addAll(more);
      return this;
    }
  }

  private final String source;
  private final List<Comment> comments;
  private final List<Edit> edits = new ArrayList<>();

  Edits(String source, List<Comment> comments) {
    this.source = source;
    this.comments = comments;
  }

  /** Written before what begins at {@code at}, behind what outer nodes open there. */
  Edit open(int at) {
    return add(new Edit(Kind.OPEN, at, at, edits.size()));
  }

  void open(int at, String text) {
    open(at).add(text);
  }

  /** Written behind what ends at {@code at}, before what outer nodes close there. */
  void close(int at, String text) {
    close(at, List.of(words(text)));
  }

  void close(int at, List<Piece> pieces) {
    add(new Edit(Kind.CLOSE, at, at, edits.size())).add(pieces);
  }

  void replace(int at, int end, String text) {
    add(new Edit(Kind.REPLACE, at, end, edits.size())).add(text);
  }

  /** Takes the source between the two places away, for the piece that is returned. */
  Piece move(int at, int end, String left) {
    return new Moved(add(new Edit(Kind.MOVE, at, end, edits.size())).add(left));
  }

  private Edit add(Edit edit) {
    edits.add(edit);
    return edit;
  }

  String text() {
    if (edits.isEmpty()) {
      return source;
    }
    edits.sort(
        Comparator.comparingInt((Edit edit) -> edit.at)
            .thenComparing(edit -> edit.kind)
            .thenComparingInt(edit -> edit.order));
    for (int i = 0; i < edits.size(); i++) {
      edits.get(i).index = i;
    }
    Output out = new Output(source.length() + source.length() / 4);
    write(0, source.length(), 0, out, null);
    return out.text.toString();
  }

  /** {@code moved}: the edit whose range is written at another place, on one line. */
  private void write(int start, int end, int first, Output out, @Nullable Edit moved) {
    int written = start;
    for (int i = first; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      if (edit.at > end || moved != null && edit.at == end && edit.kind != Kind.CLOSE) {
        break;
      }
      if (edit.at < written) {
        continue;
      }
      copy(written, edit.at, out, moved != null);
      written = edit.end;
      for (Piece piece : edit.pieces) {
        switch (piece) {
          case Words words -> out.add(words.text, 0, words.text.length());
          case Moved m -> write(m.from.at, m.from.end, m.from.index + 1, out, m.from);
        }
      }
      if (moved == null) {
        breaks(edit.at, edit.end, out);
      }
      if (edit.kind == Kind.MOVE) {
        i = behind(edit) - 1;
      }
    }
    copy(written, end, out, moved != null);
  }

  /** The first edit that is not part of what {@code move} takes away. */
  private int behind(Edit move) {
    int i = move.index + 1;
    while (i < edits.size()
        && (edits.get(i).at < move.end
            || edits.get(i).at == move.end && edits.get(i).kind == Kind.CLOSE)) {
      i++;
    }
    return i;
  }

  private void copy(int start, int end, Output out, boolean onOneLine) {
    if (!onOneLine) {
      out.copy(source, start, end);
      return;
    }
    int from = start;
    for (Comment comment : comments) {
      if (comment.span().start() >= from && comment.span().end() <= end) {
        onOneLine(from, comment.span().start(), out);
        from = comment.span().end();
      }
    }
    onOneLine(from, end, out);
  }

  private void onOneLine(int start, int end, Output out) {
    String text = source.substring(start, end).replace('\r', ' ').replace('\n', ' ');
    out.add(text, 0, text.length());
  }

  private void breaks(int start, int end, Output out) {
    for (int i = start; i < end; i++) {
      char c = source.charAt(i);
      if (c == '\n' || c == '\r') {
        out.text.append(c);
      }
    }
  }

  /** Keeps two words apart where one of them was not there before. */
  private static final class Output {
    final StringBuilder text;
    private int copied = -1;

    Output(int capacity) {
      text = new StringBuilder(capacity);
    }

    void copy(String source, int start, int end) {
      if (start == copied) {
        text.append(source, start, end);
      } else {
        add(source, start, end);
      }
      copied = end;
    }

    void add(String more, int start, int end) {
      if (start < end) {
        if (!text.isEmpty()
            && Character.isJavaIdentifierPart(text.charAt(text.length() - 1))
            && Character.isJavaIdentifierPart(more.charAt(start))) {
          text.append(' ');
        }
        text.append(more, start, end);
        copied = -1;
      }
    }
  }
}
