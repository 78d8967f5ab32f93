package bakery.gateway.menu;

import bakery.platform.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where couriers go: the beginnings of postal codes, compared without spaces and case. {@code *} is
 * everywhere.
 */
public record DeliveryArea(List<String> prefixes) {

  public static DeliveryArea from(Settings settings) {
    return settings.parsed("BAKERY_DELIVERY_AREA", "EH", DeliveryArea::parse);
  }

  static DeliveryArea parse(String text) {
    List<String> prefixes =
        Arrays.stream(text.split(",")).map(DeliveryArea::plain).filter(p -> !p.isEmpty()).toList();
    if (prefixes.isEmpty())
      throw new IllegalArgumentException("wanted postal codes such as EH,KY11");
    return new DeliveryArea(prefixes);
  }

  public boolean reaches(String postalCode) {
    return prefixes.stream()
        .anyMatch(prefix -> prefix.equals("*") || plain(postalCode).startsWith(prefix));
  }

  @Override
  public String toString() {
    return String.join(", ", prefixes);
  }

  private static String plain(String text) {
    return text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
