package bakery.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One role in one JVM: receives the role's letters, applies the model in batches, sends what
 * follows, lets workers claim what is due, and takes over what the dead left behind. Everything
 * happens on the event loop that called {@link #start}.
 */
public final class RoleService<A, R> {

  /** By then also what a member sent to the database last before it left is committed, or never. */
  static final int LAST_COMMITS_MILLIS = 400;

  static final int FLUSH_MILLIS = 2_000;

  private final String role;
  private final Ports<A, R> ports;
  private final Parts<A, R> parts;
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private final EventLoop loop = new EventLoop();
  private Runnable onStart = () -> {};

  /**
   * @param onCommit hears the changes with records of every commit of this JVM, in order, on its
   *     event loop
   */
  public RoleService(
      Premises premises,
      String role,
      Table<A, R> table,
      Model<A, R> model,
      Consumer<List<Change<A, R>>> onCommit) {
    this(
        role,
        premises.node(),
        premises.name(),
        premises.wire(),
        premises.meters(),
        premises.traces(),
        model,
        table.leased(),
        PgPorts.of(premises, role, table),
        onCommit);
    onStart = () -> LoopDelay.watch(premises.vertx(), premises.meters(), role);
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
      Consumer<List<Change<A, R>>> onCommit) {
    this(role, node, name, wire, meters, Traces.OFF, model, leased, ports, onCommit);
  }

  private RoleService(
      String role,
      UUID node,
      String name,
      Wire wire,
      MeterRegistry meters,
      Traces traces,
      Model<A, R> model,
      boolean leased,
      Ports<A, R> ports,
      Consumer<List<Change<A, R>>> onCommit) {
    this.role = role;
    this.ports = ports;
    this.parts =
        new Parts<>(role, node, name, wire, meters, traces, model, leased, ports, onCommit);
  }

  public Future<Void> start() {
    loop.settle();
    onStart.run();
    return parts
        .roster
        .start()
        .compose(
            on ->
                Future.all(
                    parts.reception.open(this::receive).onSuccess(registrations::add),
                    parts
                        .hints
                        .hear(parts.shift::pull, parts.relay::heard)
                        .onSuccess(registrations::addAll)))
        .map(
            serving -> {
              registrations.add(ports.bus().onDeparture(this::departed));
              parts.open();
              parts.hints.open();
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
    return tell(id, wish, trace, null);
  }

  /**
   * @param deed of the member of staff whose wish it is, kept in the transaction in which it
   *     changes something; or null
   */
  public Future<A> tell(UUID id, Object wish, String trace, Deed deed) {
    return here(() -> parts.inbox().wish(id, wish, trace, deed).compose(fate -> fate.answer(role)));
  }

  public Future<List<A>> read(Collection<UUID> ids) {
    return here(() -> parts.reads.find(ids))
        .map(found -> found.values().stream().map(Entry::state).toList())
        .recover(e -> Future.failedFuture(new TryLater(role + " cannot read", e)));
  }

  /** The worker pulls as many due aggregates as it has slots. */
  public void hire(Worker<A> worker) {
    here(
        () -> {
          parts.shift.hire(worker);
          return Future.succeededFuture();
        });
  }

  /** Takes nothing more; completes when what it holds is finished. */
  public Future<Void> letGo(Worker<A> worker) {
    return here(() -> parts.shift.letGo(worker));
  }

  /** Hears what every beat tells, on the event loop of this service. Call it before the start. */
  public void onBeat(Consumer<Pulse> listener) {
    parts.listener = listener;
  }

  public Future<Load> load() {
    return here(() -> Future.succeededFuture(parts.load()));
  }

  /** Who works here. */
  public Future<List<AtWork>> atWork() {
    return here(() -> Future.succeededFuture(parts.shift.atWork()));
  }

  /** For operators. */
  public Repair repair() {
    return new Repair(parts, loop);
  }

  /** Milliseconds since the database last confirmed that this node is at work. */
  public long sinceBeat() {
    return parts.roster.sinceBeat();
  }

  /** Stops receiving and claiming, finishes or hands over what it holds, leaves the roster. */
  public Future<Void> drain(Duration limit) {
    return here(() -> drainHere(limit));
  }

  private Future<Void> drainHere(Duration limit) {
    parts.takeNothingMore();
    return Future.join(registrations.stream().map(Bus.Registration::end).toList())
        .otherwiseEmpty()
        .compose(ended -> parts.shift.drain(limit.toMillis()))
        .otherwiseEmpty()
        .compose(empty -> flushed(ports.timers().millis() + FLUSH_MILLIS))
        .compose(flushed -> parts.roster.leave())
        .otherwiseEmpty();
  }

  private Future<Void> flushed(long deadline) {
    if (parts.idle() || ports.timers().millis() > deadline) {
      parts.relay.close();
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
      case Unreadable unreadable -> Future.succeededFuture(Receipt.refused(unreadable.why()));
      case Object message ->
          parts.inbox().submit(letter.key(), message, letter.trace()).map(Fate::receipt);
    };
  }

  private void departed(UUID gone) {
    parts.roster.hint(gone);
    parts.relay.memberLeft();
    parts.relay.takeOver(Set.of(gone));
    ports.timers().after(LAST_COMMITS_MILLIS, () -> parts.relay.takeOver(Set.of(gone)));
  }

  /** Runs on the event loop of this service, and answers on the caller's. */
  public <T> Future<T> here(Supplier<Future<T>> action) {
    return loop.run(action);
  }
}
