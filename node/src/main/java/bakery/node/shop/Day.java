package bakery.node.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded day: lines of time, transaction and item. Lines of one transaction are one order,
 * placed at the time of its first line.
 *
 * @param digest says which record this is, whatever its file is called
 */
public record Day(String digest, List<Sale> sales) {
  private static final String HEADER = "time,transaction,item";
  private static final String SATURDAY = "saturday-2017-02-04.csv";
  private static final int BYTES_MAX = 64 << 20;
  private static final int DIGEST_BYTES = 8;

  /**
   * @throws IllegalArgumentException when the file is no such record, naming the line
   */
  public static Day read(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new IllegalArgumentException(file + " has more than " + BYTES_MAX + " bytes");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e, e);
    }
  }

  /** The one that is shipped: what a real bakery sold on its busiest recorded day. */
  public static Day saturday() {
    try (var in = Day.class.getResourceAsStream(SATURDAY)) {
      return parse(SATURDAY, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From its first order to its last. */
  public long seconds() {
    return Duration.between(sales.getFirst().time(), sales.getLast().time()).toSeconds();
  }

  /** On its average. */
  public double ordersPerSecond() {
    return (double) sales.size() / Math.max(1, seconds());
  }

  private static Day parse(String name, String text) {
    Map<Long, Sale> sales = new LinkedHashMap<>();
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
      throw new IllegalArgumentException(name + " does not begin with " + HEADER);
    }
    for (int i = 1; i < lines.size(); i++) {
      try {
        if (!lines.get(i).isBlank()) add(sales, lines.get(i).split(",", 3));
      } catch (IllegalArgumentException | DateTimeParseException e) {
        throw new IllegalArgumentException(name + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (sales.isEmpty()) throw new IllegalArgumentException(name + " holds no transaction");
    return new Day(
        digest(text), sales.values().stream().sorted(Comparator.comparing(Sale::time)).toList());
  }

  private static void add(Map<Long, Sale> sales, String[] fields) {
    if (fields.length < 3) throw new IllegalArgumentException("expected " + HEADER);
    var time = LocalTime.parse(fields[0].strip());
    sales
        .computeIfAbsent(Long.valueOf(fields[1].strip()), number -> Sale.at(time, number))
        .add(fields[2]);
  }

  private static String digest(String text) {
    try {
      var sum = MessageDigest.getInstance("SHA-256");
      var bytes = sum.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
