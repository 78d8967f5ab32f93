package bakery.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Workers' slots for one transaction: free ones, set aside for it, which go back when it is over,
 * and those of the claims that end with it.
 */
final class Slots<A> {

  private final List<Worker<A>> workers;
  private final Consumer<List<Worker<A>>> back;
  private final Holders<A> holders;
  private final Deque<Worker<A>> left = new ArrayDeque<>();

  /** Who works under a claim. */
  interface Holders<A> {
    /** Null when nobody here does, or who does is to take nothing more. */
    Worker<A> holder(UUID id, int epoch);
  }

  Slots(List<Worker<A>> workers, Consumer<List<Worker<A>>> back) {
    this(workers, back, (id, epoch) -> null);
  }

  Slots(List<Worker<A>> workers, Consumer<List<Worker<A>>> back, Holders<A> holders) {
    this.workers = List.copyOf(workers);
    this.back = back;
    this.holders = holders;
    rewind();
  }

  boolean left() {
    return !left.isEmpty();
  }

  Worker<A> take() {
    return left.remove();
  }

  /** The claim ends when the transaction is committed: who held it can take another at once. */
  void ends(UUID id, int epoch) {
    Worker<A> holder = holders.holder(id, epoch);
    if (holder != null) left.add(holder);
  }

  /** The decision is made again from the start. */
  void rewind() {
    left.clear();
    left.addAll(workers);
  }

  int size() {
    return workers.size();
  }

  /** The transaction is over, and the claims that it made have taken their slots. */
  void giveBack() {
    back.accept(workers);
  }
}
