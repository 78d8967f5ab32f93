package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.platform.postgres.EmbeddedPostgres;
import bakery.platform.postgres.PostgresAddress;
import bakery.platform.testing.ClusterPorts;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a database of one's own, while orders come in, into the embedded one of a new folder. */
class BackupTest {
  private static final int PATIENCE_SECONDS = 180;
  private static final int ORDERS = 20;
  private static final String ORDER =
      """
      {"lines": [{"product": "croissant", "quantity": 2}],
       "fulfilment": {"method": "delivery", "address": {"name": "Ada Baker",
         "phone": "+44 131 496 0123", "street": "12 Rose Street", "city": "Edinburgh",
         "postalCode": "EH2 2PR"}},
       "payment": {"method": "card", "token": "tok_ok"}}
      """;

  @TempDir Path folder;
  private final TestJvms jvms = new TestJvms();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    jvms.end();
    http.close();
    var postgres = EmbeddedPostgres.in(restored());
    if (postgres.exists()) postgres.stopImmediately();
  }

  @Test
  void whatWasAcknowledgedBeforeTheBackupIsThereAfterTheRestoreAndEnds() throws Exception {
    var source = TestDatabase.database();
    var file = folder.resolve("bakery.backup");
    var port = freePort();
    var settings = new HashMap<>(source.settings());
    var busy = start("busy", port, settings);
    var customers = Thread.ofPlatform().start(() -> order(port));
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> acknowledged.size() >= ORDERS);
    var before = List.copyOf(acknowledged);

    assertThat(run("backup", file.toString(), "--db", source.address().text())).isEmpty();

    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> acknowledged.size() > before.size());
    busy.destroyForcibly().waitFor();
    customers.join();

    Files.createDirectories(restored());
    shareProgramsWith(restored());
    assertThat(run("restore", file.toString(), "--data", restored().toString())).isEmpty();
    start("again", freePort(), Map.of("BAKERY_PACE", "instant"));
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .untilAsserted(() -> assertThat(completed(before)).isEqualTo(before.size()));

    assertThat(run("restore", file.toString(), "--data", restored().toString()))
        .startsWith("there is a bakery in " + restored() + " already");
    assertThat(run("restore", file.toString(), "--db", source.address().text()))
        .startsWith("there is a bakery in ")
        .contains("restore into an empty database");
    assertThat(run("backup", file.toString(), "--data", restored().toString()))
        .isEqualTo(file + " exists already");
    assertThat(run("restore", damaged(file).toString(), "--data", folder.resolve("no") + ""))
        .contains("is no backup, or is damaged");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  /** Empty when it went well. */
  private static String run(String... arguments) {
    var said = new StringWriter();
    var code = Main.commandLine().setErr(new PrintWriter(said)).execute(arguments);
    assertThat(code == 0).as(said.toString()).isEqualTo(said.toString().isEmpty());
    return said.toString().strip();
  }

  private Process start(String name, int port, Map<String, String> more) throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("BAKERY_DATA", restored().toString());
    settings.put("BAKERY_HTTP_PORT", Integer.toString(port));
    settings.put("BAKERY_CLUSTER_NAME", "backup-" + name);
    settings.put("BAKERY_CLUSTER_PORT", Integer.toString(ClusterPorts.stretch()));
    settings.putAll(more);
    if (more.containsKey("BAKERY_DB")) {
      settings.put("BAKERY_DATA", folder.resolve("source").toString());
    }
    return jvms.start(folder.resolve(name + ".log"), settings, List.of(), "node");
  }

  /** One after the other, until nobody answers any more. */
  private void order(int port) {
    var url = URI.create("http://127.0.0.1:" + port + "/v1/orders");
    for (var missed = 0; missed < 10 || acknowledged.isEmpty(); missed++) {
      var request =
          HttpRequest.newBuilder(url)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .POST(HttpRequest.BodyPublishers.ofString(ORDER))
              .build();
      try {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) continue;
        acknowledged.add(new JsonObject(answer.body()).getString("id"));
        missed = 0;
      } catch (IOException e) {
        Thread.onSpinWait(); // it has not opened yet, or is gone
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private long completed(List<String> orders) {
    var address = PostgresAddress.parse(EmbeddedPostgres.in(restored()).address());
    var ids = orders.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    return new TestDatabase(address)
        .number(
            "SELECT count(*) FROM gateway.orders WHERE status = 'COMPLETED' AND id IN ("
                + ids
                + ")");
  }

  private Path restored() {
    return folder.resolve("restored");
  }

  /** To unpack the server's programs takes seconds. */
  private static void shareProgramsWith(Path data) throws IOException {
    var cache = Path.of(System.getProperty("user.home"), ".cache", "bakery");
    try (var programs = Files.newDirectoryStream(cache, "postgres-*")) {
      for (var each : programs) {
        Files.createSymbolicLink(data.resolve(each.getFileName()), each);
      }
    }
  }

  /** More of it than could lie between two entries, where a byte may mean nothing. */
  private static Path damaged(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    for (var i = 0; i < 256; i++) bytes[bytes.length / 2 + i] ^= 1;
    return Files.write(file.resolveSibling("damaged.backup"), bytes);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
