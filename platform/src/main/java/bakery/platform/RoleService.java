package bakery.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One role in one JVM: receives the role's letters, applies the model in batches, sends what
 * follows, lets workers claim what is due, and takes over what the dead left behind. Everything
 * happens on the event loop that called {@link #start}.
 */
public final class RoleService<A, R> {

  /** How often due work is looked for when nobody says that there is some. */
  static final int POLL_MILLIS = 200;

  static final int[] RESEND_AFTER_DEPARTURE_MILLIS = {1, 250, 700};
  static final int WAKE_EVERY_MILLIS = 20;
  static final int FLUSH_MILLIS = 2_000;

  private final String role;
  private final UUID node;
  private final Wire wire;
  private final MeterRegistry meters;
  private final Model<A, R> model;
  private final Ports<A, R> ports;
  private final Consumer<List<R>> onCommit;
  private final Inbox<A, R> inbox;
  private final Shift<A, R> shift;
  private final Relay<A, R> relay;
  private final Roster<A, R> roster;
  private final Runnable dueWork;
  private final boolean leased;
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private Context context;
  private boolean draining;
  private long lastWake;

  /**
   * @param onCommit hears the records of every commit of this JVM, in order, on its event loop
   */
  public RoleService(
      Premises premises,
      String role,
      Table<A, R> table,
      Model<A, R> model,
      Consumer<List<R>> onCommit) {
    this(
        role,
        premises.node(),
        premises.name(),
        premises.wire(),
        premises.meters(),
        model,
        table.leased(),
        PgPorts.of(premises, role, table),
        onCommit);
  }

  /** On any ports: how a simulation builds it. */
  public RoleService(
      String role,
      UUID node,
      String name,
      Wire wire,
      MeterRegistry meters,
      Model<A, R> model,
      boolean leased,
      Ports<A, R> ports,
      Consumer<List<R>> onCommit) {
    this.role = role;
    this.node = node;
    this.wire = wire;
    this.meters = meters;
    this.model = model;
    this.ports = ports;
    this.onCommit = onCommit;
    Engine<A, R> parts = new Parts();
    this.shift = new Shift<>(parts);
    this.relay = new Relay<>(parts);
    this.roster = new Roster<>(parts, name, this::workMayBeWaiting);
    this.dueWork = leased ? shift::pull : new Deadlines<>(parts, model)::check;
    this.leased = leased;
    this.inbox =
        new Inbox<>(
            ports.store(),
            ports.timers(),
            batch -> new Fold<>(model, wire, node, shift.reserve(batch.size()), batch),
            done -> committed(parts, done),
            DistributionSummary.builder("bakery.batch.size").tag("role", role).register(meters));
    gauge("inbox.waiting", inbox::waiting);
    gauge("letters.in.flight", relay::waiting);
    gauge("claims", shift::inHand);
    gauge("slots.free", shift::freeSlots);
  }

  public Future<Void> start() {
    context = Vertx.currentContext();
    return roster
        .start()
        .compose(
            on ->
                Future.all(
                    ports.bus().serve(role, this::receive).onSuccess(registrations::add),
                    ports
                        .bus()
                        .subscribe(workTopic(), hint -> shift.pull())
                        .onSuccess(registrations::add)))
        .map(
            serving -> {
              registrations.add(ports.bus().onDeparture(this::departed));
              relay.start();
              poll();
              return null;
            });
  }

  /** A wish without a trace. */
  public Future<A> tell(UUID id, Object wish) {
    return tell(id, wish, null);
  }

  /**
   * A wish of this JVM, handled like a letter, in the next batch.
   *
   * @param trace W3C traceparent, which an aggregate that the wish makes keeps; or null
   * @return the aggregate after the commit, null when there is none (unknown, or not admitted);
   *     fails with {@link TryLater} when the queue is full or the database away, with
   *     IllegalArgumentException when the model refuses the wish
   */
  public Future<A> tell(UUID id, Object wish, String trace) {
    return here(
        () ->
            inbox
                .submit(id, wish, trace)
                .compose(
                    fate ->
                        switch (fate.kind()) {
                          case APPLIED, LEASE_LOST -> Future.succeededFuture(fate.state());
                          case BARRED -> Future.succeededFuture(null);
                          case LATER -> Future.failedFuture(new TryLater(role + " is busy"));
                          case REFUSED ->
                              Future.failedFuture(new IllegalArgumentException(fate.reason()));
                        }));
  }

  public Future<List<A>> read(Collection<UUID> ids) {
    return ports
        .store()
        .read(ids)
        .map(entries -> entries.stream().map(Entry::state).toList())
        .recover(e -> Future.failedFuture(new TryLater(role + " cannot read", e)));
  }

  /** The worker pulls as many due aggregates as it has slots. */
  public void hire(Worker<A> worker) {
    shift.hire(worker);
  }

  /** Takes nothing more; completes when what it holds is finished. */
  public Future<Void> letGo(Worker<A> worker) {
    return shift.letGo(worker);
  }

  /** Milliseconds since the database last confirmed that this node is at work. */
  public long sinceBeat() {
    return roster.sinceBeat();
  }

  /** Stops receiving and claiming, finishes or hands over what it holds, leaves the roster. */
  public Future<Void> drain(Duration limit) {
    draining = true;
    return here(
        () ->
            Future.join(registrations.stream().map(Bus.Registration::end).toList())
                .otherwiseEmpty()
                .compose(ended -> shift.drain(limit.toMillis()))
                .otherwiseEmpty()
                .compose(empty -> flushed(ports.timers().millis() + FLUSH_MILLIS))
                .compose(flushed -> roster.leave())
                .otherwiseEmpty()
                .map(left -> null));
  }

  private Future<Void> flushed(long deadline) {
    boolean idle = inbox.idle() && relay.idle();
    if (idle || ports.timers().millis() > deadline) {
      relay.close();
      return Future.succeededFuture();
    }
    Promise<Void> later = Promise.promise();
    ports.timers().after(5, later::complete);
    return later.future().compose(v -> flushed(deadline));
  }

  private Future<List<Receipt>> receive(List<Letter> letters) {
    return Future.all(letters.stream().map(this::receive).toList()).map(all -> all.list());
  }

  private Future<Receipt> receive(Letter letter) {
    return switch (letter.message()) {
      case null -> Future.succeededFuture(Receipt.LATER);
      case Unreadable unreadable -> Future.succeededFuture(Receipt.REFUSED);
      case Object message -> inbox.submit(letter.key(), message, letter.trace()).map(Fate::receipt);
    };
  }

  private void committed(Engine<A, R> parts, Inbox.Committed<A, R> done) {
    done.slots().giveBack();
    done.claims().forEach(shift::begin);
    parts.committed(done.commit());
    if (leased && leftUnclaimed(done)) {
      shift.pull();
      if (shift.freeSlots() == 0) wakeOthers();
    }
  }

  /** Only a hint, so not more often than it can be of use. */
  private void wakeOthers() {
    if (ports.timers().millis() - lastWake < WAKE_EVERY_MILLIS) return;
    lastWake = ports.timers().millis();
    ports.bus().publish(workTopic(), Buffer.buffer());
  }

  private boolean leftUnclaimed(Inbox.Committed<A, R> done) {
    long open =
        done.commit().changes().stream()
            .filter(change -> change.row() != Change.Row.KEEP)
            .filter(change -> change.after().lease().free() && model.open(change.after().state()))
            .count();
    return open > 0;
  }

  private void departed(UUID gone) {
    roster.hint(gone);
    for (int millis : RESEND_AFTER_DEPARTURE_MILLIS)
      ports.timers().after(millis, relay::memberLeft);
  }

  private void workMayBeWaiting() {
    dueWork.run();
    relay.memberLeft();
  }

  private void poll() {
    if (draining) return;
    dueWork.run();
    ports.timers().after(POLL_MILLIS, this::poll);
  }

  private String workTopic() {
    return role + ".work";
  }

  /** Runs on the event loop of this service, and answers on the caller's. */
  private <T> Future<T> here(Supplier<Future<T>> action) {
    Context caller = Vertx.currentContext();
    if (context == null || caller == context) return action.get();
    Promise<T> answer = Promise.promise();
    Consumer<Runnable> back = caller == null ? Runnable::run : on(caller);
    context.runOnContext(
        v -> action.get().onComplete(done -> back.accept(() -> answer.handle(done))));
    return answer.future();
  }

  private static Consumer<Runnable> on(Context context) {
    return task -> context.runOnContext(v -> task.run());
  }

  private void gauge(String what, Supplier<Number> value) {
    Gauge.builder("bakery." + what, value).tag("role", role).register(meters);
  }

  /** What the parts see of one another. */
  private final class Parts implements Engine<A, R> {

    @Override
    public String role() {
      return role;
    }

    @Override
    public UUID node() {
      return node;
    }

    @Override
    public Ports<A, R> ports() {
      return ports;
    }

    @Override
    public Inbox<A, R> inbox() {
      return inbox;
    }

    @Override
    public Draft<A, R> draft(Entry<A> entry) {
      return new Draft<>(model, wire, entry);
    }

    @Override
    public void committed(Commit<A, R> commit) {
      relay.send(commit.envelopes());
      List<R> records =
          commit.changes().stream().flatMap(change -> change.records().stream()).toList();
      if (!records.isEmpty()) onCommit.accept(records);
    }

    @Override
    public void compareClaims(List<Store.Held> held) {
      shift.compare(held);
    }

    @Override
    public Counter counter(String name) {
      return meters.counter("bakery." + name, Tags.of("role", role));
    }
  }
}
