package bakery.platform;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Forms batches by itself: idle, what arrives is written at once; while a write is under way, what
 * arrives gathers and the next write takes it all, up to a limit; who stands behind the others only
 * when nobody else is left. Where nobody waits for the write, each may be put off until more has
 * gathered.
 */
final class Batcher<T> {

  private final int maxBatch;
  private final int maxWaiting;
  private final Function<List<T>, Future<?>> write;
  private final Consumer<Runnable> putOff;
  private final Deque<T> waiting = new ArrayDeque<>();
  private final Deque<T> behind = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param write handles its own failures; the next batch starts when its future completes
   */
  Batcher(int maxBatch, int maxWaiting, Function<List<T>, Future<?>> write) {
    this(maxBatch, maxWaiting, write, Runnable::run);
  }

  /**
   * @param putOff runs each write, later
   */
  Batcher(
      int maxBatch, int maxWaiting, Function<List<T>, Future<?>> write, Consumer<Runnable> putOff) {
    this.maxBatch = maxBatch;
    this.maxWaiting = maxWaiting;
    this.write = write;
    this.putOff = putOff;
  }

  /**
   * @return false when the queue is full: nothing was taken
   */
  boolean offer(T item) {
    return offer(item, waiting);
  }

  /** The same, for what comes after all that was offered. */
  boolean offerBehind(T item) {
    return offer(item, behind);
  }

  private boolean offer(T item, Deque<T> queue) {
    if (waiting() >= maxWaiting) return false;
    queue.add(item);
    next();
    return true;
  }

  /** For what is already inside and only goes round again: never refused. */
  void again(T item) {
    waiting.addFirst(item);
    next();
  }

  int waiting() {
    return waiting.size() + behind.size();
  }

  boolean idle() {
    return !writing && waiting() == 0;
  }

  private void next() {
    if (writing || waiting() == 0) return;
    writing = true;
    putOff.accept(this::writeBatch);
  }

  private void writeBatch() {
    List<T> batch = new ArrayList<>(Math.min(maxBatch, waiting()));
    for (Deque<T> queue : List.of(waiting, behind)) {
      while (batch.size() < maxBatch && !queue.isEmpty()) batch.add(queue.poll());
    }
    Future<?> written;
    try {
      written = write.apply(batch);
    } catch (RuntimeException e) {
      written = Future.failedFuture(e);
    }
    written.onComplete(
        done -> {
          writing = false;
          next();
        });
  }
}
