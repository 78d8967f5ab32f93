package bakery.node.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines and columns for people: columns as wide as they need, two spaces between, heads in
 * capitals. What would move the cursor is left out of every cell.
 */
public final class TextTable {

  /** One cell. */
  public record Cell(String text, Tone tone) {
    public Cell {
      text = text == null ? "-" : Output.harmless(text);
    }

    public static Cell of(Object value) {
      return new Cell(value == null ? "-" : value.toString(), Tone.PLAIN);
    }

    public static Cell of(Object value, Tone tone) {
      return new Cell(value == null ? "-" : value.toString(), tone);
    }
  }

  private final boolean colours;
  private final List<List<Cell>> rows = new ArrayList<>();

  TextTable(boolean colours, String... heads) {
    this.colours = colours;
    if (heads.length > 0) {
      rows.add(Arrays.stream(heads).map(head -> Cell.of(head, Tone.FAINT)).toList());
    }
  }

  /**
   * @param cells {@link Cell}s, or anything that is shown as its text; null is a dash
   */
  public TextTable row(Object... cells) {
    rows.add(
        Arrays.stream(cells)
            .map(each -> each instanceof Cell cell ? cell : Cell.of(each))
            .toList());
    return this;
  }

  /** Its lines without a line break at the end; empty when there is nothing in it. */
  public String text() {
    var widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (var row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).text().length());
      }
    }
    return String.join("\n", rows.stream().map(row -> line(row, widths)).toList());
  }

  private String line(List<Cell> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      var cell = row.get(i);
      line.append(colours ? cell.tone().paint(cell.text()) : cell.text());
      // nothing behind the last
      if (i < row.size() - 1) line.repeat(' ', widths[i] - cell.text().length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
