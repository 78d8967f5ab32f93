package bakery.node.shop;

import bakery.node.shop.ShopClient.Taken;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Follows one order from its first step to its end, over as many connections as it takes. */
public final class Follower {
  /** A living gateway says something every fifteen seconds. */
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private static final int OK = 200;
  private static final Set<Integer> FINE = Set.of(OK, 204);
  private static final int MAX_REFUSAL = 4_096;
  private static final int TOO_MANY = 429;
  private static final String DATA = "data:";

  private final ShopClient shop;
  private final Taken order;
  private final Listener listener;
  private int seq;
  private long lastHeard;
  private String status;
  private boolean ended;

  /** Hears each step once, in order. */
  public interface Listener {
    void on(News news) throws InterruptedException;
  }

  public Follower(ShopClient shop, Taken order, Listener listener) {
    this.shop = shop;
    this.order = order;
    this.listener = listener;
  }

  /**
   * Returns how the order has ended.
   *
   * @throws Refused when the gateway does not know it or us
   * @throws IllegalStateException when the feed skips or repeats a step, or no gateway has told
   *     anything new in all the time for which the shop tries; while it is open and quiet is no
   *     trying
   */
  public String follow() throws InterruptedException {
    var patience = shop.patience();
    while (!ended) {
      var before = seq;
      var began = System.nanoTime();
      lastHeard = began;
      var why = "the feed of " + order.id() + " ended after step ";
      try (var lines = shop.feed(order, seq)) {
        listen(lines);
      } catch (IOException e) {
        why = "the feed of " + order.id() + " was cut (" + e.getMessage() + ") after step ";
      }
      if (seq > before) patience = shop.patience();
      else patience.leaveOut(lastHeard - began);
      if (!ended) patience.pause(why + seq);
    }
    return status;
  }

  private void listen(Lines lines) throws IOException, InterruptedException {
    var refusal = new StringBuilder();
    for (var line = lines.next(SILENCE); line != null; line = lines.next(SILENCE)) {
      if (lines.status() == OK) {
        lastHeard = System.nanoTime();
        if (line.startsWith(DATA)) hear(News.of(new JsonObject(line.substring(DATA.length()))));
      } else if (refusal.length() < MAX_REFUSAL) {
        refusal.append(line);
      }
      if (ended) return;
    }
    if (lines.status() / 100 == 4 && lines.status() != TOO_MANY) {
      throw new Refused(lines.status(), refusal.toString());
    }
    if (!FINE.contains(lines.status())) throw new IOException("status " + lines.status());
  }

  private void hear(News news) throws InterruptedException {
    if (news.seq() != seq + 1) {
      throw new IllegalStateException(
          "the feed of " + order.id() + " went from step " + seq + " to step " + news.seq());
    }
    seq = news.seq();
    status = news.status();
    listener.on(news);
    ended = news.isLast();
  }
}
