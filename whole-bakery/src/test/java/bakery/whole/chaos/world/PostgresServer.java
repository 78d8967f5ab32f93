package bakery.whole.chaos.world;

import bakery.platform.postgres.EmbeddedPostgres;
import bakery.platform.postgres.PostgresAddress;
import bakery.platform.postgres.PostgresBinaries;
import bakery.platform.postgres.PostgresUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One PostgreSQL server at a place of its own, driven by pg_ctl and killed as a machine dies. The
 * folder is made by {@link EmbeddedPostgres}, or copied from the other server.
 */
final class PostgresServer {

  private static final Path PROGRAMS = Path.of(System.getProperty("user.home"), ".cache", "bakery");
  private static final int START_SECONDS = 60;

  final Place place;
  final int port;
  private final Path root;
  private final Path log;
  private final PostgresUser user;

  /**
   * @param log not where the data is: that disk may be full
   */
  PostgresServer(Place place, int port, Path root, Path log) {
    this.place = place;
    this.port = port;
    this.root = root;
    this.log = log;
    try {
      this.user = PostgresUser.find();
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data() {
    return root.resolve("postgres");
  }

  PostgresAddress.Host host() {
    return new PostgresAddress.Host(place.host(), port);
  }

  /**
   * Makes an empty database.
   *
   * @return its address as the server itself knows it
   */
  PostgresAddress initialise() {
    EmbeddedPostgres fresh = EmbeddedPostgres.in(root, PROGRAMS, Map.of());
    PostgresAddress address = PostgresAddress.parse(fresh.start());
    fresh.stop();
    try {
      Path entries = data().resolve("pg_hba.conf");
      String others = "host all all all scram-sha-256\nhost replication all all scram-sha-256\n";
      Files.writeString(entries, Files.readString(entries) + others);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    configure(
        "30-place",
        "listen_addresses = '" + place.host() + "'",
        "port = " + port,
        "wal_keep_size = 512MB",
        "max_wal_senders = 4");
    return address;
  }

  /**
   * Settings that win over those before them in the order of the names; none: none of that name.
   */
  void configure(String name, String... lines) {
    Path file = data().resolve("conf.d").resolve(name + ".conf");
    try {
      if (lines.length == 0) Files.deleteIfExists(file);
      else Files.writeString(file, String.join("\n", lines) + "\n");
      own(data().resolve("conf.d"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void own(Path path) throws IOException {
    user.reach(root);
    user.own(path);
  }

  /** Recovers, if it was killed, and takes connections when this returns. */
  void start() {
    try {
      if (!Files.exists(log)) Files.createFile(log);
      own(log);
      pgCtl("--log=" + log, "--timeout=" + START_SECONDS, "--wait", "--silent", "start");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void reload() {
    pgCtl("reload", "--silent");
  }

  void promote() {
    pgCtl("promote", "--wait", "--silent", "--timeout=" + START_SECONDS);
  }

  boolean running() {
    return postmaster().isPresent();
  }

  /** All its processes are gone at once, without a word. */
  void kill9() {
    postmaster()
        .ifPresent(
            postmaster -> {
              List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
              all.addAll(postmaster.descendants().toList());
              all.forEach(ProcessHandle::destroyForcibly);
              all.forEach(process -> process.onExit().join());
            });
  }

  private Optional<ProcessHandle> postmaster() {
    Path file = data().resolve("postmaster.pid");
    try {
      if (!Files.exists(file)) return Optional.empty();
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pgCtl(String... arguments) {
    try {
      String program = PostgresBinaries.in(PROGRAMS).resolve("bin").resolve("pg_ctl").toString();
      List<String> command = new ArrayList<>(List.of("env"));
      PostgresBinaries.ENVIRONMENT.forEach((name, value) -> command.add(name + "=" + value));
      command.addAll(List.of(program, "--pgdata=" + data()));
      command.addAll(List.of(arguments));
      Machine.run(place.command(user.run(command)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return place.name();
  }
}
