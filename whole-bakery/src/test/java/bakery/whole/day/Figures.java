package bakery.whole.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was seen, each beside its limit. What is about correctness must hold; what is measured is
 * shown, since a machine may be busy with something else.
 */
final class Figures {

  private static final List<String> HEADS = List.of("PART", "FIGURE", "SEEN", "LIMIT", "");

  /** The rest of it is printed before the table. */
  private static final int LONGEST = 80;

  private final List<Row> rows = new ArrayList<>();
  private String part = "";
  private boolean good = true;

  private record Row(String part, String figure, String seen, String limit, String verdict) {
    List<String> cells() {
      return List.of(part, figure, seen, limit, verdict);
    }
  }

  /** The rows that follow are of this part. */
  void of(String name) {
    part = name;
  }

  void must(String figure, Object seen, String limit, boolean holds) {
    good &= holds;
    add(figure, seen, limit, holds ? "holds" : "DOES NOT HOLD");
  }

  /** Nothing of that. */
  void none(String figure, long seen) {
    must(figure, seen, "0", seen == 0);
  }

  void atMost(String figure, double seen, double limit, String unit) {
    add(
        figure,
        (number(seen) + " " + unit).strip(),
        ("≤ " + number(limit) + " " + unit).strip(),
        seen <= limit ? "holds" : "does not hold (measured)");
  }

  void atLeast(String figure, double seen, double limit, String unit) {
    add(
        figure,
        (number(seen) + " " + unit).strip(),
        ("≥ " + number(limit) + " " + unit).strip(),
        seen >= limit ? "holds" : "does not hold (measured)");
  }

  /** Without a limit. */
  void seen(String figure, Object seen) {
    add(figure, seen, "", "");
  }

  private void add(String figure, Object seen, String limit, String verdict) {
    String text = seen.toString();
    if (text.length() > LONGEST) {
      System.out.printf("%s, %s: %s%n", part, figure, text);
      text = text.substring(0, LONGEST) + "…";
    }
    rows.add(new Row(part, figure, text, limit, verdict));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value)
        .replaceAll("\\.00$", "");
  }

  /** Whether all holds that is about correctness. */
  boolean good() {
    return good;
  }

  String table() {
    List<List<String>> lines =
        Stream.concat(Stream.of(HEADS), rows.stream().map(Row::cells)).toList();
    int[] widths = new int[HEADS.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
  }

  private static String padded(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(line.get(i)).repeat(" ", widths[i] - line.get(i).length() + 2);
    }
    return text.toString().stripTrailing();
  }
}
