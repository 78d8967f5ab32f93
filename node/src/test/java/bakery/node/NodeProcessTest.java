package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.platform.testing.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real JVMs, as the scripts start them. */
class NodeProcessTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path data;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void killWhatIsLeft() throws InterruptedException {
    for (var process : processes) process.destroyForcibly().waitFor();
  }

  @Test
  void nodesTellTheirHealthJoinOneAnotherAndStopWithZero() throws Exception {
    var database = TestDatabase.database();
    start(database, "node", "--roles", "kitchen=1,billing=1", "--name", "first");
    var first = operationsPort("first");
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> get(first, "/health/ready") == 200);
    assertThat(get(first, "/health/live")).isEqualTo(200);
    assertThat(body(first, "/metrics"))
        .contains("jvm_memory_used_bytes")
        .contains("node=\"first\"")
        .contains("role=\"kitchen\"");

    start(database, "node", "--roles", "delivery=2", "--name", "second");
    operationsPort("second");
    assertThat(database.query("SELECT name FROM kitchen.node")).hasSize(1);

    var down = start(database, "down");
    assertThat(down.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
    for (var process : processes) assertThat(process.exitValue()).isZero();
    assertThat(database.query("SELECT name FROM kitchen.node")).isEmpty();
    assertThat(new DataFolder(data).running()).isEmpty();
  }

  @Test
  void everyRoleAndTheHttpServersHaveAnEventLoopOfTheirOwn() throws Exception {
    start(TestDatabase.database(), "node", "--name", "all", "--http-port", "0");
    var port = operationsPort("all");
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> status(port, "/health/ready") == 200);

    var threads = new TreeMap<String, String>();
    var loops =
        Pattern.compile(
            "bakery_event_loop_delay_seconds_count\\{.*loop=\"(.*?)\".*thread=\"(.*?)\"");
    var seen = loops.matcher(body(port, "/metrics"));
    while (seen.find()) threads.put(seen.group(1), seen.group(2));
    assertThat(threads).containsOnlyKeys("gateway", "http", "kitchen", "delivery", "billing");
    assertThat(threads.values()).doesNotHaveDuplicates();
  }

  @Test
  void aNodeThatIsThereBeforeItsDatabaseWaitsForIt() throws Exception {
    var database = TestDatabase.database();
    var port = freePort();
    TestDatabase.server().stopImmediately();
    try {
      start(database, "node", "--roles", "kitchen=1", "--operations-port", "" + port);
      await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> status(port, "/health/ready") == 503);
      await()
          .atMost(PATIENCE_SECONDS, SECONDS)
          .until(() -> Files.readString(log(1)).contains("the start waits for its database"));
    } finally {
      TestDatabase.server().start();
    }

    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> status(port, "/health/ready") == 200);
  }

  @Test
  void downFindsANodeThatStillWaitsForItsDatabase() throws Exception {
    var database = TestDatabase.database();
    TestDatabase.server().stopImmediately();
    try {
      var waiting = start(database, "node", "--roles", "kitchen=1", "--name", "waiting");
      await()
          .atMost(PATIENCE_SECONDS, SECONDS)
          .until(() -> Files.readString(log(1)).contains("the start waits for its database"));

      var down = start(database, "down");

      assertThat(down.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
      assertThat(waiting.isAlive()).isFalse();
      assertThat(Files.readString(log(2))).contains("Stopped waiting");
    } finally {
      TestDatabase.server().start();
    }
  }

  @Test
  void aGatewayThatIsToStopGivesBalancersNoticeAndServesOn() throws Exception {
    var port = freePort();
    String[] told = {
      "node", "--roles", "gateway=1", "--http-port", "" + port, "--http-notice-millis", "4000"
    };
    var gateway = start(TestDatabase.database(), told);
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> status(port, "/health/ready") == 200);

    gateway.destroy();

    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> status(port, "/health/ready?draining=404") == 404);
    assertThat(status(port, "/health/ready")).isEqualTo(503);
    assertThat(status(port, "/openapi.json")).isEqualTo(200);
    assertThat(gateway.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
    assertThat(gateway.exitValue()).isZero();
  }

  @Test
  void whatTheOperatorCanMendIsSaidInALine() throws Exception {
    var process = start(TestDatabase.database(), "node", "--roles", "kitten=1");

    assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();

    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(log(1)))
        .startsWith("BAKERY_ROLES=kitten=1 cannot be read: there is no role")
        .doesNotContain("\tat ");
  }

  @Test
  void customersAndOperationsHavePortsOfTheirOwn() throws Exception {
    var same = Integer.toString(freePort());
    var process = start(TestDatabase.database(), "node", "--port", same, "--operations-port", same);

    assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();

    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(log(1)))
        .startsWith("BAKERY_OPERATIONS_PORT=" + same + " must be another than BAKERY_HTTP_PORT");
  }

  private Process start(TestDatabase database, String... arguments) throws IOException {
    var builder = NodeJvm.of(database, data, arguments);
    builder.redirectOutput(log(processes.size() + 1).toFile());
    var process = builder.start();
    processes.add(process);
    return process;
  }

  private Path log(int number) {
    return data.resolveSibling(data.getFileName() + "-" + number + ".log");
  }

  private int operationsPort(String name) {
    return await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(
            () ->
                new DataFolder(data)
                    .running().stream()
                        .filter(node -> name.equals(node.about().get("name")))
                        .filter(node -> node.about().containsKey("operations"))
                        .map(node -> Integer.parseInt(node.about().get("operations")))
                        .findFirst()
                        .orElse(0),
            port -> port > 0);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** 0 while nobody listens. */
  private static int status(int port, String path) throws Exception {
    try {
      return get(port, path);
    } catch (ConnectException e) {
      return 0;
    }
  }

  private static int get(int port, String path) throws Exception {
    return send(port, path).statusCode();
  }

  private static String body(int port, String path) throws Exception {
    return send(port, path).body();
  }

  private static HttpResponse<String> send(int port, String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
