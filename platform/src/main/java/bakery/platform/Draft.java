package bakery.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** One aggregate while a decision is made about it. */
final class Draft<A, R> {

  /** A claim ends by itself after so many times the expected duration, and a bit. */
  static final int LEASE_FACTOR = 3;

  static final Duration LEASE_BIT = Duration.ofSeconds(2);

  private final Model<A, R> model;
  private final Wire wire;
  private final Entry<A> before;
  private A state;
  private Lease lease;
  private String trace;
  private final List<Letter> letters = new ArrayList<>(2);
  private final List<R> records = new ArrayList<>(2);
  private final List<Deed> deeds = new ArrayList<>(0);

  Draft(Model<A, R> model, Wire wire, Entry<A> before) {
    this.model = model;
    this.wire = wire;
    this.before = before;
    this.state = before == null ? null : before.state();
    this.lease = before == null ? Lease.FREE : before.lease();
    this.trace = before == null ? null : before.trace();
  }

  A state() {
    return state;
  }

  /**
   * @param cause the trace of the message; it becomes the aggregate's when the message makes it
   * @param deed kept when the message changed something, or null
   */
  void take(Step<A, R> step, String cause, Deed deed) {
    if (state == null) trace = cause;
    if (deed != null && !Objects.equals(state, step.state())) deeds.add(deed);
    take(step);
  }

  void take(Step<A, R> step) {
    letters.addAll(step.messages().stream().map(message -> wire.letter(message, trace)).toList());
    state = step.state();
    records.addAll(step.records());
  }

  boolean heldBy(UUID node, int epoch) {
    return lease.heldBy(node, epoch);
  }

  void release() {
    lease = lease.release();
  }

  void releaseIfClosed() {
    if (!lease.free() && !model.open(state)) release();
  }

  boolean claimable(Instant now) {
    return lease.free() && model.open(state) && !model.due(state).isAfter(now);
  }

  /** All of it, or nothing when it throws. */
  Claim<A> claim(UUID id, UUID node, Worker<A> worker, Instant now) {
    Step<A, R> started = model.start(state, worker.name(), now);
    Duration limit = model.expected(started.state()).multipliedBy(LEASE_FACTOR).plus(LEASE_BIT);
    take(started);
    lease = lease.claim(node, now.plus(limit));
    return new Claim<>(id, lease.epoch(), state, worker, limit);
  }

  /** Null when there is nothing to write or to say. */
  Change<A, R> change(UUID id) {
    boolean same = before != null && state == before.state() && lease.equals(before.lease());
    if (same && letters.isEmpty() && records.isEmpty() && deeds.isEmpty()) return null;
    Change.Row row =
        before == null ? Change.Row.INSERT : same ? Change.Row.KEEP : Change.Row.UPDATE;
    return new Change<>(id, new Entry<>(state, lease, trace), row, letters, records, deeds);
  }
}
