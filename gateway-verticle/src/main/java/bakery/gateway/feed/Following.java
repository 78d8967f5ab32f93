package bakery.gateway.feed;

import io.vertx.core.Promise;
import java.util.UUID;

/** One follower of one order, and how far he has read. */
public final class Following {

  final UUID orderId;
  final Follower follower;
  final FeedCursor cursor;
  final int after;
  final Promise<Admission> admission = Promise.promise();

  /** The read that will decide on the admission has been sent. */
  boolean asked;

  boolean admitted;
  private volatile boolean sawTheEndBefore;

  Following(UUID orderId, int after, Follower follower) {
    this.orderId = orderId;
    this.after = after;
    this.follower = follower;
    cursor = new FeedCursor(after);
  }

  /** True when the follower had seen the last step of an ended order before he came. */
  public boolean sawTheEndBefore() {
    return sawTheEndBefore;
  }

  void admit(boolean sawTheEnd) {
    admitted = true;
    sawTheEndBefore = sawTheEnd;
  }
}
