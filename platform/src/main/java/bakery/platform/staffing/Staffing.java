package bakery.platform.staffing;

import bakery.platform.Bus;
import bakery.platform.Deed;
import bakery.platform.Insistence;
import bakery.platform.Premises;
import bakery.platform.Pulse;
import bakery.platform.RoleService;
import bakery.platform.TryLater;
import bakery.platform.Wanted;
import bakery.platform.Workforce;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one role: what is wanted stands in the role's schema, a row for each node, and
 * every node brings its own to that number. Who changes rows rings a bell over the bus, so that it
 * happens at once; a lost bell is made up for by the next beat, which brings the row along. Methods
 * may be called from any thread; futures fail with {@link TryLater} when the database is away.
 */
public final class Staffing {

  private static final Logger LOG = LoggerFactory.getLogger(Staffing.class);

  private final Premises premises;
  private final String role;
  private final int told;
  private final String policyTold;
  private final Workforce<?> workers;
  private final StaffTable table;
  private final PolicyTable policies;
  private final PolicyKeeper keeper;
  private Bus.Registration bell = Future::succeededFuture;
  private volatile Wanted wanted = new Wanted(0, 0);

  /**
   * @param aggregates the table whose rows the workers claim
   * @param told how many workers this node's settings speak of
   * @param slots of one worker
   */
  public Staffing(
      Premises premises,
      String role,
      String aggregates,
      RoleService<?, ?> service,
      Workforce<?> workers,
      int told,
      int slots) {
    this.premises = premises;
    this.role = role;
    this.told = told;
    this.workers = workers;
    Pool pool = premises.pools().apply(role);
    this.table = new StaffTable(pool);
    this.policies = new PolicyTable(pool, aggregates);
    this.keeper = new PolicyKeeper(pool, policies, role, premises.name(), slots, premises.meters());
    this.policyTold =
        premises
            .settings()
            .parsed("BAKERY_POLICY_" + role.toUpperCase(Locale.ROOT), "", Staffing::checked);
    service.onBeat(this::felt);
    gauge(premises.meters(), "workers.wanted", () -> wanted.number());
    gauge(premises.meters(), "workers.present", workers::present);
    gauge(premises.meters(), "workers.leaving", workers::leaving);
  }

  private static String checked(String text) {
    if (!text.isEmpty() && !text.equals("off")) Policy.parse(text);
    return text;
  }

  private void gauge(MeterRegistry meters, String what, Supplier<Number> value) {
    Gauge.builder("bakery." + what, value).tag("role", role).register(meters);
  }

  public String role() {
    return role;
  }

  /** Once the service has started: the workers come. */
  public Future<Void> start() {
    return premises
        .bus()
        .subscribe(bellTopic(), this::rung)
        .onSuccess(registered -> bell = registered)
        .compose(heard -> insist(this::tellPolicy))
        .compose(clear -> insist(() -> table.open(premises.name(), told)))
        .compose(
            had -> {
              if (had.number() != told) {
                LOG.info(
                    "{}: {} workers, as {} had when it left, not {} as its settings say",
                    role,
                    had.number(),
                    premises.name(),
                    told);
              }
              return settle(had);
            });
  }

  private <T> Future<T> insist(Supplier<Future<T>> ask) {
    return Insistence.on(premises.vertx(), role + ": its workers", ask);
  }

  private Future<Void> tellPolicy() {
    if (policyTold.isEmpty()) return Future.succeededFuture();
    return policies.tell(policyTold, policyTold.equals("off") ? null : Policy.parse(policyTold));
  }

  /** Nobody is hired here any more, and nobody counts on this node. */
  public Future<Void> leave() {
    return Future.join(bell.end(), workers.close(), table.leave(premises.node()))
        .otherwiseEmpty()
        .mapEmpty();
  }

  /** Workers of this JVM that may claim. */
  public int present() {
    return workers.present();
  }

  /** Workers of this JVM that only finish what they hold. */
  public int leaving() {
    return workers.leaving();
  }

  /** Every node that has a number of workers. */
  public Future<List<Post>> posts() {
    return orLater(table.posts());
  }

  /**
   * Hires on the nodes at work, one after the other where there are fewest.
   *
   * @param node where alone, or null
   * @param deed is kept in the same transaction
   * @return the posts that have changed; fails with IllegalArgumentException when it cannot be
   */
  public Future<List<Post>> hire(int more, String node, Deed deed) {
    return change(posts -> Spread.more(more, of(posts, node)), deed);
  }

  /**
   * Lets go, one after the other where there are most; they finish what they hold.
   *
   * @param node where alone, or null
   * @return the posts that have changed; fails with IllegalArgumentException when it cannot be
   */
  public Future<List<Post>> letGo(int fewer, String node, Deed deed) {
    return change(posts -> Spread.fewer(fewer, of(posts, node)), deed);
  }

  /**
   * From now on, for the whole bakery.
   *
   * @param text as {@link Policy#parse} reads it, or {@code off}
   */
  public Future<Void> setPolicy(String text, Deed deed) {
    try {
      return orLater(policies.set(text.equals("off") ? null : Policy.parse(text), deed));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  /** Policy and last decisions, for people. */
  public Future<JsonObject> policy() {
    return orLater(policies.state().map(PolicyJson::of));
  }

  private Future<List<Post>> change(UnaryOperator<List<Post>> change, Deed deed) {
    return orLater(table.change(change, deed)).onSuccess(this::ring);
  }

  private List<Post> of(List<Post> posts, String node) {
    List<Post> meant =
        posts.stream()
            .filter(post -> node == null ? post.atWork() : post.node().equals(node))
            .toList();
    if (!meant.isEmpty()) return meant;
    throw new IllegalArgumentException(
        node == null
            ? "no node is at work in " + role
            : "there is no node " + node + " in " + role + ", but " + names(posts));
  }

  private static String names(List<Post> posts) {
    return posts.stream().map(Post::node).limit(20).collect(Collectors.joining(", "));
  }

  private String bellTopic() {
    return role + ".workers";
  }

  private void ring(List<Post> changed) {
    if (changed.isEmpty()) return;
    JsonArray numbers = new JsonArray();
    for (Post post : changed) {
      numbers.add(new JsonArray().add(post.node()).add(post.number()).add(post.version()));
    }
    premises.bus().publish(bellTopic(), numbers.toBuffer());
  }

  private void rung(Buffer bell) {
    for (Object each : new JsonArray(bell)) {
      JsonArray post = (JsonArray) each;
      if (!post.getString(0).equals(premises.name())) continue;
      settle(new Wanted(post.getInteger(1), post.getInteger(2)));
    }
  }

  private void felt(Pulse pulse) {
    settle(pulse.wanted());
    if (pulse.policyDue()) decide();
  }

  private Future<Void> settle(Wanted now) {
    if (now.version() > wanted.version()) wanted = now;
    return workers.want(now);
  }

  private void decide() {
    keeper
        .decide()
        .onSuccess(this::ring)
        .onFailure(e -> LOG.debug("{}: the policy must wait", role, e));
  }

  private <T> Future<T> orLater(Future<T> future) {
    return future.recover(
        e ->
            Future.failedFuture(
                e instanceof IllegalArgumentException ? e : new TryLater(role + " is busy", e)));
  }
}
