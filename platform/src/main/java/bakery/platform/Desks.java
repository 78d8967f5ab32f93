package bakery.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workers of one role in this JVM, in the order of their hiring, and their free slots. */
final class Desks<A> {

  private final Map<Worker<A>, Desk> desks = new LinkedHashMap<>();

  /**
   * A worker's place: how many slots are free, less those of claims that have begun in slots that
   * are about to come free; and whether the worker is leaving.
   */
  private static final class Desk {
    int free;
    Promise<Void> leaving;
  }

  void hire(Worker<A> worker) {
    Desk desk = new Desk();
    desk.free = worker.slots();
    desks.put(worker, desk);
  }

  /** Completes when all his slots are free. */
  Future<Void> letGo(Worker<A> worker) {
    Desk desk = desks.get(worker);
    if (desk == null) return Future.succeededFuture();
    if (desk.leaving == null) desk.leaving = Promise.promise();
    Future<Void> gone = desk.leaving.future();
    leaveWhenDone(worker, desk);
    return gone;
  }

  /** Takes free slots, spread over the workers. */
  List<Worker<A>> take(int max) {
    List<Worker<A>> taken = new ArrayList<>();
    for (boolean more = true; more; ) {
      more = false;
      for (Map.Entry<Worker<A>, Desk> place : desks.entrySet()) {
        Desk desk = place.getValue();
        if (taken.size() == max || desk.free <= 0 || desk.leaving != null) continue;
        desk.free--;
        taken.add(place.getKey());
        more = true;
      }
    }
    return taken;
  }

  /** A slot of his, whether it is free already or about to be. */
  void take(Worker<A> worker) {
    desks.get(worker).free--;
  }

  void giveBack(List<Worker<A>> slots) {
    for (Worker<A> worker : slots) {
      Desk desk = desks.get(worker);
      desk.free++;
      leaveWhenDone(worker, desk);
    }
  }

  private void leaveWhenDone(Worker<A> worker, Desk desk) {
    boolean done = desk.leaving != null && desk.free == worker.slots();
    if (done && desks.remove(worker, desk)) desk.leaving.complete();
  }

  boolean isLeaving(Worker<A> worker) {
    return desks.get(worker).leaving != null;
  }

  int free() {
    return desks.values().stream()
        .filter(desk -> desk.leaving == null)
        .mapToInt(desk -> Math.max(0, desk.free))
        .sum();
  }

  List<Worker<A>> workers() {
    return List.copyOf(desks.keySet());
  }
}
