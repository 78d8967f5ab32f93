package bakery.platform;

import java.util.List;
import java.util.function.Consumer;

/** Workers' free slots, set aside for one transaction; what it does not use goes back. */
final class Slots<A> {

  private final List<Worker<A>> workers;
  private int used;

  private final Consumer<List<Worker<A>>> back;

  Slots(List<Worker<A>> workers, Consumer<List<Worker<A>>> back) {
    this.workers = List.copyOf(workers);
    this.back = back;
  }

  boolean left() {
    return used < workers.size();
  }

  Worker<A> take() {
    return workers.get(used++);
  }

  /** The decision is made again from the start. */
  void rewind() {
    used = 0;
  }

  int size() {
    return workers.size();
  }

  /** The transaction is over; claims that it made take their slots anew when their work begins. */
  void giveBack() {
    back.accept(workers);
  }
}
