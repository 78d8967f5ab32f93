package bakery.gateway.feed;

import bakery.gateway.model.News;
import java.util.List;

/** Whoever follows one order. Called on the feed's event loop; must not block it. */
public interface Follower {

  /** What happened next: ascending, without a gap, nothing twice. */
  void hear(List<News> news);

  /** The order has ended and the follower knows; nothing more will come. */
  void end();

  /** This gateway closes; the feed can be taken up elsewhere. */
  void leave();
}
