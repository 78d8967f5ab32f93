package bakery.whole.day;

import bakery.platform.postgres.EmbeddedPostgres;
import bakery.platform.postgres.PostgresAddress;
import bakery.platform.testing.TestDatabase;
import bakery.whole.chaos.Diary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where bakeries are opened: one database server, as durable as a real one, and a folder for logs.
 */
final class Stage implements AutoCloseable {

  private static final Path PROGRAMS = Path.of(System.getProperty("user.home"), ".cache", "bakery");

  private final Path folder;
  private final double rate;
  private final EmbeddedPostgres server;
  private final PostgresAddress administrator;
  private final Diary diary = new Diary();

  /**
   * @param folder what an earlier day left there goes
   * @param rate orders a second of the customers who come while something else is done
   */
  Stage(Path folder, double rate) {
    this.folder = folder;
    this.rate = rate;
    Path data = folder.resolve("database");
    server = EmbeddedPostgres.in(data, PROGRAMS, Map.of());
    if (Files.exists(data)) server.stopImmediately();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-database"));
    try {
      remove(folder);
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    administrator = PostgresAddress.parse(server.start());
  }

  Path folder() {
    return folder;
  }

  double rate() {
    return rate;
  }

  Diary diary() {
    return diary;
  }

  /**
   * Nothing runs in it yet.
   *
   * @param name of the part that it is for
   * @param roles of each node
   * @param settings what all nodes are told on top of what they need
   */
  House house(String name, List<String> roles, Map<String, String> settings) {
    new TestDatabase(administrator).execute("CREATE DATABASE day_" + name);
    TestDatabase database = new TestDatabase(administrator.to("day_" + name));
    return new House(database, name, roles, settings, folder.resolve(name));
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    server.stopImmediately();
  }
}
