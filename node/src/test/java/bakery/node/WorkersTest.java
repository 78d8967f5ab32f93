package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.contracts.Right;
import bakery.node.terminal.Exit;
import bakery.platform.Settings;
import bakery.platform.testing.ClusterPorts;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kitchens whose bakers are hired and let go while they run. */
class WorkersTest {
  private static final int PATIENCE_SECONDS = 90;
  private static final String SLOTS = "4";

  @TempDir Path data;
  private final TestDatabase database = TestDatabase.database();
  private final String port = Integer.toString(ClusterPorts.stretch());
  private final List<Node> nodes = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void closeAll() throws InterruptedException {
    nodes.forEach(Node::close);
    for (var process : processes) process.destroyForcibly().waitFor();
  }

  @Test
  void bakersHiredOnARunningNodeBakeAtOnceAndThoseLetGoFinishWhatTheyHold() throws Exception {
    var node = open("kitchen=1");
    waiting(200);
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> bakedBy().size() == 1);

    var told = System.nanoTime();
    assertThat(command("hire", "kitchen", "4")).endsWith("\n" + name(node) + "  5\n");
    var answered = System.nanoTime();
    await().pollDelay(Duration.ZERO).atMost(PATIENCE_SECONDS, SECONDS).until(this::someBaked);
    System.out.printf(
        "four bakers hired: answered after %d ms, the first claim of one seen after %d ms%n",
        (answered - told) / 1_000_000, (System.nanoTime() - told) / 1_000_000);
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> bakedBy().size() == 5);

    command("let-go", "kitchen", "3");
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> workers(node).getInteger("present") == 2);
    var whenLetGo = bakedBy();
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> workers(node).getInteger("leaving") == 0);
    var before = database.number(BAKED);
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> database.number(BAKED) > before + 8);
    var later = bakedBy();
    assertThat(whenLetGo.keySet()).hasSize(5);
    assertThat(later.keySet()).isEqualTo(whenLetGo.keySet());
    assertThat(later.entrySet().stream().filter(e -> e.getValue() > whenLetGo.get(e.getKey())))
        .as("bakers that went on, of %s", later)
        .hasSize(2);
    assertThat(database.number("SELECT count(*) FROM kitchen.ticket WHERE epoch > 1"))
        .as("tickets that were baked again")
        .isZero();
  }

  @Test
  void aNodeThatIsStartedAgainHasItsNameAndTheWorkersThatItHad() throws Exception {
    var node = open("kitchen=1,delivery=2");
    var name = name(node);
    command("hire", "kitchen", "2", "--node", name, "--reason", "Saturday");
    assertThat(database.query("SELECT action, thing, by_right, reason FROM kitchen.audit"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.values())
                    .containsExactly("hire", "2 kitchen " + name, "operator", "Saturday"));
    command("let-go", "delivery", "2");
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> workers(node).getInteger("present") == 3);
    node.close();

    var again = open("kitchen=1,delivery=2");

    assertThat(name(again)).isEqualTo(name);
    assertThat(workers(again).getInteger("present")).isEqualTo(3);
    assertThat(metric(again, "bakery_workers_present", "delivery")).isZero();
    again.close();

    var toldOtherwise = open("kitchen=4,delivery=2");

    assertThat(workers(toldOtherwise).getInteger("present")).isEqualTo(4);
    assertThat(metric(toldOtherwise, "bakery_workers_wanted", "delivery")).isZero();
  }

  @Test
  void workersAreSpreadEvenlyOrOneNodeAloneIsMeant() throws Exception {
    var first = open("kitchen=0");
    var second = open("kitchen=3");

    command("hire", "kitchen", "5");
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> present(first) == 4 && present(second) == 4);
    command("let-go", "kitchen", "2", "--node", name(second));
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> present(first) == 4 && present(second) == 2);
    command("let-go", "kitchen", "2");
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> present(first) == 2 && present(second) == 2);

    assertThat(post(first, "/workers/kitchen", "{\"letGo\":5}").body())
        .contains("there are only 4");
    assertThat(post(first, "/workers/kitchen", "{\"hire\":0}").statusCode()).isEqualTo(422);
    assertThat(post(first, "/workers/kitchen", "{\"hire\":1,\"letGo\":1}").statusCode())
        .isEqualTo(422);
    assertThat(post(first, "/workers/kitchen", "{\"hire\":1,\"node\":\"nobody\"}").body())
        .contains("there is no node nobody in kitchen");
    assertThat(post(first, "/workers/billing", "{\"hire\":1}").statusCode()).isEqualTo(404);
  }

  /** The bell is not heard, for the row is changed behind everybody's back. */
  @Test
  void aLostBellIsMadeUpForByTheBeat() throws Exception {
    var node = open("kitchen=1");

    database.execute("UPDATE kitchen.workers SET number = 3, version = version + 1");

    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> present(node) == 3);
  }

  /** A policy is the bakery's: what a killed node had is there again elsewhere. */
  @Test
  void underAPolicyAKilledNodeIsMadeUpFor() throws Exception {
    var first = open("kitchen=1", "BAKERY_POLICY_KITCHEN", "6..6,target=5s");
    var second = start("kitchen=4", "--name", "second");
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> wanted("second") == 3 && present(first) == 3);

    var killed = System.nanoTime();
    second.destroyForcibly();
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> present(first) == 6);
    System.out.printf(
        "a killed node's bakers were made up for after %d ms%n",
        (System.nanoTime() - killed) / 1_000_000);

    assertThat(wanted("second")).isZero();
    assertThat(decisions(first)).startsWith("make-up 6 6, let-go 10 6, hire 1 6");
    assertThat(metric(first, "bakery_policy_decisions_total", "kitchen")).isGreaterThanOrEqualTo(1);
    assertThat(put(first, "/policy/kitchen", "{\"policy\":\"4..3,target=5s\"}").statusCode())
        .isEqualTo(422);
    assertThat(put(first, "/policy/kitchen", "{\"policy\":\"1..3,target=5s\"}").statusCode())
        .isEqualTo(200);
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> present(first) == 3);
    assertThat(command("policy")).contains("kitchen  1..3,target=5s: the oldest waits ", "make-up");
    assertThat(command("policy", "kitchen", "--max=2", "--reason=quiet"))
        .contains("1..2,target=5s");
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> present(first) == 2);
    assertThat(refused(Exit.USAGE, "policy", "kitchen", "--min=3")).contains("3..2");
    assertThat(refused(Exit.USAGE, "policy", "kitchen", "--oldest=soon"))
        .contains("--oldest", "soon");
    assertThat(refused(Exit.USAGE, "policy", "--max=2")).contains("ROLE");
    assertThat(refused(Exit.FAILED, "policy", "billing", "--off"))
        .contains("in this node: kitchen");
    assertThat(command("policy", "kitchen", "--off")).contains("off");
    assertThat(refused(Exit.USAGE, "policy", "kitchen", "--max=2")).contains("--min, --max");
    assertThat(
            new JsonObject(command("policy", "--json"))
                .getJsonObject("kitchen")
                .getString("policy"))
        .isEqualTo("off");
    assertThat(database.query("SELECT thing FROM kitchen.audit WHERE reason = 'quiet'"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("thing", "kitchen 1..2,target=5s"));
  }

  @Test
  void aNodeDrainsWhenToldToAndSaysWhetherTheOthersCanDoWithoutIt() throws Exception {
    var first = open("kitchen=1");
    waiting(1);
    assertThat(refused(Exit.NO, "safe-to-stop", name(first))).contains("nobody else plays kitchen");
    var second = start("kitchen=1", "--name", "second", "--drain-millis", "20000");
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> run(new StringWriter(), "safe-to-stop", name(first)) == 0);
    assertThat(command("safe-to-stop", name(first))).startsWith("yes");
    waiting(100);
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> bakedBy().size() == 2);

    var said = command("drain", "second");

    assertThat(said).contains("second waits for kitchen: ").endsWith("has drained and leaves.\n");
    assertThat(database.query("SELECT thing FROM kitchen.audit WHERE action = 'drain'")).hasSize(1);
    assertThat(second.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertThat(refused(Exit.NO, "safe-to-stop", name(first))).startsWith("no");
    assertThat(refused(Exit.FAILED, "drain", "second")).contains("there is no node second");
    assertThat(database.number("SELECT count(*) FROM kitchen.ticket WHERE epoch > 1"))
        .as("tickets that were baked again")
        .isZero();
  }

  private static final String BAKED = "SELECT count(*) FROM kitchen.ticket WHERE status = 'BAKED'";

  private boolean someBaked() {
    return bakedBy().size() > 1;
  }

  private Map<String, Long> bakedBy() {
    return database
        .query("SELECT baker, count(*) AS n FROM kitchen.ticket WHERE baker IS NOT NULL GROUP BY 1")
        .stream()
        .collect(Collectors.toMap(row -> (String) row.get("baker"), row -> (Long) row.get("n")));
  }

  /** Tickets that take a baker a second each. */
  private void waiting(int tickets) {
    database.execute(
        """
        INSERT INTO kitchen.ticket (id, number, items, status, work_seconds, open, due_at)
        SELECT gen_random_uuid(), 'N' || n, '[{"product":"croissant","quantity":1}]', 'WAITING', 1,
               true, now()
          FROM generate_series(1, %d) AS n
        """
            .formatted(tickets));
  }

  private Node open(String roles, String... more) throws Exception {
    var settings = new HashMap<>(database.settings());
    settings.put("BAKERY_DATA", data.toString());
    settings.put("BAKERY_ROLES", roles);
    settings.put("BAKERY_PACE", "real");
    settings.put("BAKERY_OVEN_SLOTS", SLOTS);
    settings.put("BAKERY_CLUSTER_PORT", port);
    settings.put("BAKERY_DRAIN_MILLIS", "100");
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    var node = Node.open(new Settings(settings));
    nodes.add(node);
    return node;
  }

  private Process start(String roles, String... more) throws Exception {
    var words = new ArrayList<>(List.of("node", "--roles", roles, "--pace", "real"));
    words.addAll(List.of("--oven-slots", SLOTS, "--cluster-port", port));
    words.addAll(List.of(more));
    var builder = NodeJvm.of(database, data, words.toArray(String[]::new));
    var log = data.resolveSibling(data.getFileName() + "-" + processes.size() + ".log");
    var process = builder.redirectOutput(log.toFile()).start();
    processes.add(process);
    return process;
  }

  private long wanted(String name) {
    return database.query("SELECT number FROM kitchen.workers WHERE node = '" + name + "'").stream()
        .mapToLong(row -> (Integer) row.get("number"))
        .sum();
  }

  /** The last first. */
  private static String decisions(Node node) throws Exception {
    return get(node, "/policy")
        .getJsonObject("roles")
        .getJsonObject("kitchen")
        .getJsonArray("decisions")
        .stream()
        .map(JsonObject.class::cast)
        .map(
            it ->
                it.getString("decision")
                    + " "
                    + it.getInteger("before")
                    + " "
                    + it.getInteger("after"))
        .collect(Collectors.joining(", "));
  }

  private static int present(Node node) throws Exception {
    return workers(node).getInteger("present");
  }

  private static String name(Node node) throws Exception {
    return get(node, "/workers").getString("node");
  }

  private static JsonObject workers(Node node) throws Exception {
    return get(node, "/workers").getJsonObject("roles").getJsonObject("kitchen");
  }

  private static double metric(Node node, String name, String role) throws Exception {
    return send(node, HttpRequest.newBuilder(URI.create(node.operationsUrl() + "/metrics")))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains("role=\"" + role + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static JsonObject get(Node node, String path) throws Exception {
    var answer = send(node, HttpRequest.newBuilder(URI.create(node.operationsUrl() + path)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static HttpResponse<String> post(Node node, String path, String body) throws Exception {
    return send(
        node,
        HttpRequest.newBuilder(URI.create(node.operationsUrl() + path))
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> put(Node node, String path, String body) throws Exception {
    return send(
        node,
        HttpRequest.newBuilder(URI.create(node.operationsUrl() + path))
            .PUT(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(Node node, HttpRequest.Builder request)
      throws Exception {
    request.header("Authorization", "Bearer " + token(node));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
  }

  private static String token(Node node) {
    return node.token("ada", Duration.ofMinutes(5), Right.OPERATOR);
  }

  /** What a command prints; it must go well. */
  private String command(String... arguments) throws Exception {
    var printed = new StringWriter();
    assertThat(run(printed, arguments)).as(printed.toString()).isZero();
    return printed.toString();
  }

  /** What a command prints; it must end with this code. */
  private String refused(int code, String... arguments) throws Exception {
    var printed = new StringWriter();
    assertThat(run(printed, arguments)).as(printed.toString()).isEqualTo(code);
    return printed.toString();
  }

  private int run(StringWriter printed, String... arguments) throws Exception {
    var out = new PrintWriter(printed, true);
    var words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--data", data.toString(), "--operations", urls()));
    return Main.commandLine().setOut(out).setErr(out).execute(words.toArray(String[]::new));
  }

  /** In this JVM, and those of others that the data folder knows. */
  private String urls() {
    var here = nodes.stream().filter(node -> !node.left().isComplete()).map(Node::operationsUrl);
    var elsewhere =
        new DataFolder(data)
            .running().stream()
                .filter(node -> node.pid() != ProcessHandle.current().pid())
                .filter(node -> node.process().isPresent())
                .filter(node -> node.about().containsKey("operations"))
                .map(node -> "http://127.0.0.1:" + node.about().get("operations"));
    return Stream.concat(here, elsewhere).collect(Collectors.joining(","));
  }
}
