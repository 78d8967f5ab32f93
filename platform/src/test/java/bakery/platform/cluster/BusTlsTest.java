package bakery.platform.cluster;

import static bakery.platform.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.Settings;
import bakery.platform.testing.ClusterPorts;
import bakery.platform.testing.TestAuthority;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The event bus between nodes that show certificates. */
@Timeout(60)
class BusTlsTest {

  @TempDir Path folder;
  private final int clusterPort = ClusterPorts.stretch();
  private final List<TestNode> nodes = new ArrayList<>();

  @AfterEach
  void leave() {
    nodes.forEach(TestNode::leave);
  }

  @Test
  void lettersPassBetweenNodesOfTheAuthorityAndNobodyElseEnters() throws IOException {
    TestAuthority ours = TestAuthority.in(folder.resolve("ours"));
    TestAuthority strange = TestAuthority.in(folder.resolve("strange"));
    int busPort = freePort();
    TestNode sender = join(ours, "sender", 0);
    TestNode receiver = join(ours, "receiver", busPort);
    receiver.serving("role");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> await(send(sender)).equals(List.of(Receipt.DONE)));

    NetClientOptions believing =
        new NetClientOptions()
            .setSsl(true)
            .setHostnameVerificationAlgorithm("")
            .setTrustOptions(new PemTrustOptions().addCertPath(ours.certificate().toString()));
    NetClientOptions third = shows(believing, ours.issue("third", "any"));
    NetClientOptions spy = shows(believing, strange.issue("spy", "any"));
    Future<Void> welcome = visit(sender, busPort, third);
    assertCut(visit(sender, busPort, believing), "without a certificate");
    assertCut(visit(sender, busPort, spy), "with another authority's");
    assertCut(visit(sender, busPort, new NetClientOptions()), "without TLS");
    assertThat(welcome.isComplete()).as("ours is let in").isFalse();
  }

  @Test
  void aPartOfItIsRefused() {
    assertThatThrownBy(() -> BusTls.from(new Settings(Map.of("BAKERY_CLUSTER_TLS_CA", "/ca.pem"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all three must be set, or none");
  }

  /** The first letter to a node waits for the handshake; letters that come too late come again. */
  private static Future<List<Receipt>> send(TestNode sender) {
    List<Letter> letter = List.of(TestNode.letter(Note.of("over TLS")));
    return sender.bus.send("role", letter).otherwise(List.of());
  }

  private TestNode join(TestAuthority authority, String name, int busPort) {
    TestAuthority.Issued own = authority.issue(name, name);
    TestNode node =
        await(
            TestNode.joining(
                "tls",
                clusterPort,
                NoteWire.NEW,
                "BAKERY_BUS_PORT",
                Integer.toString(busPort),
                "BAKERY_CLUSTER_TLS_CERT",
                own.certificate().toString(),
                "BAKERY_CLUSTER_TLS_KEY",
                own.key().toString(),
                "BAKERY_CLUSTER_TLS_CA",
                authority.certificate().toString()));
    nodes.add(node);
    return node;
  }

  private static NetClientOptions shows(NetClientOptions client, TestAuthority.Issued own) {
    return new NetClientOptions(client)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(own.certificate().toString())
                .setKeyPath(own.key().toString()));
  }

  /** Connects and begins to say something; ends when the bus does not want to hear it. */
  private static Future<Void> visit(TestNode through, int port, NetClientOptions as) {
    Promise<Void> ended = Promise.promise();
    through
        .cluster
        .vertx()
        .createNetClient(as)
        .connect(port, "127.0.0.1")
        .onSuccess(socket -> socket.closeHandler(closed -> ended.tryComplete()))
        .onSuccess(socket -> socket.exceptionHandler(broken -> {}))
        .onSuccess(socket -> socket.write(Buffer.buffer().appendInt(1_000).appendInt(0)))
        .onFailure(refused -> ended.tryComplete());
    return ended.future();
  }

  private static void assertCut(Future<Void> visit, String who) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(visit.isComplete()).as(who).isTrue());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
