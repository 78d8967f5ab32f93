package bakery.gateway.feed;

import bakery.gateway.model.News;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How far one follower has read one order: whatever is offered, in any order, twice or with holes,
 * what comes out ascends without a gap. What cannot come out yet is forgotten, not kept: it is
 * committed, so reading the history brings it back.
 */
final class FeedCursor {

  private int last;
  private int highestHeard;

  FeedCursor(int after) {
    last = after;
    highestHeard = after;
  }

  /** What the follower may see now. */
  List<News> offer(Collection<News> heard) {
    List<News> next = new ArrayList<>();
    heard.stream()
        .sorted(Comparator.comparingInt(News::seq))
        .forEach(
            news -> {
              highestHeard = Math.max(highestHeard, news.seq());
              if (news.seq() != last + 1) return;
              last++;
              next.add(news);
            });
    return next;
  }

  /** News was heard of that the follower cannot see yet: the history must be read. */
  boolean behind() {
    return highestHeard > last;
  }

  int last() {
    return last;
  }
}
