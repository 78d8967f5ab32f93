package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A node of the bakery in a JVM of its own, started as people start it. Its log stays in target.
 */
final class Jvm {

  private static final Duration READY_LIMIT = Duration.ofSeconds(120);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);
  private static final Path LOGS = Path.of("target", "bakery-logs");
  private static final String HEAP = "-Xmx256m";

  final String name;
  private final String roles;
  private final int httpPort;
  private final int operationsPort;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;

  /**
   * @param environment what all nodes of this bakery are told; this one's name, roles and ports are
   *     added
   */
  Jvm(String name, String roles, Map<String, String> environment) {
    this.name = name;
    this.roles = roles;
    this.environment = environment;
    this.httpPort = freePort();
    this.operationsPort = freePort();
    this.log = LOGS.resolve(environment.get("BAKERY_CLUSTER_NAME") + "-" + name + ".log");
  }

  /** Starts the process, also again after its end: then it is another incarnation. */
  Jvm start() {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("BAKERY_"));
    builder.environment().putAll(environment);
    builder.environment().put("BAKERY_NAME", name);
    builder.environment().put("BAKERY_ROLES", roles);
    builder.environment().put("BAKERY_HTTP_PORT", Integer.toString(httpPort));
    builder.environment().put("BAKERY_OPERATIONS_PORT", Integer.toString(operationsPort));
    try {
      Files.createDirectories(LOGS);
      process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Jvm awaitReady() {
    Patience.within(READY_LIMIT)
        .until(this + " is ready, see " + log, () -> !process.isAlive() || isReady());
    assertThat(process.isAlive()).as("%s lives, see %s", this, log).isTrue();
    return this;
  }

  boolean isReady() {
    return Http.status(operations("/health/ready")).filter(status -> status == 200).isPresent();
  }

  boolean isGateway() {
    return plays("gateway");
  }

  boolean plays(String role) {
    return roles.contains(role);
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  URI websocket(String path) {
    return URI.create("ws://127.0.0.1:" + httpPort + path);
  }

  URI operations(String path) {
    return URI.create("http://127.0.0.1:" + operationsPort + path);
  }

  /** The sum of a counter over its labels, by the name it has in {@code /metrics}. */
  double metric(String metric) {
    return Http.text(operations("/metrics"))
        .lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process is gone at once, without a word. */
  void kill9() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGSTOP: it stands still and knows nothing of it. */
  void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("CONT");
  }

  /** SIGTERM: it finishes or hands over, leaves, and exits with 0. */
  int terminate() {
    process.destroy();
    awaitEnd();
    return process.exitValue();
  }

  /** However it stands, it ends. */
  void end() {
    if (!isAlive()) return;
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS))
          .as("%s ends within %s", this, END_LIMIT)
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void signal(String signal) {
    try {
      String pid = Long.toString(process.pid());
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(System.getProperty("bakery.jvm.opens", "").split(" ")));
    command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", classPath(), "bakery.node.Main", "node"));
    command.removeIf(String::isBlank);
    return command;
  }

  /** The test's own without the tests. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + roles + ")";
  }
}
