package bakery.platform.cluster;

import static bakery.platform.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.Receipt;
import bakery.platform.Settings;
import bakery.platform.testing.ClusterPorts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterTest {

  private final List<TestNode> nodes = new ArrayList<>();

  @AfterEach
  void leave() {
    nodes.forEach(TestNode::leave);
  }

  @Test
  void nodes_that_start_at_once_become_one_cluster() {
    int port = ClusterPorts.stretch();

    Future<List<TestNode>> all =
        Future.<TestNode>join(Stream.generate(() -> joining("crowd", port)).limit(3).toList())
            .map(joined -> joined.<TestNode>list());
    nodes.addAll(await(all));

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(nodes).allMatch(n -> n.cluster.nodes().size() == 3));
  }

  @Test
  void whoever_has_joined_does_not_search_for_others_where_nobody_listens() {
    int port = ClusterPorts.stretch();
    TestNode oldest = started("searching", port);
    assertThat(oldest.searched()).containsExactly("127.0.0.1:" + port);

    TestNode second = started("searching", port);
    assertThat(second.searched())
        .containsExactlyInAnyOrder("127.0.0.1:" + port, "127.0.0.1:" + (port + 1));
  }

  @Test
  void two_bakeries_side_by_side_never_join_and_do_not_slow_one_another() {
    int port = ClusterPorts.stretch();
    TestNode one = started("one", port);
    long before = System.nanoTime();
    TestNode other = started("other", port);
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    started("one", port);
    started("other", port);

    assertThat(one.cluster.nodes()).hasSize(2);
    assertThat(other.cluster.nodes()).hasSize(2).doesNotContainAnyElementsOf(one.cluster.nodes());
    assertThat(took).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void when_a_node_goes_the_others_carry_on_and_hear_which_it_was() {
    int port = ClusterPorts.stretch();
    TestNode here = started("leaving", port);
    TestNode there = started("leaving", port);
    TestNode third = started("leaving", port);
    Stream.of(here, there, third).forEach(node -> node.serving("reader"));
    List<Object> heard = new CopyOnWriteArrayList<>();
    Context context = here.cluster.vertx().getOrCreateContext();
    context.runOnContext(
        start ->
            here.bus.onDeparture(
                node -> {
                  heard.add(node);
                  heard.add(Vertx.currentContext());
                }));

    nodes.remove(there);
    there.leave();

    await().untilAsserted(() -> assertThat(heard).containsExactly(there.id, context));
    for (int i = 0; i < 6; i++) {
      assertThat(await(here.bus.send("reader", List.of(TestNode.letter(Note.of("on we go"))))))
          .containsExactly(Receipt.DONE);
    }
    assertThat(here.received).hasSize(3);
    assertThat(third.received).hasSize(3);
  }

  @Test
  void the_name_of_a_cluster_follows_from_its_data_folder() {
    assertThat(clusterName("/a/data")).isEqualTo(clusterName("/a/b/../data"));
    assertThat(clusterName("/a/data")).isNotEqualTo(clusterName("/b/data"));
  }

  @Test
  void a_broken_cluster_xml_is_refused_by_the_name_of_its_variable() {
    ClusterSettings settings =
        ClusterSettings.from(new Settings(Map.of("BAKERY_CLUSTER_XML", "/no/such.xml")));

    assertThatThrownBy(() -> Hazelcast.config(settings, UUID.randomUUID(), "node"))
        .hasMessageContaining("BAKERY_CLUSTER_XML")
        .hasMessageContaining("/no/such.xml");
  }

  @Test
  void the_packaged_cluster_xml_is_valid_although_starts_do_not_look(@TempDir Path folder)
      throws IOException {
    Path copy = folder.resolve("cluster.xml");
    try (InputStream packaged = Hazelcast.class.getResourceAsStream("/cluster.xml")) {
      Files.copy(packaged, copy);
    }
    ClusterSettings settings =
        ClusterSettings.from(new Settings(Map.of("BAKERY_CLUSTER_XML", copy.toString())));

    assertThatCode(() -> Hazelcast.config(settings, UUID.randomUUID(), "node"))
        .doesNotThrowAnyException();

    Files.writeString(copy, Files.readString(copy).replace("<backup-count>", "<backups>"));
    assertThatThrownBy(() -> Hazelcast.config(settings, UUID.randomUUID(), "node"))
        .hasMessageContaining("BAKERY_CLUSTER_XML");
  }

  private static String clusterName(String data) {
    return ClusterSettings.from(new Settings(Map.of("BAKERY_DATA", data))).name();
  }

  private TestNode started(String cluster, int port) {
    TestNode node = await(joining(cluster, port));
    nodes.add(node);
    return node;
  }

  private static Future<TestNode> joining(String cluster, int port) {
    return TestNode.joining(cluster, port, NoteWire.NEW);
  }
}
