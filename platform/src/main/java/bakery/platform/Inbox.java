package bakery.platform;

import bakery.platform.Fate.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that changes aggregates passes here: letters, wishes and workers' results, in batches of one
 * transaction each. A failing batch is halved until the culprit is alone. After a slow write of a
 * few there is a rest in proportion to it, so that where processors are scarce more gathers and
 * fewer transactions are made of it; where writes are quick, or large by themselves, there is none.
 * Whoever comes alone waits for nothing; what comes in one go, in a message of the bus or off one
 * look at the sockets, is written in one go.
 *
 * <p>Under too much work, what has begun is finished first: wishes stand behind letters and
 * results. And nothing is done for which nobody waits any more: what has stood here for too long is
 * told to come later, undone, for its sender has given up or is about to.
 */
final class Inbox<A, R> {

  static final int MAX_BATCH = 256;
  static final int MAX_WAITING = 16_384;
  static final int MAX_BUSY_ROUNDS = 6;
  static final int BUSY_PAUSE_MILLIS = 4;

  /** As long as the bus waits for receipts, and less than people wait for an answer. */
  static final int MAX_WAIT_MILLIS = 2_000;

  /** Where processors are free a write takes no longer; after a slower one of a few is a rest. */
  static final int SLOW_WRITE_MILLIS = 10;

  /** Of the time that a write of three or more was too slow. */
  static final int MAX_RESTS_OF_WRITE = 2;

  static final int MAX_REST_MILLIS = 20;

  /** After a write of so many is no rest. */
  static final int ENOUGH_AT_ONCE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final Store<A, R> store;
  private final Timers timers;
  private final Function<List<Item<A>>, Fold<A, R>> folds;
  private final Consumer<Committed<A, R>> afterCommit;
  private final RoleTraces traces;
  private final DistributionSummary batchSizes;
  private final Counter outwaited;
  private final Batcher<Item<A>> batches =
      new Batcher<>(MAX_BATCH, MAX_WAITING, this::writeInTime, this::whenMoreHasGathered);
  private long restUntil;

  /** A transaction that went through. */
  record Committed<A, R>(Commit<A, R> commit, List<Claim<A>> claims, Slots<A> slots) {}

  Inbox(
      Store<A, R> store,
      Timers timers,
      Function<List<Item<A>>, Fold<A, R>> folds,
      Consumer<Committed<A, R>> afterCommit,
      RoleTraces traces,
      DistributionSummary batchSizes,
      Counter outwaited) {
    this.store = store;
    this.timers = timers;
    this.folds = folds;
    this.afterCommit = afterCommit;
    this.traces = traces;
    this.batchSizes = batchSizes;
    this.outwaited = outwaited;
  }

  Future<Fate<A>> submit(UUID id, Object message, String trace) {
    return submit(Item.of(id, message, trace, timers.millis()), batches::offer);
  }

  /** What somebody at the door wants: when there is too much to do, it waits for all else. */
  Future<Fate<A>> wish(UUID id, Object wish, String trace, Deed deed) {
    return submit(Item.wish(id, wish, trace, deed, timers.millis()), batches::offerBehind);
  }

  /** A worker's result under its claim. */
  Future<Fate<A>> submit(UUID id, Object result, String trace, int epoch) {
    return submit(Item.fenced(id, result, trace, epoch, timers.millis()), batches::offer);
  }

  boolean idle() {
    return batches.idle();
  }

  int waiting() {
    return batches.waiting();
  }

  private Future<Fate<A>> submit(Item<A> item, Predicate<Item<A>> offer) {
    if (!offer.test(item)) return Future.succeededFuture(Fate.of(Kind.LATER));
    return item.promise().future();
  }

  private Future<Void> writeInTime(List<Item<A>> batch) {
    long earliest = timers.millis() - MAX_WAIT_MILLIS;
    List<Item<A>> inTime = new ArrayList<>(batch.size());
    for (Item<A> item : batch) {
      if (item.isFenced() || item.since() >= earliest) inTime.add(item);
      else outwaited(item);
    }
    if (inTime.isEmpty()) return Future.succeededFuture();
    long begin = timers.millis();
    return write(inTime).onComplete(done -> rest(inTime.size(), timers.millis() - begin));
  }

  private void rest(int written, long tookMillis) {
    if (written >= ENOUGH_AT_ONCE) return;
    long rest = (tookMillis - SLOW_WRITE_MILLIS) * Math.min(written - 1, MAX_RESTS_OF_WRITE);
    restUntil = timers.millis() + Math.min(rest, MAX_REST_MILLIS);
  }

  private void whenMoreHasGathered(Runnable write) {
    long rest = restUntil - timers.millis();
    if (rest > 0) timers.after(rest, write);
    else timers.soon(write);
  }

  private void outwaited(Item<A> item) {
    outwaited.increment();
    item.promise().complete(Fate.of(Kind.LATER));
  }

  private Future<Void> write(List<Item<A>> batch) {
    batchSizes.record(batch.size());
    Fold<A, R> fold = folds.apply(batch);
    Traces.Span transaction = traces.batch("transaction", batch.size());
    return store
        .change(fold.ids(), fold)
        .compose(
            commit -> {
              committed(batch, fold, commit, transaction);
              return Future.succeededFuture();
            },
            failure -> {
              fold.slots().giveBack();
              return failed(batch, failure);
            });
  }

  private void committed(
      List<Item<A>> batch, Fold<A, R> fold, Commit<A, R> commit, Traces.Span transaction) {
    List<Claim<A>> claims =
        fold.claims().stream().filter(claim -> !commit.fellOut(claim.id())).toList();
    afterCommit.accept(new Committed<>(commit, claims, fold.slots()));
    for (Item<A> item : batch) if (!commit.fellOut(item.id())) fold.tell(item, transaction);
    transaction.end("committed");
    for (Item<A> item : batch) {
      if (commit.busy().contains(item.id())) goRoundAgain(item);
      else if (commit.barred().contains(item.id())) item.promise().complete(Fate.of(Kind.BARRED));
      else item.promise().complete(fold.fate(item));
    }
  }

  private void goRoundAgain(Item<A> item) {
    if (item.rounds() >= MAX_BUSY_ROUNDS) item.promise().complete(Fate.of(Kind.LATER));
    else timers.after(BUSY_PAUSE_MILLIS << item.rounds(), () -> batches.again(item.nextRound()));
  }

  private Future<Void> failed(List<Item<A>> batch, Throwable failure) {
    if (Failures.pass(failure)) {
      LOG.debug("a batch of {} must wait: {}", batch.size(), failure.toString());
      batch.forEach(item -> item.promise().complete(Fate.of(Kind.LATER)));
      return Future.succeededFuture();
    }
    if (batch.size() > 1) {
      int half = batch.size() / 2;
      return write(batch.subList(0, half))
          .compose(done -> write(batch.subList(half, batch.size())));
    }
    Item<A> culprit = batch.getFirst();
    LogFields.about(LOG.atWarn(), culprit.id(), culprit.trace())
        .log(
            "{} {} refused: {}",
            culprit.message().getClass().getSimpleName(),
            culprit.id(),
            failure.toString());
    culprit.promise().complete(Fate.refused(Failures.describe(failure)));
    return Future.succeededFuture();
  }
}
