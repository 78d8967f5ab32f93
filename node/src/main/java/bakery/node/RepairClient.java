package bakery.node;

import bakery.node.terminal.Unreachable;
import bakery.platform.Repair;
import bakery.platform.Settings;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks the nodes of a bakery, over their operations ports, what went wrong and to repair it. */
final class RepairClient {
  static final int MOST = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofSeconds(8);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final List<String> nodes;
  private final String staffKey;
  private final List<String> silent = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private RepairClient(List<String> nodes, String staffKey) {
    this.nodes = nodes;
    this.staffKey = staffKey;
  }

  /**
   * @param urls of operations ports; those of the nodes on this machine when there are none
   */
  static RepairClient of(List<String> urls, Settings settings) {
    var folder = DataFolder.of(settings);
    var nodes = urls.isEmpty() ? running(folder, settings) : urls;
    if (nodes.isEmpty()) {
      throw new Unreachable(
          "no node of the bakery in " + folder.root() + " runs here; say --operations URL");
    }
    var key = settings.text("BAKERY_STAFF_KEY");
    if (key.isEmpty() && !folder.exists()) {
      throw new IllegalArgumentException(
          "BAKERY_STAFF_KEY is not set and there is no bakery in " + folder.root());
    }
    return new RepairClient(nodes, key.orElseGet(folder::staffKey));
  }

  private static List<String> running(DataFolder folder, Settings settings) {
    var host = settings.text("BAKERY_OPERATIONS_HOST", "127.0.0.1");
    return folder.running().stream()
        .filter(node -> node.process().isPresent())
        .filter(node -> node.about().containsKey("operations")) // else it has not opened yet
        .map(node -> "http://" + host + ":" + node.about().get("operations"))
        .toList();
  }

  /** Of every role once, whichever of its nodes tells it. */
  Collection<JsonObject> list(String what) throws InterruptedException {
    var all = new LinkedHashMap<String, JsonObject>();
    for (var node : nodes) {
      try {
        addAll(all, node, what);
      } catch (Unreachable e) {
        silent.add(e.getMessage());
      }
    }
    if (silent.size() == nodes.size()) throw new Unreachable(String.join("\n", silent));
    return all.values();
  }

  /**
   * What each node answers, of those that do; all are asked at once, and not waited for long.
   *
   * @throws Unreachable when none does
   */
  List<JsonObject> ask(String path) throws InterruptedException {
    var asked = new LinkedHashMap<String, CompletableFuture<HttpResponse<String>>>();
    for (var node : nodes) asked.put(node + path, send(node + path));
    var answers = new ArrayList<JsonObject>();
    for (var each : asked.entrySet()) {
      try {
        var answer = each.getValue().get();
        if (answer.statusCode() == OK) answers.add(new JsonObject(answer.body()));
        else silent.add(each.getKey() + " refuses: " + detail(answer));
      } catch (ExecutionException e) {
        silent.add(each.getKey() + " does not answer (" + e.getCause() + ")");
      }
    }
    if (answers.isEmpty()) throw new Unreachable(String.join("\n", silent));
    return answers;
  }

  private CompletableFuture<HttpResponse<String>> send(String url) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + staffKey)
            .timeout(GLANCE)
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Nodes that did not answer, and why: what only they could tell is missing. */
  List<String> silent() {
    return silent;
  }

  private void addAll(Map<String, JsonObject> all, String node, String what)
      throws InterruptedException {
    var page = get(node + "/" + what + "?limit=" + Repair.MAX_PAGE);
    add(all, page, what);
    var next = new LinkedHashMap<>(page.getJsonObject("next").getMap());
    while (!next.isEmpty() && all.size() < MOST) {
      var role = next.keySet().iterator().next();
      var query = "?limit=%d&role=%s&after=%s";
      page = get(node + "/" + what + query.formatted(Repair.MAX_PAGE, role, next.remove(role)));
      add(all, page, what);
      next.putAll(page.getJsonObject("next").getMap());
    }
  }

  private static void add(Map<String, JsonObject> all, JsonObject page, String what) {
    for (var each : page.getJsonArray(what)) {
      var row = (JsonObject) each;
      all.put(row.getString("role") + " " + row.getString("id"), row);
    }
  }

  /** By the first node that plays the role. */
  JsonObject order(String path, JsonObject body) throws InterruptedException {
    var refusals = new ArrayList<String>();
    for (var node : nodes) {
      var request =
          HttpRequest.newBuilder(URI.create(node + path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
      try {
        var answer = send(request);
        if (answer.statusCode() == OK) return new JsonObject(answer.body());
        var refusal = node + " refuses: " + detail(answer);
        if (answer.statusCode() != NOT_FOUND) throw new IllegalStateException(refusal);
        refusals.add(refusal);
      } catch (Unreachable e) {
        silent.add(e.getMessage());
      }
    }
    if (refusals.isEmpty()) throw new Unreachable(String.join("\n", silent));
    refusals.addAll(silent);
    throw new IllegalStateException(String.join("\n", refusals));
  }

  private JsonObject get(String url) throws InterruptedException {
    var answer = send(HttpRequest.newBuilder(URI.create(url)));
    if (answer.statusCode() == OK) return new JsonObject(answer.body());
    throw new IllegalStateException(url + " refuses: " + detail(answer));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    var asked = request.header("Authorization", "Bearer " + staffKey).timeout(PATIENCE).build();
    try {
      return http.send(asked, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Unreachable(asked.uri() + " does not answer (" + e + ")");
    }
  }

  private static String detail(HttpResponse<String> answer) {
    try {
      return answer.statusCode() + ", " + new JsonObject(answer.body()).getString("detail");
    } catch (DecodeException e) {
      return answer.statusCode() + ", " + answer.body();
    }
  }
}
