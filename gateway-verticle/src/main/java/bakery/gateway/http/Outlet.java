package bakery.gateway.http;

import bakery.gateway.feed.Follower;
import bakery.gateway.http.Pipe.Ending;
import bakery.gateway.model.News;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes a follower's news from the feed's event loop to his connection's, and holds a few while the
 * connection is full. Who stays slow is cut off, with the word where to resume.
 */
final class Outlet implements Follower {

  private static final long CARE_MILLIS = 10_000;

  private final Vertx vertx;
  private final Context context;
  private final Runnable onClosed;
  private final long careMillis;
  private final LongSupplier millis;
  private final Deque<News> queue = new ArrayDeque<>();
  private Pipe pipe;
  private int lastSeq;
  private long fullSince;
  private long timer = -1;
  private Ending ending;
  private volatile boolean closed;

  /**
   * @param onClosed hears once, on the connection's event loop, that nobody follows any more
   */
  Outlet(Vertx vertx, int after, Runnable onClosed) {
    this(vertx, after, onClosed, CARE_MILLIS, Outlet::now);
  }

  /** With another clock, looked at more often. */
  Outlet(Vertx vertx, int after, Runnable onClosed, long careMillis, LongSupplier millis) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.onClosed = onClosed;
    this.careMillis = careMillis;
    this.millis = millis;
    lastSeq = after;
  }

  @Override
  public void hear(List<News> news) {
    context.runOnContext(v -> take(news));
  }

  @Override
  public void end() {
    context.runOnContext(v -> finish(Ending.ENDED));
  }

  @Override
  public void leave() {
    context.runOnContext(v -> finish(Ending.LEAVING));
  }

  /** From now on news can flow. */
  void open(Pipe opened) {
    if (closed) return;
    pipe = opened;
    timer = vertx.setPeriodic(careMillis, id -> care());
    flush();
  }

  /** The connection has room again. */
  void flush() {
    if (pipe == null || closed) return;
    while (!queue.isEmpty() && !pipe.full()) {
      News news = queue.poll();
      lastSeq = news.seq();
      pipe.write(news);
    }
    if (queue.isEmpty()) fullSince = 0;
    else if (fullSince == 0) fullSince = millis.getAsLong();
    if (ending != null && queue.isEmpty()) close(ending);
  }

  /** The connection is gone, or never came about. */
  void closed() {
    if (closed) return;
    closed = true;
    if (timer >= 0) vertx.cancelTimer(timer);
    queue.clear();
    onClosed.run();
  }

  boolean isClosed() {
    return closed;
  }

  private void take(List<News> news) {
    if (closed) return;
    queue.addAll(news);
    flush();
    if (queue.size() > Limits.FOLLOWER_QUEUE) close(Ending.SLOW);
  }

  private void finish(Ending why) {
    if (closed) return;
    ending = why;
    if (why == Ending.LEAVING && pipe != null) close(why);
    else flush();
  }

  private void care() {
    if (fullSince > 0 && millis.getAsLong() - fullSince > Limits.FOLLOWER_STUCK_MILLIS)
      close(Ending.SLOW);
    else if (pipe.dead()) close(Ending.DEAD);
    else pipe.ping();
  }

  private void close(Ending why) {
    if (closed) return;
    if (pipe != null) pipe.close(why, lastSeq);
    closed();
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
