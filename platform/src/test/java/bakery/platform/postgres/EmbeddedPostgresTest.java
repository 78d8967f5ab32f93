package bakery.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir Path folder;

  @AfterEach
  void stop() {
    postgres().stopImmediately();
  }

  @Test
  void dataAndPortOutliveAPowerCut() throws IOException {
    var address = postgres().start();
    database(address).execute("CREATE TABLE kept AS SELECT 7 AS n");

    postgres().stopImmediately();
    assertThat(postgres().running()).isFalse();

    assertThat(postgres().start()).isEqualTo(address);
    assertThat(database(address).number("SELECT n FROM kept")).isEqualTo(7);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("postgres.password"))))
        .isEqualTo("rw-------");
  }

  @Test
  void nobodyEntersWithoutThePassword() {
    var address = PostgresAddress.parse(postgres().start());

    assertThatThrownBy(() -> new TestDatabase(address.as("bakery", "guess")).query("SELECT 1"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void whatIsCommittedIsOnTheDisk() {
    var database = database(postgres().start());

    for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      assertThat(database.query("SHOW " + setting).getFirst().values()).containsExactly("on");
    }
  }

  @Test
  void ofSeveralThatStartAtOnceOneStartsAndAllFindIt() throws Exception {
    Callable<String> start = () -> postgres().start();

    try (var threads = Executors.newFixedThreadPool(4)) {
      var addresses =
          threads.invokeAll(List.of(start, start, start, start)).stream()
              .map(future -> future.resultNow())
              .distinct();

      assertThat(addresses).hasSize(1);
    }
  }

  @Test
  void aPortTakenMeanwhileAndAPidOfAnotherProgramDoNotHinderTheStart() throws IOException {
    var before = postgres().start();
    var pidFile = folder.resolve("postgres").resolve("postmaster.pid");
    var pidLines = Files.readAllLines(pidFile);
    postgres().stop();
    var port = PostgresAddress.parse(before).hosts().getFirst().port();
    var sleeper = new ProcessBuilder("sleep", "60").start();
    pidLines.set(0, Long.toString(sleeper.pid()));
    Files.write(pidFile, pidLines);

    try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      var address = postgres().start();

      assertThat(address).isNotEqualTo(before);
      assertThat(database(address).number("SELECT 1")).isEqualTo(1);
    } finally {
      sleeper.destroy();
    }
  }

  @Test
  void aServerThatDoesNotStartSaysWhy() throws IOException {
    postgres().start();
    postgres().stop();
    Files.writeString(
        folder.resolve("postgres").resolve("conf.d").resolve("90-own.conf"), "no_such = 1\n");

    assertThatThrownBy(() -> postgres().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("could not start PostgreSQL")
        .hasMessageContaining("no_such");
  }

  private static TestDatabase database(String address) {
    return new TestDatabase(PostgresAddress.parse(address));
  }

  private EmbeddedPostgres postgres() {
    var programs = Path.of(System.getProperty("user.home"), ".cache", "bakery");
    return EmbeddedPostgres.in(folder, programs, Map.of());
  }
}
