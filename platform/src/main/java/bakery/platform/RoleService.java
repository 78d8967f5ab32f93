package bakery.platform;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One role in one JVM: receives the role's letters, applies the model in batches, sends what
 * follows, lets workers claim what is due, and takes over what the dead left behind.
 */
public final class RoleService<A, R> {

  /**
   * @param onCommit hears the records of every commit of this JVM, in order, on its event loop
   */
  public RoleService(
      Premises premises,
      String role,
      Table<A, R> table,
      Model<A, R> model,
      Consumer<List<R>> onCommit) {}

  public Future<Void> start() {
    return Future.succeededFuture();
  }

  /**
   * A wish of this JVM, handled like a letter, in the next batch.
   *
   * @return the aggregate after the commit, null when there is none (unknown, or not admitted);
   *     fails with {@link TryLater} when the queue is full or the database away, with
   *     IllegalArgumentException when the model refuses the wish
   */
  public Future<A> tell(UUID id, Object wish) {
    return Future.succeededFuture();
  }

  public Future<List<A>> read(Collection<UUID> ids) {
    return Future.succeededFuture();
  }

  /** The worker pulls as many due aggregates as it has slots. */
  public void hire(Worker<A> worker) {}

  /** Takes nothing more; completes when what it holds is finished. */
  public Future<Void> letGo(Worker<A> worker) {
    return Future.succeededFuture();
  }

  /** Stops receiving and claiming, finishes or hands over what it holds, leaves the roster. */
  public Future<Void> drain(Duration limit) {
    return Future.succeededFuture();
  }
}
