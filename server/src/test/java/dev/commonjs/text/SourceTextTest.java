package dev.commonjs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTextTest {
  @Test
  void textsWithTheSameCharactersAreEqualAndHaveTheSameHash() {
    SourceText one = new SourceText("exports.a = 1;");
    SourceText two = new SourceText("exports.a = 1" + ";");

    assertEquals(one, two);
    assertEquals(one.hashCode(), two.hashCode());
    assertEquals(one.hash(), two.hash());
  }

  @Test
  void differentTextsHaveDifferentHashes() {
    assertNotEquals(new SourceText("a").hash(), new SourceText("b").hash());
    assertNotEquals(new SourceText("").hash(), new SourceText("\0").hash());
  }

  @Test
  void differentLoneSurrogatesHaveDifferentHashes() {
    assertNotEquals(new SourceText("\ud800").hash(), new SourceText("\ud801").hash());
  }

  @Test
  void theHashIsTheFirstHalfOfSha256OverUtf8() {
    // printf 'a\0\xc3\xa9' | sha256sum
    assertEquals("e7308e4f6aa65075aa49a043ed17c0d1", new SourceText("a\0\u00e9").hash().toString());
  }

  @Test
  void whatUtf8CannotEncodeIsHashedAsUtf16BehindAByteOfItsOwn() {
    // printf '\xff\xd8\x00\x00a' | sha256sum
    assertEquals("853ba384a893ca995167dcff77a4debb", new SourceText("\ud800a").hash().toString());
  }

  @Test
  void aDifferenceBehindTheFirstChunkChangesTheHash() {
    String start = "x".repeat(100_000);

    assertNotEquals(new SourceText(start + "a").hash(), new SourceText(start + "b").hash());
  }

  @Test
  void theLineIndexIsMadeOnce() {
    SourceText text = new SourceText("a\nb");

    assertSame(text.lines(), text.lines());
  }

  @Test
  void changesCountInTheOriginalTextWhateverTheirOrder() {
    SourceText text = new SourceText("exports = { a };");
    List<TextChange> changes =
        List.of(
            new TextChange(new Span(12, 13), "b"),
            new TextChange(new Span(0, 0), "module."),
            new TextChange(new Span(15, 16), ""));

    assertEquals("module.exports = { b }", text.edited(changes).text());
  }

  @Test
  void insertionsAtOnePlaceKeepTheirOrderAndPrecedeAReplacementThere() {
    List<TextChange> changes =
        List.of(
            new TextChange(new Span(1, 2), "B"),
            new TextChange(new Span(1, 1), "1"),
            new TextChange(new Span(1, 1), "2"));

    assertEquals("a12Bc", new SourceText("abc").edited(changes).text());
  }

  @Test
  void overlappingChangesAreRefused() {
    SourceText text = new SourceText("abcdef");
    List<TextChange> changes =
        List.of(new TextChange(new Span(0, 3), ""), new TextChange(new Span(2, 4), ""));

    assertThrows(IllegalArgumentException.class, () -> text.edited(changes));
  }

  @Test
  void aChangeBehindTheEndIsCutThere() {
    SourceText text = new SourceText("ab");

    assertEquals("ax", text.edited(new TextChange(new Span(1, 9), "x")).text());
    assertEquals("abx", text.edited(new TextChange(new Span(7, 9), "x")).text());
    assertEquals("b", text.textAt(new Span(1, 9)));
    assertEquals("", text.textAt(new Span(5, 9)));
  }

  @Test
  void aByteOrderMarkIsLeftOut() {
    byte[] bytes = "\ufeffexports.\u00e9 = 1".getBytes(StandardCharsets.UTF_8);

    assertEquals("exports.\u00e9 = 1", SourceText.decode(bytes).text());
  }

  @Test
  void onlyTheFirstMarkIsLeftOut() {
    assertEquals(
        "\ufeffa", SourceText.decode("\ufeff\ufeffa".getBytes(StandardCharsets.UTF_8)).text());
  }

  @Test
  void malformedBytesAreReplaced() {
    byte[] bytes = {'a', (byte) 0xC3, 'b', (byte) 0xFF, 0, 'c'};

    assertEquals("a\ufffdb\ufffd\0c", SourceText.decode(bytes).text());
  }

  @Test
  void utf16IsReadWhenAMarkSaysSo() {
    assertEquals("a=1", SourceText.decode("\ufeffa=1".getBytes(StandardCharsets.UTF_16LE)).text());
    assertEquals("a=1", SourceText.decode("\ufeffa=1".getBytes(StandardCharsets.UTF_16BE)).text());
    assertEquals("\ufffd", SourceText.decode(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}).text());
  }

  @Test
  void noBytesAreAnEmptyText() {
    assertEquals("", SourceText.decode(new byte[0]).text());
  }
}
