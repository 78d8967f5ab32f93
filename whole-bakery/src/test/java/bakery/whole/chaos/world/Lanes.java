package bakery.whole.chaos.world;

import bakery.whole.chaos.lane.LaneProcess;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The process in which all lanes run, in the town; the JVM of the customers stands still now and
 * then, and must not make nodes ill by that. It ends with the process that started it.
 */
final class Lanes implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path log;
  private final Process process;
  private final BufferedReader answers;

  /**
   * @param folder where its log is put
   */
  Lanes(Path folder) {
    log = folder.resolve("lanes.log");
    try {
      process = new ProcessBuilder(java(LaneProcess.class)).redirectError(log.toFile()).start();
      answers = process.inputReader(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small JVM with this one's class path. */
  static List<String> java(Class<?> program, String... arguments) {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=bakery/whole/chaos/logback.xml",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            program.getName());
    return Stream.concat(command.stream(), Stream.of(arguments)).toList();
  }

  /**
   * @param place where it is entered
   */
  Lane open(Place place, int port, String toHost, int toPort) {
    say("open", place.host() + ":" + port, toHost + ":" + toPort);
    return new Lane(this, place, port);
  }

  /**
   * @throws IllegalStateException when they do not do it, with the reason
   */
  synchronized void say(String... words) {
    String line = String.join(" ", words);
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      Wait.until("the lanes do: " + line, LIMIT, this::haveAnswered);
      String answer = answers.readLine();
      if (answer == null) throw new EOFException("no answer to " + line);
      if (!answer.equals("ok")) throw new IllegalStateException("lanes: " + answer);
    } catch (IOException e) {
      throw new IllegalStateException("the lanes have ended, see " + log + ": " + e.getMessage());
    }
  }

  /**
   * @throws IllegalStateException when they have ended
   */
  void check() {
    if (!process.isAlive()) throw new IllegalStateException("the lanes have ended, see " + log);
  }

  private boolean haveAnswered() {
    try {
      return answers.ready() || !process.isAlive();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
