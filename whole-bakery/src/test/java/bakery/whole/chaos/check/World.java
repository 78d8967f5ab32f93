package bakery.whole.chaos.check;

import static bakery.gateway.model.Status.BAKING;
import static bakery.gateway.model.Status.COLLECTED;
import static bakery.gateway.model.Status.COMPLETED;
import static bakery.gateway.model.Status.DELIVERED;
import static bakery.gateway.model.Status.ON_THE_WAY;
import static bakery.gateway.model.Status.PAID;
import static bakery.gateway.model.Status.PLACED;
import static bakery.gateway.model.Status.READY;

import bakery.gateway.model.Status;
import bakery.platform.testing.TestDatabase;
import bakery.whole.chaos.crowd.Evidence;
import bakery.whole.chaos.crowd.Kind;
import bakery.whole.chaos.crowd.Trail;
import bakery.whole.chaos.crowd.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A bakery at rest in which all is well, in its tables and in its customers' memory: one order was
 * brought, one collected, one cancelled, one is owed. Tests plant a fault in it.
 */
final class World {

  static final int BROUGHT = 0;
  static final int FETCHED = 1;
  static final int CANCELLED = 2;
  static final int OWED = 3;

  private static final long SEED = 7;
  private static final int PRICE = 500;
  private static final List<Status> BROUGHT_STEPS =
      List.of(PLACED, PAID, BAKING, READY, ON_THE_WAY, DELIVERED, COMPLETED);
  private static final List<Status> FETCHED_STEPS =
      List.of(PLACED, PAID, BAKING, READY, COLLECTED, COMPLETED);
  private static final List<Status> CANCELLED_STEPS =
      List.of(PLACED, Status.CANCELLING, Status.CANCELLED);

  /** The log of what happened last, for emptying the others may be in it. */
  private static final List<String> TABLES =
      List.of(
          "gateway.orders",
          "gateway.idempotency_key",
          "gateway.outbox",
          "kitchen.ticket",
          "kitchen.outbox",
          "delivery.delivery",
          "delivery.outbox",
          "billing.payment",
          "billing.journal",
          "billing.outbox",
          "watch.happened");

  private final TestDatabase database;
  private final List<String> rows = new ArrayList<>();
  private final List<Trail> trails = new ArrayList<>();
  private final Evidence names =
      new Evidence(SEED, Instant.EPOCH, Duration.ZERO, trails, 0, List.of());

  World(TestDatabase database) {
    this.database = database;
  }

  /** Empties the tables and fills them with what went well, in one go. */
  World fresh() {
    trails.clear();
    rows.clear();
    for (String table : TABLES) rows.add("DELETE FROM " + table);
    ordered(BROUGHT, Kind.DELIVERED_CARD, BROUGHT_STEPS);
    ordered(FETCHED, Kind.PICKUP_CASH, FETCHED_STEPS);
    ordered(CANCELLED, Kind.CANCELLED, CANCELLED_STEPS);
    ordered(OWED, Kind.DEBT, BROUGHT_STEPS);
    made(BROUGHT);
    made(FETCHED);
    made(OWED);
    brought(BROUGHT);
    brought(OWED);
    paid(BROUGHT, "card", "CAPTURED", PRICE, 0);
    paid(FETCHED, "cash", "CAPTURED", PRICE, 0);
    paid(CANCELLED, "card", "RELEASED", 0, PRICE);
    paid(OWED, "card", "OWED", 0, PRICE);
    booked(BROUGHT, "capture", "card");
    booked(FETCHED, "capture", "cash");
    booked(OWED, "debt", "receivables");
    return execute(String.join(";\n", rows));
  }

  static UUID id(int which) {
    return new UUID(0x7000, 0x8000_0000_0000_0000L + which);
  }

  Trail trail(int which) {
    return trails.get(which);
  }

  /** In place of what this customer remembers. */
  Trail instead(int which) {
    Trail trail = new Trail(which, trail(which).kind(), true);
    trail.add(What.CAME, 0);
    trails.set(which, trail);
    return trail;
  }

