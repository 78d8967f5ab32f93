package bakery.node;

import bakery.contracts.Right;
import bakery.node.terminal.Unreachable;
import bakery.platform.Repair;
import bakery.platform.Settings;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks the nodes of a bakery, over their operations ports, what went wrong and to repair it. */
final class RepairClient {
  static final int MOST = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofSeconds(8);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final List<String> nodes;
  private final String token;
  private final List<String> silent = new ArrayList<>();
  private final HttpClient http;

  private RepairClient(List<String> nodes, String token, Settings settings) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(Trust.given(settings))
            .connectTimeout(PATIENCE)
            .build();
    this.nodes = nodes;
    this.token = token;
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
    return new RepairClient(
        nodes, StaffToken.of(settings, StaffToken.SHORT, Right.OPERATOR), settings);
  }

  private static List<String> running(DataFolder folder, Settings settings) {
    var host = settings.text("BAKERY_OPERATIONS_HOST", "127.0.0.1");
    return folder.running().stream()
        .filter(node -> node.process().isPresent())
        .filter(node -> node.about().containsKey("operations")) // else it has not opened yet
        .map(DataFolder.Running::about)
        .map(
            node ->
                node.getOrDefault("scheme", "http") + "://" + host + ":" + node.get("operations"))
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
    var request = authorized(HttpRequest.newBuilder(URI.create(url)), GLANCE);
    return http.sendAsync(request, BodyHandlers.ofString());
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
    return firstOf("POST", path, body);
  }

  /** The same, of what has one value. */
  JsonObject set(String path, JsonObject body) throws InterruptedException {
    return firstOf("PUT", path, body);
  }

  private JsonObject firstOf(String method, String path, JsonObject body)
      throws InterruptedException {
    var refusals = new ArrayList<String>();
    for (var node : nodes) {
      var request =
          HttpRequest.newBuilder(URI.create(node + path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body.encode()));
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

  /**
   * @return the operations port of the node of that name
   * @throws IllegalStateException when none of those that are asked has it
   */
  String named(String name) throws InterruptedException {
    var others = new ArrayList<String>();
    for (var node : nodes) {
      try {
        var answered = get(node + "/workers").getString("node");
        if (answered.equals(name)) return node;
        others.add(answered);
      } catch (Unreachable e) {
        others.add(node + " (does not answer)");
      }
    }
    throw new IllegalStateException(
        "there is no node " + name + ", but " + String.join(", ", others));
  }

  /** Orders something that takes its time, and hears line by line how it goes. */
  void order(String url, JsonObject body, Consumer<JsonObject> line)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body.encode()));
    var answer = http.send(authorized(request, PATIENCE), BodyHandlers.ofLines());
    try (var lines = answer.body()) {
      if (answer.statusCode() != OK) {
        throw new IllegalStateException(
            url + " refuses: " + detail(answer.statusCode(), lines.collect(Collectors.joining())));
      }
      lines.map(JsonObject::new).forEach(line);
    }
  }

  JsonObject get(String url) throws InterruptedException {
    var answer = send(HttpRequest.newBuilder(URI.create(url)));
    if (answer.statusCode() == OK) return new JsonObject(answer.body());
    throw new IllegalStateException(url + " refuses: " + detail(answer));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    var asked = authorized(request, PATIENCE);
    try {
      return http.send(asked, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Unreachable(asked.uri() + " does not answer (" + e + ")");
    }
  }

  private HttpRequest authorized(HttpRequest.Builder request, Duration patience) {
    return request.header("Authorization", "Bearer " + token).timeout(patience).build();
  }

  private static String detail(HttpResponse<String> answer) {
    return detail(answer.statusCode(), answer.body());
  }

  private static String detail(int status, String body) {
    try {
      return status + ", " + new JsonObject(body).getString("detail");
    } catch (DecodeException e) {
      return status + ", " + body;
    }
  }
}
