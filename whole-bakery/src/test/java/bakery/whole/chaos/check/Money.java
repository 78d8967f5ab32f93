package bakery.whole.chaos.check;

/** What billing holds, took and gave back, beside what was ordered and what the journal says. */
final class Money {

  private static final String PAYMENTS = "SELECT count(*) FROM billing.payment";
  private static final String ORDERS = "SELECT count(*) FROM gateway.orders";

  static final Check PER_ORDER =
      Check.sql(
          "held = captured + released, refunded <= captured, for each order",
          PAYMENTS,
          """
          SELECT id, format('%s: held %s, captured %s, released %s, refunded %s', status,
                            held_minor, captured_minor, released_minor, refunded_minor) AS what
            FROM billing.payment
           WHERE open OR status = 'HELD' OR held_minor <> captured_minor + released_minor
              OR refunded_minor > captured_minor
           ORDER BY id
          """);

  static final Check IN_SUM =
      Check.sql(
          "held = captured + released, refunded <= captured, in the sum",
          PAYMENTS,
          """
          SELECT currency AS id,
                 format('held %s, captured %s, released %s, refunded %s', sum(held_minor),
                        sum(captured_minor), sum(released_minor), sum(refunded_minor)) AS what
            FROM billing.payment
           GROUP BY currency
          HAVING sum(held_minor) <> sum(captured_minor) + sum(released_minor)
              OR sum(refunded_minor) > sum(captured_minor)
          """);

  static final Check CHARGED =
      Check.sql(
          "who got his order paid or owes its price, who did not paid nothing",
          ORDERS,
          """
          SELECT o.id,
                 format('%s, costs %s: payment %s, captured %s, refunded %s', o.status,
                        o.total_minor, coalesce(p.status, 'none'), p.captured_minor,
                        p.refunded_minor) AS what
            FROM gateway.orders o LEFT JOIN billing.payment p ON p.id = o.id
           WHERE NOT CASE
                   WHEN o.status <> 'COMPLETED'
                     THEN coalesce(p.captured_minor - p.refunded_minor, 0) = 0
                          AND coalesce(p.status, '') <> 'OWED'
                   WHEN p.status = 'OWED' THEN p.amount_minor = o.total_minor
                   ELSE coalesce(p.captured_minor - p.refunded_minor, 0) = o.total_minor
                 END
           ORDER BY o.id
          """);

  /** A payment that was refunded becomes CAPTURED again after each refund. */
  static final Check CAPTURED_ONCE =
      Check.sql(
          "no payment was captured twice",
          "SELECT count(*) FROM watch.happened WHERE what = 'CAPTURED'",
          """
          SELECT h.id, format('captured %s times', count(*)) AS what
            FROM watch.happened h LEFT JOIN billing.payment p ON p.id = h.id
           WHERE h.what = 'CAPTURED'
           GROUP BY h.id, p.refunds
          HAVING count(*) > 1 + coalesce(jsonb_array_length(p.refunds), 0)
          """);

  /** Each movement has two sides; what must be balanced are the movements of an order. */
  static final Check JOURNAL =
      Check.sql(
          "the journal agrees with every payment",
          "SELECT count(*) FROM billing.journal",
          """
          SELECT coalesce(p.id, j.order_id) AS id,
                 format('%s: captured %s, refunded %s; booked %s, %s and owed %s', p.status,
                        p.captured_minor, p.refunded_minor, j.captured, j.refunded, j.owed) AS what
            FROM billing.payment p
            FULL JOIN (
              SELECT order_id,
                     sum(amount_minor) FILTER (WHERE decision = 'capture') AS captured,
                     sum(amount_minor) FILTER (WHERE decision LIKE 'refund:%') AS refunded,
                     sum(amount_minor) FILTER (WHERE decision = 'debt') AS owed
                FROM billing.journal GROUP BY order_id) j ON j.order_id = p.id
           WHERE p.captured_minor IS DISTINCT FROM coalesce(j.captured, 0)
              OR p.refunded_minor IS DISTINCT FROM coalesce(j.refunded, 0)
              OR CASE WHEN p.status = 'OWED' THEN p.amount_minor ELSE 0 END
                 <> coalesce(j.owed, 0)
           ORDER BY 1
          """);

  static final Check BALANCED =
      Check.sql(
          "the journal's accounts are balanced, and hold what was paid and is owed",
          "SELECT count(*) FROM billing.journal",
          """
          WITH side AS (
            SELECT debit AS account, amount_minor AS amount FROM billing.journal
            UNION ALL
            SELECT credit, -amount_minor FROM billing.journal),
          stands AS (
            SELECT CASE WHEN account IN ('card', 'cash', 'receivables') THEN account
                        WHEN account IN ('sales', 'refunds') OR account LIKE 'tax-%' THEN 'earned'
                        ELSE 'unknown: ' || account END AS account,
                   sum(amount) AS amount
              FROM side GROUP BY 1),
          paid AS (
            SELECT method AS account, sum(captured_minor - refunded_minor) AS amount
              FROM billing.payment GROUP BY 1
            UNION ALL
            SELECT 'receivables', sum(amount_minor) FROM billing.payment WHERE status = 'OWED'
            UNION ALL
            SELECT 'earned', -sum(CASE WHEN status = 'OWED' THEN amount_minor
                                       ELSE captured_minor - refunded_minor END)
              FROM billing.payment)
          SELECT coalesce(stands.account, paid.account) AS id,
                 format('stands at %s, should at %s', stands.amount, paid.amount) AS what
            FROM stands FULL JOIN paid USING (account)
           WHERE coalesce(stands.amount, 0) <> coalesce(paid.amount, 0)
              OR stands.account LIKE 'unknown%'
          """);

  private Money() {}
}
