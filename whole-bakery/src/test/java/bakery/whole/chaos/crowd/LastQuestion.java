package bakery.whole.chaos.crowd;

import bakery.gateway.model.Status;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

/**
 * Those who were never told of an order ask at last what stands under their keys, and fetch what
 * waits for them at the counter.
 */
final class LastQuestion {

  private static final int AT_ONCE = 64;

  private final Town town;
  private final long untilMicros;
  private final Runnable done;
  private final Queue<Trail> waiting;
  private int asking;

  LastQuestion(Town town, Collection<Trail> untold, long untilMicros, Runnable done) {
    this.town = town;
    this.waiting = new ArrayDeque<>(untold);
    this.untilMicros = untilMicros;
    this.done = done;
  }

  void ask() {
    while (asking < AT_ONCE && !waiting.isEmpty()) {
      asking++;
      ask(waiting.poll());
    }
    if (asking == 0) done.run();
  }

  private void ask(Trail trail) {
    String key = Wants.key(town.plan().seed(), trail.number());
    new Insistence(
            town,
            untilMicros,
            before -> town.balancer().byKey(key),
            (reply, sent) -> trail.answer(What.ASKED, reply, sent, town.micros()),
            last -> answered(trail, last))
        .start();
  }

  private void answered(Trail trail, Reply last) {
    if (last.isGood()) trail.named(last.told().id());
    if (last.isGood() && last.told().status() == Status.READY && !trail.kind().isDelivered()) {
      collect(trail);
    } else {
      done();
    }
  }

  private void collect(Trail trail) {
    new Insistence(
            town,
            untilMicros,
            before -> town.balancer().collect(trail.id()),
            (reply, sent) -> trail.answer(What.COLLECTION, reply, sent, town.micros()),
            last -> done())
        .start();
  }

  private void done() {
    asking--;
    ask();
  }
}
