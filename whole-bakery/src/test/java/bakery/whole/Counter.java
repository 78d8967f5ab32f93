package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/** What staff do and know elsewhere while somebody looks at a page; asked over HTTP. */
record Counter(WholeBakery bakery) {

  /** The steps that the order made. */
  List<String> history(String orderId) {
    return ask("GET", "/v1/orders/" + orderId + "/history", "")
        .json()
        .get("history")
        .findValuesAsText("status");
  }

  void collect(String orderId) {
    ask("POST", "/v1/orders/" + orderId + "/collection", "");
  }

  void sells(String product, boolean available) {
    ask("PUT", "/v1/menu/" + product + "/availability", "{\"available\":" + available + "}");
  }

  /** All bakers are let go, so that orders stay PAID, and hired again. */
  void whileNobodyBakes(Runnable what) {
    bakery.kitchens().forEach(kitchen -> employs(kitchen, 0));
    try {
      what.run();
    } finally {
      bakery.kitchens().forEach(kitchen -> employs(kitchen, ShopWindow.BAKERS));
    }
  }

  /** An errand may be lost, for example with its gateway: the table tells what is still to do. */
  private void employs(Jvm kitchen, int bakers) {
    Patience.seconds(20)
        .until(
            bakers + " bakers in " + kitchen,
            () -> {
              long more = bakers - bakery.books().bakers(kitchen);
              if (more != 0) send("POST", "/v1/bakery/workers/kitchen", errand(more, kitchen));
              return more == 0;
            });
  }

  private static String errand(long more, Jvm kitchen) {
    return "{\"%s\":%d,\"node\":\"%s\"}"
        .formatted(more > 0 ? "hire" : "letGo", Math.abs(more), kitchen.name);
  }

  Http.Reply ask(String method, String path, String body) {
    Http.Reply reply = send(method, path, body).orElseThrow();
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  private Optional<Http.Reply> send(String method, String path, String body) {
    return bakery.anyGateway(
        gateway ->
            Http.request(gateway.http(path))
                .header("Authorization", "Bearer " + TestStaff.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
  }
}
