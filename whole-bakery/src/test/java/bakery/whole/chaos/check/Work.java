package bakery.whole.chaos.check;

/** What bakers and couriers did, as the tables say and as {@link Checker#watch} noted it. */
final class Work {

  private static final String ITEMS =
      """
      (SELECT coalesce(jsonb_agg(jsonb_build_array(line->'product', line->'quantity')
                                 ORDER BY line->>'product', line->>'quantity'), '[]')
         FROM jsonb_array_elements(%s) AS line)
      """;

  static final Check BAKED_ONCE =
      Check.sql(
          "every line was baked by exactly one surviving claim",
          """
          SELECT coalesce(sum(jsonb_array_length(lines)), 0) FROM gateway.orders
           WHERE status = 'COMPLETED'
          """,
          """
          SELECT coalesce(o.id, h.id) AS id,
                 format('%s: ticket %s by %s, baked %s times by %s', coalesce(o.status, 'no order'),
                        coalesce(t.status, 'none'), t.baker, coalesce(h.times, 0), h.bakers) AS what
            FROM gateway.orders o
            LEFT JOIN kitchen.ticket t ON t.id = o.id
            FULL JOIN (SELECT id, count(*) AS times, string_agg(by, ', ') AS bakers
                         FROM watch.happened WHERE what = 'BAKED' GROUP BY id) h ON h.id = o.id
           WHERE o.id IS NULL OR coalesce(h.times, 0) > 1
              OR o.status = 'COMPLETED'
                 AND (h.times IS NULL OR t.status IS DISTINCT FROM 'BAKED'
                      OR h.bakers IS DISTINCT FROM t.baker
                      OR ORDERED <> BAKED)
           ORDER BY 1
          """
              .replace("ORDERED", ITEMS.formatted("o.lines"))
              .replace("BAKED)", ITEMS.formatted("t.items") + ")"));

  static final Check DELIVERED_ONCE =
      Check.sql(
          "every order was brought once, or collected and not brought",
          "SELECT count(*) FROM gateway.orders WHERE status = 'COMPLETED'",
          """
          SELECT coalesce(o.id, h.id) AS id,
                 format('%s, for %s: delivery %s, delivered %s times by %s',
                        coalesce(o.status, 'no order'), o.fulfilment, coalesce(d.status, 'none'),
                        coalesce(h.times, 0), h.couriers) AS what
            FROM gateway.orders o
            LEFT JOIN delivery.delivery d ON d.id = o.id
            FULL JOIN (SELECT id, count(*) AS times, string_agg(by, ', ') AS couriers
                         FROM watch.happened WHERE what = 'DELIVERED' GROUP BY id) h
              ON h.id = o.id
           WHERE coalesce(h.times, 0)
                 <> CASE WHEN o.status = 'COMPLETED' AND o.fulfilment = 'delivery' THEN 1
                         ELSE 0 END
              OR o.fulfilment = 'pickup' AND d.id IS NOT NULL
           ORDER BY 1
          """);

  static final Check NOTHING_LEFT =
      Check.sql(
          "nobody has work left in hand",
          """
          SELECT (SELECT count(*) FROM kitchen.ticket) + (SELECT count(*) FROM delivery.delivery)
               + (SELECT count(*) FROM billing.payment)
          """,
          """
          SELECT id, 'ticket ' || status AS what FROM kitchen.ticket WHERE open
          UNION ALL
          SELECT id, 'delivery ' || status FROM delivery.delivery WHERE open
          UNION ALL
          SELECT id, 'payment ' || status FROM billing.payment WHERE open
          """);

  private Work() {}
}
