package bakery.node;

import bakery.node.shop.Follower;
import bakery.node.shop.News;
import bakery.node.shop.ShopClient;
import bakery.node.terminal.Exit;
import bakery.node.terminal.Output;
import bakery.node.terminal.Tone;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Prints the steps of an order as they happen. */
record Feed(ShopClient shop, Output out) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** The exit code: whether it came to a good end. */
  int print(ShopClient.Taken order) throws InterruptedException {
    var end = new Follower(shop, order, this::print).follow();
    return end.equals("COMPLETED") ? Exit.OK : Exit.FAILED;
  }

  private void print(News news) {
    out.line(news.json(), () -> text(news));
  }

  private String text(News news) {
    var at = Instant.parse(news.json().getString("at")).atZone(ZoneId.systemDefault());
    var detail = news.json().getString("detail");
    return "%s  %2d  %s%s"
        .formatted(
            CLOCK.format(at),
            news.seq(),
            out.paint(tone(news.status()), news.status()),
            detail == null ? "" : "  " + Output.harmless(detail));
  }

  private static Tone tone(String status) {
    return switch (status) {
      case "COMPLETED" -> Tone.GOOD;
      case "DECLINED", "CANCELLED", "CANCELLING" -> Tone.BAD;
      default -> Tone.PLAIN;
    };
  }
}
