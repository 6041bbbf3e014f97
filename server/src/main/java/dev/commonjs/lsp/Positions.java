package dev.commonjs.lsp;

import dev.commonjs.text.ColumnUnit;
import dev.commonjs.text.LineColumn;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * The protocol's positions, in the unit agreed on with the client, and UTF-16 offsets. Total in
 * both directions.
 */
record Positions(ColumnUnit unit) {
  int toOffset(SourceText text, Position position) {
    return text.lines()
        .lineColumnToOffset(new LineColumn(position.getLine(), position.getCharacter()), unit);
  }

  Span toSpan(SourceText text, Range range) {
    int start = toOffset(text, range.getStart());
    return new Span(start, Math.max(start, toOffset(text, range.getEnd())));
  }

  Position toPosition(SourceText text, int offset) {
    LineColumn place = text.lines().offsetToLineColumn(offset, unit);
    return new Position(place.line(), place.column());
  }

  Range toRange(SourceText text, Span span) {
    return new Range(toPosition(text, span.start()), toPosition(text, span.end()));
  }
}
