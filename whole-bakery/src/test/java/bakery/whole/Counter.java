package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

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
    bakers("letGo");
    try {
      Patience.seconds(10)
          .until("nobody bakes", () -> bakery.kitchens().stream().allMatch(this::isEmpty));
      what.run();
    } finally {
      bakers("hire");
    }
  }

  private void bakers(String what) {
    for (Jvm kitchen : bakery.kitchens()) {
      ask(
          "POST",
          "/v1/bakery/workers/kitchen",
          "{\"%s\":%d,\"node\":\"%s\"}".formatted(what, ShopWindow.BAKERS, kitchen.name));
    }
  }

  private boolean isEmpty(Jvm kitchen) {
    return bakery.books().bakers(kitchen) == 0;
  }

  Http.Reply ask(String method, String path, String body) {
    Http.Reply reply =
        bakery
            .anyGateway(
                gateway ->
                    Http.request(gateway.http(path))
                        .header("Authorization", "Bearer " + TestStaff.TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build())
            .orElseThrow();
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }
}
