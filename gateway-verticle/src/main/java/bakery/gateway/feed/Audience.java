package bakery.gateway.feed;

import bakery.gateway.model.News;
import java.util.ArrayList;
import java.util.List;

/** All who follow one order here. */
final class Audience {

  final List<Following> followings = new ArrayList<>(1);
  long readAtMillis;

  Audience(long nowMillis) {
    readAtMillis = nowMillis;
  }

  /** Passes on what each has not seen; returns those for whom the order has ended. */
  List<Following> hear(List<News> news) {
    List<Following> done = new ArrayList<>();
    for (Following each : followings) {
      List<News> next = each.cursor.offer(news);
      if (!next.isEmpty()) each.follower.hear(next);
      if (knowsTheEnd(each, news)) done.add(each);
    }
    return done;
  }

  boolean behind() {
    return followings.stream().anyMatch(each -> each.cursor.behind());
  }

  /** Somebody has not heard of this step. */
  boolean before(int seq) {
    return followings.stream().anyMatch(each -> each.cursor.last() < seq);
  }

  private static boolean knowsTheEnd(Following each, List<News> news) {
    return news.stream().anyMatch(n -> n.status().isFinal() && n.seq() == each.cursor.last());
  }
}
