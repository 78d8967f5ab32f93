package bakery.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own below a data folder. Its data stays there across restarts; the
 * server outlives the JVM that started it, so that a JVM can die without taking the truth along.
 * Several JVMs may call this for the same folder at once: one starts it, the others find it.
 */
public final class EmbeddedPostgres {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int START_TRIES = 5;

  private final PostgresFolder folder;
  private final Path programs;
  private final Map<String, String> extra;

  private EmbeddedPostgres(Path folder, Path programs, Map<String, String> extra) {
    this.folder = new PostgresFolder(folder.toAbsolutePath().normalize());
    this.programs = programs.toAbsolutePath().normalize();
    this.extra = extra;
  }

  public static EmbeddedPostgres in(Path folder) {
    return new EmbeddedPostgres(folder, folder, Map.of());
  }

  /**
   * @param programs where the server's programs are unpacked; several data folders may share it
   * @param extra settings of the server on top of {@code bakery.conf}
   */
  public static EmbeddedPostgres in(Path folder, Path programs, Map<String, String> extra) {
    return new EmbeddedPostgres(folder, programs, Map.copyOf(extra));
  }

  /**
   * Starts the server unless it runs, and waits until it takes connections.
   *
   * @return its {@code postgresql://} address as administrator
   * @throws IllegalStateException when it does not start, with the end of the server's log
   */
  public String start() {
    return locked(
        control -> {
          if (!control.running()) startWith(control);
          return address();
        });
  }

  /**
   * Lets running transactions go, rolls them back, writes a checkpoint. Does nothing if stopped.
   */
  public void stop() {
    stop("fast");
  }

  /** As if the machine had lost power; the next start recovers. */
  public void stopImmediately() {
    stop("immediate");
  }

  public boolean running() {
    return locked(PostgresControl::running);
  }

  /** Whether it has ever been started here: then there is data. */
  public boolean exists() {
    return folder.initialised();
  }

  /** The administrator's address; the database is {@code bakery}. */
  public String address() {
    return folder.address();
  }

  private void startWith(PostgresControl control) throws IOException {
    var started = System.nanoTime();
    if (!folder.initialised()) control.initialise();
    control.forgetStalePid();
    for (int attempt = 1; ; attempt++) {
      folder.configure(extra);
      folder.rotateLog();
      try {
        control.start();
        break;
      } catch (IllegalStateException e) {
        // the port that was free a moment ago was taken by somebody else
        if (attempt == START_TRIES || !folder.logTail().contains("in use")) throw e;
        folder.forgetPort();
      }
    }
    LOG.info(
        "started PostgreSQL {} on port {} in {} ms, its data is in {}",
        PostgresBinaries.VERSION,
        folder.port(),
        (System.nanoTime() - started) / 1_000_000,
        folder.data());
  }

  private void stop(String mode) {
    locked(
        control -> {
          if (control.running()) {
            control.stop(mode);
            LOG.info("stopped PostgreSQL on port {}", folder.port());
          }
          return null;
        });
  }

  private interface Work<T> {
    T with(PostgresControl control) throws IOException;
  }

  /** One at a time in this JVM (monitor) and on this machine (file lock). */
  private <T> T locked(Work<T> work) {
    synchronized (EmbeddedPostgres.class) {
      try {
        Files.createDirectories(folder.root());
        try (var channel =
            FileChannel.open(
                folder.root().resolve("postgres.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
          channel.lock();
          return work.with(new PostgresControl(folder, programs, PostgresUser.find()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the data folder " + folder.root() + ": " + e, e);
      }
    }
  }
}