  /** SQL in which {@code #0} is the id of order 0, and so on. */
  World execute(String sql) {
    database.execute(named(sql));
    return this;
  }

  List<Result> judged(UUID... poison) {
    Evidence evidence =
        new Evidence(
            SEED,
            Instant.now().minus(Duration.ofHours(1)),
            Duration.ofMinutes(1),
            trails,
            0,
            List.of());
    return new Checker(database.address(), Set.of(poison)).judge(evidence);
  }

  private static String named(String sql) {
    String named = sql;
    for (int which = BROUGHT; which <= OWED; which++) {
      named = named.replace("#" + which, "'" + id(which) + "'::uuid");
    }
    return named;
  }

  private void ordered(int which, Kind kind, List<Status> steps) {
    Trail trail = new Trail(which, kind, true);
    trails.add(trail);
    remembered(trail, which, steps);
    String history =
        steps.stream()
            .map("{\"status\":\"%s\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    rows.add(
        """
        INSERT INTO gateway.idempotency_key (key, digest, order_id) VALUES ('%1$s', '', #%2$d);
        INSERT INTO gateway.orders (id, number, placed_at, promised_at, lines, total_minor,
          currency, payment, fulfilment, status, seq, history, waits_for, open, due_at)
        VALUES (#%2$d, 'A1', now(), now(), '[{"product":"croissant","quantity":2,"extra":1}]',
          %3$d, 'GBP', 'card', '%4$s', '%5$s', %6$d, '%7$s', 'NOTHING', false, now())
        """
            .formatted(
                names.key(trail),
                which,
                PRICE,
                kind.isDelivered() ? "delivery" : "pickup",
                steps.getLast(),
                steps.size(),
                history));
  }

  private static void remembered(Trail trail, int which, List<Status> steps) {
    trail.named(id(which));
    trail.add(What.CAME, 0);
    trail.answer(What.ORDERED, 201, PLACED, 1, 0, 10);
    trail.add(What.OPENED, 11);
    long micros = 1_000;
    for (Status step : steps) {
      int seq = steps.indexOf(step) + 1;
      trail.add(What.NEWS, 0, step, seq, micros);
      trail.answer(What.READ, 200, step, seq, micros + 1, micros + 2);
      micros += 1_000;
    }
    trail.add(What.CLOSED, 1000, null, 0, micros);
    trail.answer(What.REPEATED, 201, PLACED, 1, micros, micros + 1);
  }

  private void made(int which) {
    rows.add(
        """
        INSERT INTO kitchen.ticket (id, items, status, baker, work_seconds, open, due_at)
        VALUES (#%d, '[{"product":"croissant","quantity":2}]', 'BAKED', 'Ada', 1, false, now())
        """
            .formatted(which));
  }

  private void brought(int which) {
    rows.add(
        """
        INSERT INTO delivery.delivery (id, status, courier, tries, open, due_at)
        VALUES (#%d, 'DELIVERED', 'Bob', 0, false, now())
        """
            .formatted(which));
  }

  private void paid(int which, String method, String status, int captured, int released) {
    rows.add(
        """
        INSERT INTO billing.payment (id, lines, method, amount_minor, currency, status, held_minor,
          captured_minor, released_minor, refunded_minor, attempts, open, due_at)
        VALUES (#%d, '[]', '%s', %d, 'GBP', '%s', %d, %d, %d, 0, 0, false, now())
        """
            .formatted(which, method, PRICE, status, PRICE, captured, released));
  }

  private void booked(int which, String decision, String debit) {
    for (String credit : Arrays.asList("sales", "tax-2000")) {
      boolean net = credit.equals("sales");
      rows.add(
          """
          INSERT INTO billing.journal (order_id, decision, n, debit, credit, amount_minor,
            currency, tax_basis_points, booked_at)
          VALUES (#%d, '%s', %d, '%s', '%s', %d, 'GBP', 2000, now())
          """
              .formatted(which, decision, net ? 0 : 1, debit, credit, net ? 417 : PRICE - 417));
    }
  }
}
