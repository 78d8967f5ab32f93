package bakery.node;

/** What {@code up} prints: where to order, a line to try it with, how to follow, who is staff. */
final class Welcome {

  private Welcome() {}

  static String text(Node node, long millis) {
    var url = node.httpUrl().orElse("http://HOST:PORT");
    return """

        The bakery is open after %s s. Order in a browser at %s/
        Programs order at %s/v1/orders, the menu is at %s/v1/menu.

        Order two croissants:
          curl -sS %s/v1/orders -H 'Content-Type: application/json' -H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" -d '%s'

        Follow the order; its id and its trackingToken stand in the answer:
          curl -sSN '%s/v1/orders/ID/feed' -H 'Accept: text/event-stream' -H 'Authorization: Bearer TOKEN'
          scripts/bakery follow ID --token=TOKEN

        A token for staff (operator, kitchen, courier, office), as Authorization: Bearer …
          scripts/bakery token --right operator
        With it they watch the bakery at work, and run it, at %s/bakery

        Another node:   scripts/bakery node --roles kitchen=2,delivery=1
        Health, metrics: %s/metrics
        Ctrl-C closes this node; scripts/bakery down stops whatever is left, the database too.
        """
        .formatted(
            "%.1f".formatted(millis / 1_000.0),
            url,
            url,
            url,
            url,
            ORDER,
            url,
            url,
            node.operationsUrl());
  }

  private static final String ORDER =
      "{\"lines\":[{\"product\":\"croissant\",\"quantity\":2}],"
          + "\"fulfilment\":{\"method\":\"delivery\",\"address\":{\"name\":\"Ada Baker\","
          + "\"phone\":\"+44 131 496 0123\",\"street\":\"12 Rose Street\",\"city\":\"Edinburgh\","
          + "\"postalCode\":\"EH2 2PR\"}},"
          + "\"payment\":{\"method\":\"card\",\"token\":\"tok_ok\"}}";
}
