package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the databases of the roles say when the bakery is at rest. Looks into every schema. */
public record Books(TestDatabase database) {

  private static final List<String> ROLES = List.of("gateway", "kitchen", "delivery", "billing");

  /**
   * Notes, beside the tables, every time that a ticket becomes baked, a delivery delivered, a
   * payment captured: a row alone cannot tell that it happened twice.
   */
  public void watch() {
    database.execute(
        """
        CREATE SCHEMA watch;
        CREATE TABLE watch.happened (
          n bigint GENERATED ALWAYS AS IDENTITY, what text, id uuid, by text,
          at timestamptz NOT NULL DEFAULT clock_timestamp());
        CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF TG_OP = 'INSERT' OR OLD.status <> NEW.status THEN
            INSERT INTO watch.happened (what, id, by)
            VALUES (NEW.status, NEW.id, coalesce(to_jsonb(NEW)->>'baker', to_jsonb(NEW)->>'courier'));
          END IF;
          RETURN NULL;
        END $$;
        GRANT USAGE ON SCHEMA watch TO PUBLIC;
        CREATE TRIGGER watch AFTER INSERT OR UPDATE ON kitchen.ticket
          FOR EACH ROW WHEN (NEW.status = 'BAKED') EXECUTE FUNCTION watch.note();
        CREATE TRIGGER watch AFTER INSERT OR UPDATE ON delivery.delivery
          FOR EACH ROW WHEN (NEW.status = 'DELIVERED') EXECUTE FUNCTION watch.note();
        CREATE TRIGGER watch AFTER INSERT OR UPDATE ON billing.payment
          FOR EACH ROW WHEN (NEW.status = 'CAPTURED') EXECUTE FUNCTION watch.note();
        """);
  }

  long openOrders() {
    return database.number("SELECT count(*) FROM gateway.orders WHERE open");
  }

  long orders() {
    return database.number("SELECT count(*) FROM gateway.orders");
  }

  long waitingTickets() {
    return database.number("SELECT count(*) FROM kitchen.ticket WHERE open AND owner IS NULL");
  }

  long baked() {
    return database.number("SELECT count(*) FROM watch.happened WHERE what = 'BAKED'");
  }

  /** Of the tickets baked as number {@code from} to {@code to}, how many by whose bakers. */
  Map<String, Long> bakedBy(long from, long to) {
    return database
        .query(
            """
            SELECT by, count(*) AS tickets
              FROM (SELECT by, row_number() OVER (ORDER BY n) AS nth
                      FROM watch.happened WHERE what = 'BAKED') AS baked
             WHERE nth >= %d AND nth < %d
             GROUP BY by
            """
                .formatted(from, to))
        .stream()
        .collect(Collectors.toMap(row -> (String) row.get("by"), row -> (Long) row.get("tickets")));
  }

  /** The open tickets that this node, in its present incarnation, has claimed. */
  List<UUID> ticketsHeldBy(Jvm node) {
    return ids(
        """
        SELECT id FROM kitchen.ticket
         WHERE open AND owner = (SELECT id FROM kitchen.node WHERE name = '%s'
                                  ORDER BY started_at DESC LIMIT 1)
        """
            .formatted(node.name));
  }

  /** How many bakers are hired there. */
  long bakers(Jvm node) {
    return database.number(
        "SELECT coalesce(sum(number), 0) FROM kitchen.workers WHERE node = '" + node.name + "'");
  }

  /** What staff did, in all roles: a node that ends keeps it in one of its own. */
  long audited(String who, String action, String thing) {
    String table =
        "SELECT count(*) FROM %s.audit WHERE who = '%s' AND by_right = 'operator'"
            + " AND action = '%s' AND thing = '%s'";
    return ROLES.stream()
        .mapToLong(role -> database.number(table.formatted(role, who, action, thing)))
        .sum();
  }

  boolean allBaked(List<UUID> tickets) {
    List<UUID> baked = ids("SELECT id FROM kitchen.ticket WHERE status = 'BAKED'");
    return baked.containsAll(tickets);
  }

  /** As the other, for those who are patient elsewhere. */
  public void comeToRest(Duration limit) {
    comeToRest(Patience.within(limit));
  }

  /** Waits until every order has ended and every letter has its receipt, then checks the rest. */
  void comeToRest(Patience patience) {
    patience.untilAsserted(this::everyOrderEnded);
    patience.untilAsserted(this::outboxesEmpty);
    nothingParked();
    nothingHappenedTwice();
    everythingSoldWasMadeAndBrought();
    moneyAddsUp();
    journalAgrees();
  }

  void everyOrderEnded() {
    assertThat(
            ids(
                """
                SELECT id FROM gateway.orders
                 WHERE open OR status NOT IN ('COMPLETED', 'DECLINED', 'CANCELLED') LIMIT 20
                """))
        .as("orders without an end, %d open", openOrders())
        .isEmpty();
  }

  void outboxesEmpty() {
    for (String role : ROLES) {
      assertThat(database.number("SELECT count(*) FROM " + role + ".outbox"))
          .as("letters of %s without a receipt", role)
          .isZero();
    }
  }

  void nothingParked() {
    for (String role : ROLES) {
      assertThat(database.query("SELECT * FROM " + role + ".outbox WHERE parked_at IS NOT NULL"))
          .as("parked by %s", role)
          .isEmpty();
    }
  }

  /** Baked once, delivered once, charged once. */
  void nothingHappenedTwice() {
    assertThat(
            database.query(
                "SELECT what, id, count(*) FROM watch.happened GROUP BY 1, 2 HAVING count(*) > 1"))
        .as("what happened more than once")
        .isEmpty();
  }

  void everythingSoldWasMadeAndBrought() {
    assertThat(
            ids(
                """
                SELECT o.id FROM gateway.orders o
                  LEFT JOIN kitchen.ticket t ON t.id = o.id AND t.status = 'BAKED'
                  LEFT JOIN billing.payment p ON p.id = o.id AND p.status IN ('CAPTURED', 'OWED')
                 WHERE o.status = 'COMPLETED' AND (t.id IS NULL OR p.id IS NULL)
                """))
        .as("completed but not baked or not paid")
        .isEmpty();
  }

  /** Held = captured + released, refunded ≤ captured. */
  void moneyAddsUp() {
    assertThat(
            ids(
                """
                SELECT id FROM billing.payment
                 WHERE status <> 'OWED'
                   AND (held_minor <> captured_minor + released_minor
                        OR refunded_minor > captured_minor)
                """))
        .as("payments that do not add up")
        .isEmpty();
  }

  /** What was captured stands in the journal, once. */
  void journalAgrees() {
    assertThat(
            ids(
                """
                SELECT p.id FROM billing.payment p
                  LEFT JOIN (SELECT order_id, sum(amount_minor) AS booked FROM billing.journal
                              WHERE decision = 'capture' GROUP BY order_id) j ON j.order_id = p.id
                 WHERE p.captured_minor <> coalesce(j.booked, 0)
                """))
        .as("captured otherwise than booked")
        .isEmpty();
  }

  private List<UUID> ids(String sql) {
    return database.query(sql).stream().map(row -> (UUID) row.get("id")).toList();
  }
}
