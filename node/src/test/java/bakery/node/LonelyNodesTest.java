package bakery.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.node.terminal.Exit;
import bakery.platform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one database that reach one another and yet never become one cluster. */
class LonelyNodesTest {
  private static final int PATIENCE_SECONDS = 90;

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.database();
  private final Map<String, Process> nodes = new LinkedHashMap<>();

  @AfterEach
  void end() throws InterruptedException {
    for (var node : nodes.values()) node.destroyForcibly().waitFor();
  }

  @Test
  void oneOfThemLeavesToBeStartedAgainAndTheOtherStays() throws IOException {
    start("here");
    start("there");

    await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> !alive("here") || !alive("there"));
    var gone = alive("here") ? "there" : "here";
    var stays = alive("here") ? "here" : "there";

    assertThat(nodes.get(gone).exitValue()).isEqualTo(Exit.FAILED);
    assertThat(log(gone)).contains("alone in its cluster for PT20S although somebody listens");
    assertThat(alive(stays)).isTrue();
    assertThat(log(stays)).contains("is ready").doesNotContain("alone in its cluster");
  }

  private boolean alive(String name) {
    return nodes.get(name).isAlive();
  }

  private void start(String name) throws IOException {
    var builder =
        NodeJvm.of(database, folder.resolve(name), "node", "--roles", "kitchen=1", "--name", name);
    builder.command().add("--cluster-name=" + name);
    builder.command().add("--start-limit-millis=20000");
    nodes.put(name, builder.redirectOutput(logFile(name).toFile()).start());
  }

  private Path logFile(String name) {
    return folder.resolve(name + ".log");
  }

  private String log(String name) throws IOException {
    return Files.readString(logFile(name));
  }
}
