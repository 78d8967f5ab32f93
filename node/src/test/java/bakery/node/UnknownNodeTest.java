package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.node.terminal.Exit;
import bakery.platform.Settings;
import bakery.platform.cluster.ClusterSettings;
import bakery.platform.testing.TestDatabase;
import com.hazelcast.config.XmlConfigBuilder;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node whose cluster does not confirm what it serves: a member of the cluster holds the lock of
 * an address, so that no registration there gets an answer.
 */
class UnknownNodeTest {
  private static final int PATIENCE_SECONDS = 90;
  private static final String ADDRESS = "kitchen.menu";

  @TempDir Path data;
  private HazelcastInstance member;
  private MultiMap<String, Object> addresses;
  private Process node;

  @BeforeEach
  void joinTheCluster() throws IOException {
    try (var xml = Node.class.getResourceAsStream("/cluster.xml")) {
      var config = new XmlConfigBuilder(xml).build();
      var settings = new Settings(Map.of("BAKERY_DATA", data.toString()));
      config.setClusterName(ClusterSettings.from(settings).name());
      config.getMemberAttributeConfig().setAttribute("__vertx.nodeId", "no node");
      member = Hazelcast.newHazelcastInstance(config);
    }
    addresses = member.getMultiMap("__vertx.subs");
  }

  @AfterEach
  void leave() throws InterruptedException {
    if (node != null) node.destroyForcibly().waitFor();
    member.getLifecycleService().terminate();
  }

  @Test
  void aNodeThatItsClusterDoesNotConfirmGivesItsStartUpAndSaysWhatWasMissing() throws Exception {
    addresses.lock(ADDRESS);

    start("--start-limit-millis", "20000");

    assertThat(node.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
    assertThat(node.exitValue()).isEqualTo(Exit.FAILED);
    assertThat(log())
        .contains("not open after 20000 ms (BAKERY_START_LIMIT_MILLIS)")
        .contains("kitchen not at work, addresses that the cluster does not confirm: [kitchen.menu")
        .contains("SubsMapHelper.put");
    assertThat(new DataFolder(data).running()).isEmpty();
  }

  @Test
  void aNodeThatItsClusterHasForgottenTurnsUnreadyAndLeavesToBeStartedAgain() throws Exception {
    var port = freePort();
    start(
        "--start-limit-millis",
        "20000",
        "--bus-probe-millis",
        "200",
        "--drain-millis",
        "0",
        "--operations-port",
        "" + port);
    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> health(port).equals("ready"));

    addresses.lock(ADDRESS);
    addresses.delete(ADDRESS);

    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> health(port).equals("unknown to its cluster"));
    assertThat(node.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
    assertThat(node.exitValue()).isEqualTo(Exit.FAILED);
    assertThat(log()).contains("the cluster has not known for PT20S that kitchen.menu is here");
  }

  private void start(String... options) throws IOException {
    var builder =
        NodeJvm.of(TestDatabase.database(), data, "node", "--roles", "kitchen=1", "--name", "lost");
    for (var option : options) builder.command().add(option);
    node = builder.redirectOutput(logFile().toFile()).start();
  }

  private Path logFile() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private String log() throws IOException {
    return Files.readString(logFile());
  }

  /** What the node says of itself; nothing while nobody listens. */
  private static String health(int port) throws Exception {
    var ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(ask, HttpResponse.BodyHandlers.ofString()).body().strip();
    } catch (ConnectException e) {
      return "";
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
