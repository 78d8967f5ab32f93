package bakery.platform;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one role in this JVM: pulls what is due while slots are free, lets the workers
 * work outside any transaction, and brings their results back under the claim's epoch.
 */
final class Shift<A, R> {

  static final int MAX_CLAIMS = 256;
  static final int PAUSE_AFTER_FAILURE_MILLIS = 1_000;
  static final int RETRY_RESULT_MILLIS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Shift.class);

  private final Engine<A, R> engine;
  private final Counter leasesLost;
  private final Desks<A> desks = new Desks<>();
  private final Map<UUID, Claim<A>> inHand = new LinkedHashMap<>();
  private Set<Store.Held> suspects = Set.of();
  private boolean open = true;
  private boolean pulling;
  private boolean again;

  /** Whether more may be due than there were slots for: only then a slot that comes free pulls. */
  private boolean waiting;

  private boolean comingFree;

  private Promise<Void> empty;

  Shift(Engine<A, R> engine) {
    this.engine = engine;
    this.leasesLost = engine.counter("leases.lost");
  }

  void hire(Worker<A> worker) {
    desks.hire(worker);
    pull();
  }

  Future<Void> letGo(Worker<A> worker) {
    return desks.letGo(worker);
  }

  /** Sets free slots aside. */
  Slots<A> reserve(int max) {
    return new Slots<>(desks.take(open ? max : 0), desks::giveBack, this::holder);
  }

  /** Nobody's slot is passed on to who has just come while others have waited for one. */
  private Worker<A> holder(UUID id, int epoch) {
    Claim<A> claim = inHand.get(id);
    boolean goesOn =
        open
            && !waiting
            && !pulling
            && claim != null
            && claim.epoch() == epoch
            && !desks.isLeaving(claim.worker());
    return goesOn ? claim.worker() : null;
  }

  /** Claims while anything is due and a slot is free; called when there may be work. */
  void pull() {
    if (pulling) {
      again = true;
      return;
    }
    Slots<A> slots = reserve(Math.min(MAX_CLAIMS, (freeSlots() + 1) / 2)); // batches claim as well
    if (slots.size() == 0) {
      waiting = true;
      return;
    }
    pulling = true;
    again = false;
    Map<UUID, Claim<A>> claims = new HashMap<>();
    Traces.Span transaction = engine.traces().batch("claims", slots.size());
    engine
        .ports()
        .store()
        .changeDue(
            slots.size(),
            () -> {
              slots.rewind();
              return (id, found, now) -> {
                Draft<A, R> draft = engine.draft(found);
                Claim<A> claim = draft.claim(id, engine.node(), slots.take(), now);
                Change<A, R> change = draft.change(id);
                claims.put(id, claim);
                return change;
              };
            })
        .onSuccess(engine::committed)
        .onFailure(e -> Failures.log(LOG, engine.role() + ": claiming", e))
        .onComplete(
            done -> {
              pulling = false;
              if (done.succeeded()) begin(done.result(), claims, transaction);
              slots.giveBack();
              waiting = done.failed() || done.result().more();
              if (again || done.succeeded() && waiting) pull();
            });
  }

  private void begin(DueChanges<A, R> done, Map<UUID, Claim<A>> claims, Traces.Span transaction) {
    for (Change<A, R> change : done.commit().changes()) {
      transaction.link(begin(claims.get(change.id())));
    }
    transaction.end("committed");
  }

  /** A claim is committed: its work begins. Before the slots that were set aside go back. */
  Traces.Span begin(Claim<A> claim) {
    desks.take(claim.worker());
    inHand.put(claim.id(), claim);
    Traces.Span span = engine.traces().work(claim.id(), claim.trace());
    String trace = span.contextOr(claim.trace());
    Promise<Object> result = Promise.promise();
    Runnable cancel =
        engine
            .ports()
            .timers()
            .after(claim.limit().toMillis(), () -> result.tryFail("took too long"));
    work(claim).onComplete(result::tryComplete, result::tryFail);
    result
        .future()
        .onComplete(
            done -> {
              cancel.run();
              span.end(done.succeeded() ? "done" : "given back");
              if (done.succeeded()) deliver(claim, trace, done.result());
              else giveBack(claim, trace, done.cause());
            });
    return span;
  }

  private Future<?> work(Claim<A> claim) {
    try {
      return claim.worker().work(claim.state());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void deliver(Claim<A> claim, String trace, Object result) {
    engine
        .inbox()
        .submit(claim.id(), result, trace, claim.epoch())
        .onSuccess(
            fate -> {
              switch (fate.kind()) {
                case APPLIED, BARRED -> end(claim);
                case LEASE_LOST -> {
                  leasesLost.increment();
                  LogFields.about(LOG.atInfo(), claim.id(), trace)
                      .log(
                          "{} {}: the late result of {} changes nothing, its claim is another's now",
                          engine.role(),
                          claim.id(),
                          claim.worker().name());
                  end(claim);
                }
                case LATER ->
                    engine
                        .ports()
                        .timers()
                        .after(RETRY_RESULT_MILLIS, () -> deliver(claim, trace, result));
                case REFUSED -> giveBack(claim, trace, new IllegalArgumentException(fate.reason()));
              }
            });
  }

  private void giveBack(Claim<A> claim, String trace, Throwable why) {
    LogFields.about(LOG.atInfo(), claim.id(), trace)
        .log(
            "{} {}: {} gives it back, to be taken again: {}",
            engine.role(),
            claim.id(),
            claim.worker().name(),
            why.getMessage());
    engine
        .ports()
        .timers()
        .after(PAUSE_AFTER_FAILURE_MILLIS, () -> deliver(claim, trace, Item.GIVE_BACK));
  }

  private void end(Claim<A> claim) {
    inHand.remove(claim.id(), claim);
    desks.giveBack(List.of(claim.worker()));
    if (empty != null && inHand.isEmpty()) empty.tryComplete();
    if (waiting && !comingFree) pullForAllThatComeFree();
  }

  /** The results of one transaction end one by one; what they leave free is claimed in one go. */
  private void pullForAllThatComeFree() {
    comingFree = true;
    engine
        .ports()
        .timers()
        .soon(
            () -> {
              comingFree = false;
              pull();
            });
  }

  /**
   * Claims that the table says are ours; those that no worker here holds, in two looks, are given
   * back: the answer to their claim was lost.
   */
  void compare(List<Store.Held> table) {
    Set<Store.Held> unknown = new LinkedHashSet<>(table);
    unknown.removeIf(
        held -> inHand.containsKey(held.id()) && inHand.get(held.id()).epoch() == held.epoch());
    for (Store.Held held : unknown) {
      if (suspects.contains(held))
        engine.inbox().submit(held.id(), Item.GIVE_BACK, null, held.epoch());
    }
    suspects = unknown;
  }

  /** Who works here, in the order of their hiring. */
  List<AtWork> atWork() {
    Map<Worker<A>, Integer> busy = new HashMap<>();
    inHand.values().forEach(claim -> busy.merge(claim.worker(), 1, Integer::sum));
    return desks.workers().stream()
        .map(
            worker ->
                new AtWork(
                    worker.name(),
                    worker.slots(),
                    busy.getOrDefault(worker, 0),
                    desks.isLeaving(worker)))
        .toList();
  }

  int inHand() {
    return inHand.size();
  }

  int freeSlots() {
    return desks.free();
  }

  /** Claims nothing more; what is not finished within the limit is handed over. */
  Future<Void> drain(long limitMillis) {
    open = false;
    empty = Promise.promise();
    if (inHand.isEmpty()) empty.complete();
    Runnable cancel = engine.ports().timers().after(limitMillis, empty::tryComplete);
    return empty
        .future()
        .compose(
            done -> {
              cancel.run();
              return Future.join(
                      List.copyOf(inHand.values()).stream()
                          .map(
                              c ->
                                  engine
                                      .inbox()
                                      .submit(c.id(), Item.GIVE_BACK, c.trace(), c.epoch()))
                          .toList())
                  .mapEmpty();
            });
  }
}
