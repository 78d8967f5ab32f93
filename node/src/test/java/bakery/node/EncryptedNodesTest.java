package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.Settings;
import bakery.platform.testing.ClusterPorts;
import bakery.platform.testing.TestAuthority;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two JVMs that know one another by a name, as that of a headless service; everything between them
 * and their customers is encrypted.
 */
class EncryptedNodesTest {
  private static final int PATIENCE_SECONDS = 180;
  private static final String HOST = "127.0.0.1";
  private static final String ORDER =
      """
      {"lines": [{"product": "croissant", "quantity": 2}], "fulfilment": {"method": "pickup"},
       "payment": {"method": "card", "token": "tok_ok"}}
      """;

  @TempDir Path folder;
  private final TestJvms jvms = new TestJvms();
  private final int clusterPort = ClusterPorts.stretch();
  private final TestDatabase database = TestDatabase.database();
  private TestAuthority authority;
  private int httpPort;

  @BeforeEach
  void issue() throws IOException {
    authority = TestAuthority.in(folder.resolve("authority"));
    httpPort = freePort();
  }

  @AfterEach
  void end() throws InterruptedException {
    jvms.end();
  }

  @Test
  void nodesFindOneAnotherByNameAndServeOverTlsWithACertificateThatMayBeRenewed() throws Exception {
    Files.writeString(folder.resolve("hosts"), HOST + " bakery-nodes\n");
    start("shop", "gateway=2");
    start("back", "kitchen=2,billing=1,delivery=1");
    try (var http = client(authority.certificate())) {
      await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> get(http, "/health/ready") == 200);

      var order = new JsonObject(order(http));
      await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> status(http, order).equals("READY"));
    }

    try (var http = client(TestAuthority.in(folder.resolve("strange")).certificate())) {
      assertThatThrownBy(() -> get(http, "/health/live")).isInstanceOf(SSLHandshakeException.class);
    }
    try (var http = HttpClient.newHttpClient()) {
      var plain = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + httpPort + "/"));
      assertThatThrownBy(() -> http.send(plain.build(), HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }

    var renewed = authority.issue("renewed", HOST);
    var inUse = folder.resolve("authority");
    Files.copy(renewed.key(), inUse.resolve("shop-key.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        renewed.certificate(), inUse.resolve("shop.pem"), StandardCopyOption.REPLACE_EXISTING);
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(() -> shown().getSubjectX500Principal().getName().equals("CN=renewed"));
  }

  @Test
  void aFileThatCannotBeUsedEndsTheNodeWithALineThatNamesTheSetting() throws Exception {
    var settings = new HashMap<>(settings("gateway=1", authority.issue("shop", HOST)));
    settings.put("BAKERY_HTTP_TLS_KEY", "/no/such/key.pem");

    var node = jvms.start(folder.resolve("node.log"), settings, List.of(), "node");

    assertThat(node.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
    assertThat(node.exitValue()).isNotZero();
    assertThat(Files.readString(folder.resolve("node.log")).strip())
        .isEqualTo("BAKERY_HTTP_TLS_KEY=/no/such/key.pem does not exist");
  }

  private void start(String name, String roles) throws IOException {
    var hosts = "-Djdk.net.hosts.file=" + folder.resolve("hosts");
    var settings = settings(roles, authority.issue(name, HOST));
    jvms.start(folder.resolve(name + ".log"), settings, List.of(hosts), "node");
  }

  private Map<String, String> settings(String roles, TestAuthority.Issued own) {
    var settings = new HashMap<>(database.settings());
    settings.put("BAKERY_DATA", folder.resolve("data").toString());
    settings.put("BAKERY_ROLES", roles);
    settings.put("BAKERY_PACE", "instant");
    settings.put("BAKERY_CLUSTER_NAME", "encrypted");
    settings.put("BAKERY_CLUSTER_PORT", Integer.toString(clusterPort));
    settings.put("BAKERY_CLUSTER_MEMBERS", "bakery-nodes");
    settings.put("BAKERY_HTTP_PORT", Integer.toString(httpPort));
    settings.put("BAKERY_TLS_RELOAD_MILLIS", "200");
    for (var use : List.of("CLUSTER", "HTTP", "OPERATIONS")) {
      settings.put("BAKERY_" + use + "_TLS_CERT", own.certificate().toString());
      settings.put("BAKERY_" + use + "_TLS_KEY", own.key().toString());
    }
    settings.put("BAKERY_CLUSTER_TLS_CA", authority.certificate().toString());
    return settings;
  }

  private static HttpClient client(Path authority) {
    var trust = Trust.given(new Settings(Map.of("BAKERY_TRUST", authority.toString())));
    return HttpClient.newBuilder().sslContext(trust).build();
  }

  private String order(HttpClient http) throws Exception {
    var request =
        HttpRequest.newBuilder(url("/v1/orders"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(ORDER))
            .build();
    var answer =
        await()
            .atMost(PATIENCE_SECONDS, SECONDS)
            .until(
                () -> http.send(request, HttpResponse.BodyHandlers.ofString()),
                reply -> reply.statusCode() != 503); // until the menu is there
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body();
  }

  private String status(HttpClient http, JsonObject order) throws Exception {
    var request =
        HttpRequest.newBuilder(url("/v1/orders/" + order.getString("id")))
            .header("Authorization", "Bearer " + order.getString("trackingToken"))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new JsonObject(answer.body()).getString("status", "");
  }

  /** 0 while nobody listens. */
  private int get(HttpClient http, String path) throws Exception {
    try {
      return http.send(
              HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (ConnectException e) {
      return 0;
    }
  }

  private URI url(String path) {
    return URI.create("https://" + HOST + ":" + httpPort + path);
  }

  private X509Certificate shown() throws IOException {
    try (var socket = (SSLSocket) Trust.anybody().getSocketFactory().createSocket(HOST, httpPort)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(HOST, 0));
      return socket.getLocalPort();
    }
  }
}
