package bakery.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one role's engine in one JVM, wired. */
final class Parts<A, R> implements Engine<A, R> {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final String role;
  private final UUID node;
  private final Wire wire;
  private final Model<A, R> model;
  private final boolean leased;
  private final Ports<A, R> ports;
  private final RoleMeters meters;
  private final RoleTraces traces;
  private final Consumer<List<Change<A, R>>> onCommit;
  private final Inbox<A, R> inbox;
  private final Counter putOff;
  private final Set<String> counted = new HashSet<>();
  final Shift<A, R> shift;
  final Relay<A, R> relay;
  final Roster<A, R> roster;
  final Hints hints;
  final Reception reception;
  final Lookups<UUID, Entry<A>> reads;
  private final Runnable dueWork;
  private boolean open;
  Consumer<Pulse> listener = pulse -> {};

  Parts(
      String role,
      UUID node,
      String name,
      Wire wire,
      MeterRegistry registry,
      Traces traces,
      Model<A, R> model,
      boolean leased,
      Ports<A, R> ports,
      Consumer<List<Change<A, R>>> onCommit) {
    this.role = role;
    this.node = node;
    this.wire = wire;
    this.model = model;
    this.leased = leased;
    this.ports = ports;
    this.meters = new RoleMeters(registry, role);
    this.traces = new RoleTraces(traces, role, ports.timers());
    this.onCommit = onCommit;
    this.putOff = meters.counter("rows.put.off");
    this.shift = new Shift<>(this);
    this.relay = new Relay<>(this);
    this.hints = new Hints(role, ports);
    this.roster = new Roster<>(this, name, this::workMayBeWaiting, this::databaseIsBack);
    this.reads = new Lookups<>(ports.store()::read);
    this.reception = new Reception(this, roster::sinceBeat, hints::open);
    this.dueWork = leased ? shift::pull : new Deadlines<>(this, model)::check;
    this.inbox =
        new Inbox<>(
            ports.store(),
            ports.timers(),
            batch -> new Fold<>(model, wire, node, shift.reserve(batch.size()), this.traces, batch),
            this::committed,
            this.traces,
            meters.sizes("batch.size"),
            meters.counter("inbox.outwaited"));
    meters.gauge("inbox.waiting", inbox::waiting);
    meters.gauge("letters.in.flight", relay::waiting);
    meters.gauge("outbox.waiting", () -> roster.census().envelopes());
    meters.gauge("outbox.age.seconds", () -> roster.census().oldestEnvelopeSeconds());
    meters.gauge("due.age.seconds", () -> roster.census().oldestDueSeconds());
    meters.gauge("letters.parked", () -> roster.pulse().parked());
    meters.gauge("rows.stuck", () -> roster.pulse().stuck());
    meters.gauge("roles.silent", relay::silentRoles);
    meters.gauge("claims", shift::inHand);
    meters.gauge("slots.free", shift::freeSlots);
    meters.gauge("receiving", () -> reception.isOpen() ? 1 : 0);
  }

  /** Claims what is due, or tells those whose deadline has passed. */
  void dueWork() {
    if (open) dueWork.run();
  }

  /** From now on due work is done, and letters that nobody tried are sent. */
  void open() {
    relay.start();
    open = true;
  }

  void takeNothingMore() {
    open = false;
  }

  @Override
  public void felt(Pulse pulse) {
    roster.census().open().keySet().forEach(this::count);
    if (pulse.untried()) relay.sweepWanted();
    if (pulse.due()) dueWork();
    listener.accept(pulse);
  }

  Load load() {
    return new Load(shift.inHand(), inbox.waiting(), relay.waiting(), roster.pulse().open());
  }

  private void count(String status) {
    if (!counted.add(status)) return;
    meters.gauge("rows.open", status, () -> roster.census().open().getOrDefault(status, 0));
  }

  boolean idle() {
    return inbox.idle() && relay.idle();
  }

  private void databaseIsBack() {
    reception.databaseIsBack();
  }

  private void workMayBeWaiting() {
    dueWork.run();
    relay.takeOver(Set.of());
  }

  private void committed(Inbox.Committed<A, R> done) {
    done.claims().forEach(shift::begin);
    done.slots().giveBack();
    committed(done.commit());
    if (leased && done.commit().leavesWork(model)) {
      shift.pull();
      if (shift.freeSlots() == 0) hints.work();
    }
  }

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
    reception.committed();
    relay.send(commit.envelopes());
    List<Change<A, R>> told =
        commit.changes().stream().filter(change -> !change.records().isEmpty()).toList();
    if (!told.isEmpty()) onCommit.accept(told);
  }

  @Override
  public void committed(DueChanges<A, R> done) {
    committed(done.commit());
    putOff.increment(done.putOff().size());
    for (Stuck each : done.putOff()) {
      if (each.times() > 1) continue; // it is in the list of the stuck
      LogFields.about(LOG.atWarn(), each.id(), null)
          .log("{} {} is stuck and put off, all others go on: {}", role, each.id(), each.cause());
    }
  }

  @Override
  public void compareClaims(List<Store.Held> held) {
    shift.compare(held);
  }

  @Override
  public RoleTraces traces() {
    return traces;
  }

  @Override
  public Counter counter(String name) {
    return meters.counter(name);
  }
}
