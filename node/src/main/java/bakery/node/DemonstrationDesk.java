package bakery.node;

import bakery.contracts.Staff;
import bakery.gateway.floor.Tempo;
import bakery.node.OperatorProblem.Kind;
import bakery.node.shop.Day;
import bakery.node.shop.Demonstration;
import bakery.node.shop.Demonstration.State;
import bakery.node.shop.ShopClient;
import bakery.platform.Audit;
import bakery.platform.Settings;
import bakery.platform.WallClock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Plays a recorded day to the bakery when operators want it, one at a time; only where the node was
 * started with permission for it, and only what stands in the audit. Ends when the node leaves.
 */
final class DemonstrationDesk {
  static final String SETTING = "BAKERY_DEMONSTRATION";
  static final String MOST = "BAKERY_DEMONSTRATION_ORDERS_PER_SECOND";

  private final String node;
  private final Settings settings;
  private final Vertx vertx;
  private final boolean permitted;
  private final int most;
  private Day day;
  private Audit audit;
  private List<URI> gateways = List.of();
  private Demonstration last;
  private String by;
  private Instant startedAt;
  private boolean leaving;

  /**
   * @param node the name of this one
   */
  DemonstrationDesk(String node, Settings settings, Vertx vertx, MeterRegistry meters) {
    this.node = node;
    this.settings = settings;
    this.vertx = vertx;
    permitted = settings.flag(SETTING, false);
    most = settings.number(MOST, 100, 1, 1_000);
    counter(meters, "placed", Demonstration.Progress::placed);
    counter(meters, "refused", Demonstration.Progress::refused);
  }

  private void counter(
      MeterRegistry meters, String outcome, ToLongFunction<Demonstration.Progress> count) {
    FunctionCounter.builder("bakery.demonstration.orders", this, it -> it.count(count))
        .tag("outcome", outcome)
        .register(meters);
  }

  private synchronized double count(ToLongFunction<Demonstration.Progress> count) {
    return last == null ? 0 : count.applyAsLong(last.progress());
  }

  /**
   * From now on it can be wanted.
   *
   * @param kept where it is noted who did
   * @param here this node's own gateway; when there is none, the machine's are looked for
   */
  synchronized void open(Audit kept, List<URI> here) {
    audit = kept;
    gateways = here;
    if (permitted) vertx.executeBlocking(Day::saturday).onSuccess(this::opened);
  }

  private synchronized void opened(Day read) {
    day = read;
  }

  /** Starts one at this tempo, or changes the tempo of the one that runs. */
  Future<JsonObject> play(Tempo tempo, Staff staff, String reason) {
    checkReady();
    var perSecond = day.ordersPerSecond() * tempo.speed() * tempo.load();
    if (perSecond > most) {
      throw new OperatorProblem(
          Kind.INVALID,
          String.format(
              Locale.ROOT,
              "%s would be %.0f orders a second on the average of the day; at most %d (%s)",
              tempo,
              perSecond,
              most,
              MOST));
    }
    return audit
        .record(StaffOnly.deed(staff, "demonstrate", tempo.toString(), reason))
        .map(kept -> played(tempo, staff.name()));
  }

  private synchronized JsonObject played(Tempo tempo, String who) {
    checkReady();
    by = who;
    if (runs()) {
      last.change(tempo);
    } else {
      startedAt = WallClock.clock().instant().truncatedTo(ChronoUnit.MILLIS);
      last = new Demonstration(this::shop, day, tempo, most).start();
    }
    return told();
  }

  /** What was ordered is served to its end. */
  Future<JsonObject> end(Staff staff) {
    checkReady();
    if (!runs()) throw new OperatorProblem(Kind.NOT_FOUND, "no demonstration is under way");
    return audit
        .record(StaffOnly.deed(staff, "end-demonstration", node, null))
        .map(kept -> stopped());
  }

  private synchronized JsonObject stopped() {
    last.stop();
    return told();
  }

  /** With the node. */
  synchronized void leave() {
    leaving = true;
    if (last != null) last.stop();
  }

  /**
   * As the schema {@code Demonstration} of the gateways' document has it; null where none can be
   * started.
   */
  synchronized JsonObject told() {
    if (day == null || leaving) return null;
    var told =
        new JsonObject()
            .put("node", node)
            .put("state", "idle")
            .put("most", most)
            .put("dayOrders", day.sales().size())
            .put("daySeconds", day.seconds());
    if (last == null) return told;
    var progress = last.progress();
    told.put("state", progress.state().name().toLowerCase(Locale.ROOT))
        .put("speed", last.tempo().speed())
        .put("load", last.tempo().load())
        .put("by", by)
        .put("startedAt", startedAt.toString())
        .put("time", progress.time().truncatedTo(ChronoUnit.MINUTES).toString())
        .put("placed", progress.placed())
        .put("refused", progress.refused());
    if (progress.problem() != null) told.put("problem", progress.problem());
    return told;
  }

  private synchronized boolean runs() {
    return last != null && last.progress().state() == State.RUNNING;
  }

  private synchronized void checkReady() {
    if (!permitted) {
      throw new OperatorProblem(
          Kind.NOT_PERMITTED, node + " was started without " + SETTING + "=true");
    }
    if (leaving) throw new OperatorProblem(Kind.TRY_LATER, node + " is leaving");
    if (day == null) throw new OperatorProblem(Kind.TRY_LATER, node + " is starting");
  }

  private ShopClient shop() {
    return new ShopClient(
        Gateways.of(gateways, settings), null, Demonstration.PATIENCE, Trust.given(settings));
  }
}
