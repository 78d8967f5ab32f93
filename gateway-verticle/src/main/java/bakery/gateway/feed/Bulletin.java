package bakery.gateway.feed;

import bakery.gateway.model.News;
import java.util.List;
import java.util.UUID;

/**
 * What a gateway tells all others: news, or as a beat none.
 *
 * @param sender one incarnation of a gateway
 * @param number of the sender's last bulletin with news; a beat repeats it
 * @param kind whether there is news
 */
record Bulletin(UUID sender, long number, Kind kind, List<News> news) {

  enum Kind {
    NEWS,
    BEAT,
    /** The sender will say nothing more. */
    GOODBYE
  }

  static Bulletin of(UUID sender, long number, List<News> news) {
    return new Bulletin(sender, number, Kind.NEWS, news);
  }

  static Bulletin beat(UUID sender, long number) {
    return new Bulletin(sender, number, Kind.BEAT, List.of());
  }

  static Bulletin goodbye(UUID sender, long number) {
    return new Bulletin(sender, number, Kind.GOODBYE, List.of());
  }
}
