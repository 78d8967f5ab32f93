package bakery.gateway.menu;

import bakery.platform.Settings;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When orders are taken: {@code always}, or spans such as {@code Mon-Fri 07:00-18:00, Sat
 * 08:00-16:00} in the bakery's time zone. A span that ends before it begins ends on the next day.
 */
public record OpeningHours(List<Span> spans, ZoneId zone, String words) {

  /** So many minutes from a minute of the week, Monday's midnight being 0. */
  record Span(int fromMinute, int minutes) {
    boolean holds(int minute) {
      return Math.floorMod(minute - fromMinute, WEEK) < minutes;
    }
  }

  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  public static OpeningHours from(Settings settings) {
    ZoneId zone = settings.parsed("BAKERY_ZONE", "Europe/London", ZoneId::of);
    return settings.parsed("BAKERY_OPENING_HOURS", "always", text -> parse(text, zone));
  }

  static OpeningHours parse(String text, ZoneId zone) {
    if (text.equals("always")) return new OpeningHours(List.of(new Span(0, WEEK)), zone, text);
    List<Span> spans =
        Arrays.stream(text.split("[,;]")).map(String::strip).flatMap(OpeningHours::spans).toList();
    return new OpeningHours(spans, zone, text);
  }

  public boolean open(Instant at) {
    ZonedDateTime here = at.atZone(zone);
    int minute =
        (here.getDayOfWeek().getValue() - 1) * DAY + here.toLocalTime().toSecondOfDay() / 60;
    return spans.stream().anyMatch(span -> span.holds(minute));
  }

  private static Stream<Span> spans(String text) {
    String[] parts = text.split("[ -]+");
    if (parts.length != 3 && parts.length != 4) {
      throw new IllegalArgumentException(
          "wanted 'always' or 'Mon-Fri 07:00-18:00, Sat 08:00-16:00'");
    }
    int first = day(parts[0]);
    int days = Math.floorMod(day(parts[parts.length - 3]) - first, 7) + 1;
    int from = minute(parts[parts.length - 2]);
    int length = Math.floorMod(minute(parts[parts.length - 1]) - from - 1, DAY) + 1;
    return IntStream.range(0, days)
        .mapToObj(day -> new Span((first + day) % 7 * DAY + from, length));
  }

  private static int day(String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().substring(0, 3).equalsIgnoreCase(name))
        .findFirst()
        .map(day -> day.getValue() - 1)
        .orElseThrow(() -> new IllegalArgumentException(name + " is no day; Mon, Tue … Sun are"));
  }

  private static int minute(String time) {
    return time.equals("24:00") ? DAY : LocalTime.parse(time).toSecondOfDay() / 60;
  }
}
