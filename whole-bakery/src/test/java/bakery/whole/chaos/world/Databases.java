package bakery.whole.chaos.world;

import bakery.platform.postgres.PostgresAddress;
import bakery.whole.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The bakery's database: a primary, and a standby without which nothing is committed. Which of the
 * two servers is which changes when the primary is lost.
 */
public final class Databases {

  private static final Duration STREAMING_LIMIT = Duration.ofSeconds(60);
  private static final int PORT = 5432;
  private static final int LOG_FILES_MAX = 100;
  private static final String NEXT_LOG_FILE =
      "SELECT pg_logical_emit_message(true, 'chaos', 'full'), pg_switch_wal()";

  private final PostgresAddress known;
  private final List<Disk> disks;
  private PostgresServer primary;
  private PostgresServer standby;
  private final List<PostgresServer> both;

  /**
   * @param folder where the data is put
   */
  Databases(Network network, Path folder) {
    disks =
        List.of(Disk.at(network, folder.resolve("east")), Disk.at(network, folder.resolve("west")));
    primary = server(network, "dbeast", disks.getFirst(), folder);
    standby = server(network, "dbwest", disks.getLast(), folder);
    both = List.of(primary, standby);
    known = primary.initialise();
    primary.start();
    rebuild();
  }

  private static PostgresServer server(Network network, String name, Disk disk, Path logs) {
    int port = network.separate() ? PORT : Jvm.freePort();
    return new PostgresServer(
        network.place(name), port, disk.folder(), logs.resolve(name + ".log"));
  }

  /** Both servers as the nodes know them. */
  public PostgresAddress address() {
    return through(both.stream().map(PostgresServer::host).toList());
  }

  /** Only the one that is the primary now. */
  public PostgresAddress primaryAddress() {
    return through(List.of(primary.host()));
  }

  /** The same servers, reached through others. */
  PostgresAddress through(List<PostgresAddress.Host> hosts) {
    return new PostgresAddress(hosts, known.database(), known.user(), known.password());
  }

  List<PostgresAddress.Host> hosts() {
    return both.stream().map(PostgresServer::host).toList();
  }

  public List<Place> places() {
    return both.stream().map(server -> server.place).toList();
  }

  public Sql sql() {
    return new Sql(address());
  }

  Place primaryPlace() {
    return primary.place;
  }

  public void killPrimary() {
    primary.kill9();
  }

  /** Does nothing when it runs: it may have survived, or come back by itself. */
  public void startPrimary() {
    if (!primary.running()) primary.start();
  }

  /** The primary's processes die, the standby takes its place, alone. */
  public void failover() {
    primary.kill9();
    standby.promote();
    PostgresServer lost = primary;
    primary = standby;
    standby = lost;
  }

  /** What is no primary becomes its standby, from a fresh copy; then commits wait for it again. */
  public void rebuild() {
    standby.kill9();
    PostgresAddress.Host host = primary.host();
    try (var connection = new Sql(through(List.of(host))).patiently()) {
      new BaseBackup(primary.data(), standby.data()).take(connection);
      standby.own(standby.data());
    } catch (SQLException e) {
      throw new IllegalStateException("cannot copy " + primary + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    standby.configure(
        "30-place",
        "listen_addresses = '" + standby.place.host() + "'",
        "port = " + standby.port,
        "wal_keep_size = 512MB",
        "max_wal_senders = 4",
        "primary_conninfo = 'host=%s port=%d user=%s password=%s application_name=%s'"
            .formatted(host.name(), host.port(), known.user(), known.password(), standby));
    standby.configure("50-standby");
    standby.start();
    Wait.until("the standby streams", STREAMING_LIMIT, () -> streaming("async"));
    primary.configure("50-standby", "synchronous_standby_names = '" + standby + "'");
    primary.reload();
    Wait.until("the standby is synchronous", STREAMING_LIMIT, () -> streaming("sync"));
  }

  /** Waits until commits wait for a standby that follows. */
  void awaitWhole() {
    Wait.until(
        "the standby follows",
        STREAMING_LIMIT,
        () -> {
          if (!standby.running()) standby.start();
          return streaming("sync");
        });
  }

  private boolean streaming(String state) {
    String sql =
        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = ?";
    try {
      return new Sql(through(List.of(primary.host()))).number(sql, state) == 1;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Not a byte is free any more where the primary keeps its data, and it must write. */
  public void fillDisk() {
    disks.get(both.indexOf(primary)).fill();
    Sql server = new Sql(primaryAddress());
    try {
      for (int nth = 0; nth < LOG_FILES_MAX; nth++) server.execute(NEXT_LOG_FILE);
    } catch (SQLException full) {
      return; // no more log files were put by for later use
    }
    throw new IllegalStateException("a full disk does not trouble " + primary);
  }

  public void emptyDisk() {
    disks.get(both.indexOf(primary)).empty();
  }

  void close() {
    both.forEach(PostgresServer::kill9);
    disks.forEach(Disk::close);
  }
}
