package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.contracts.Right;
import bakery.gateway.pages.Pages;
import bakery.gateway.pages.WebFiles;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The routes take the rights that the document says, and no route is missing there. */
class RightsTest {

  @Test
  void the_document_names_every_route_and_the_rights_that_it_takes() {
    try (Gateway gateway = new Gateway(Map.of())) {
      assertThat(served(gateway)).isEqualTo(promised()).hasSizeGreaterThan(10);
    }
  }

  @Test
  void a_token_opens_what_its_rights_are_for_and_is_told_which_right_is_missing() {
    try (Gateway gateway = new Gateway(Map.of())) {
      String office = Gateway.token(Right.OFFICE);

      var tickets = gateway.call("GET", "/v1/tickets", null, "Authorization", "Bearer " + office);
      var nobody = gateway.call("GET", "/v1/tickets", null, "Authorization", "Bearer x" + office);

      assertThat(tickets.statusCode()).isEqualTo(403);
      assertThat(new JsonObject(tickets.body()).getString("type"))
          .isEqualTo("urn:bakery:problem:right-missing");
      assertThat(new JsonObject(tickets.body()).getString("detail")).endsWith("kitchen");
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(nobody.headers().firstValue("www-authenticate")).contains("Bearer");
    }
  }

  /** Method and path → the rights of staff; empty where everybody may. */
  private static Map<String, Set<String>> served(Gateway gateway) {
    Pages pages = new Pages(WebFiles.load(gateway.vertx).await());
    Router router = Routes.of(gateway.vertx, gateway.shop, pages, operations -> {});
    Map<String, Set<String>> served = new TreeMap<>();
    for (Route route : router.getRoutes()) {
      if (route.getPath() == null || route.methods() == null) continue;
      if (!route.getPath().startsWith("/v1/")) continue;
      String path = route.getPath().replaceAll(":([a-z]+)", "{$1}");
      for (HttpMethod method : route.methods()) {
        Set<String> rights = served.computeIfAbsent(method + " " + path, p -> new TreeSet<>());
        List<Right> taken = route.getMetadata(Routes.RIGHTS);
        if (taken != null) taken.forEach(right -> rights.add(right.word()));
      }
    }
    return served;
  }

  private static Map<String, Set<String>> promised() {
    Map<String, Set<String>> promised = new HashMap<>();
    JsonObject paths = Contract.document().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      if (!path.startsWith("/v1/")) continue;
      for (String method : paths.getJsonObject(path).fieldNames()) {
        JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
        promised.put(
            method.toUpperCase(Locale.ROOT) + " " + path,
            operation.getJsonArray("security", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .flatMap(way -> way.getJsonArray("staff", new JsonArray()).stream())
                .map(String.class::cast)
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return promised;
  }

  @Test
  void every_operation_with_a_guard_says_401_and_403() {
    JsonObject paths = Contract.document().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
        boolean guarded = operation.containsKey("security");
        for (String status : Arrays.asList("401", "403")) {
          assertThat(operation.getJsonObject("responses").containsKey(status))
              .as("%s %s says %s", method, path, status)
              .isEqualTo(guarded);
        }
      }
    }
  }
}
