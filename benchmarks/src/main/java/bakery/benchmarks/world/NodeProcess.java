package bakery.benchmarks.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A node in a JVM of its own, as people start it. System properties say how: {@code
 * bakery.node.flags} for the JVM, {@code bakery.jar}; without a jar it is started from the own
 * class path.
 */
public final class NodeProcess implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(120);
  private static final Duration END_LIMIT = Duration.ofSeconds(40);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final int LOOK_EVERY_MILLIS = 5;
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
  private final String roles;
  private final int httpPort = freePort();
  private final int operationsPort = freePort();
  private final Path log;
  private final Process process;

  /**
   * @param roles as BAKERY_ROLES; empty for the default, all
   * @param settings of its own; work takes no time unless BAKERY_PACE says so
   */
  NodeProcess(String roles, Map<String, String> settings, Path log) {
    this.roles = roles;
    this.log = log;
    var builder = new ProcessBuilder(command(List.of("node"))).redirectErrorStream(true);
    var environment = builder.environment();
    World.PLACE.forEach(environment::remove);
    environment.put("BAKERY_HTTP_PORT", Integer.toString(httpPort));
    environment.put("BAKERY_OPERATIONS_PORT", Integer.toString(operationsPort));
    environment.put("BAKERY_PACE", "instant");
    if (!roles.isEmpty()) environment.put("BAKERY_ROLES", roles);
    environment.putAll(settings);
    try {
      process = builder.redirectOutput(Redirect.appendTo(log.toFile())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command prints. */
  static String told(List<String> words, Map<String, String> settings) {
    var builder = new ProcessBuilder(command(words)).redirectError(Redirect.INHERIT);
    builder.environment().putAll(settings);
    try {
      var printed = builder.start().getInputStream().readAllBytes();
      return new String(printed, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(List<String> words) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(System.getProperty("bakery.node.flags", "").split(" ")));
    var jar = System.getProperty("bakery.jar");
    if (jar != null) command.addAll(List.of("-jar", jar));
    else command.addAll(List.of("-cp", System.getProperty("java.class.path"), "bakery.node.Main"));
    command.addAll(words);
    command.removeIf(String::isBlank);
    return command;
  }

  /** Returns when it says that it is ready; a gateway also when it knows what it sells. */
  public void awaitReady() {
    await("is ready", () -> answers(operations("/health/ready")));
    if (isGateway()) await("knows the menu", () -> answers(http("/v1/menu")));
  }

  /** Waits for it, looking often enough to tell when it came to the millisecond. */
  public void await(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (!process.isAlive()) throw new IllegalStateException(this + " has ended, see " + log);
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "not within " + READY_LIMIT.toSeconds() + " s: " + this + " " + what + ", see " + log);
      }
      Waits.pause(LOOK_EVERY_MILLIS);
    }
  }

  private boolean answers(URI url) {
    try {
      var request = HttpRequest.newBuilder(url).timeout(ANSWER_LIMIT).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  boolean isGateway() {
    return roles.isEmpty() || roles.contains("gateway");
  }

  public URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  public URI operations(String path) {
    return URI.create("http://127.0.0.1:" + operationsPort + path);
  }

  public long pid() {
    return process.pid();
  }

  /** SIGTERM; SIGKILL when that does not help. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    http.close();
  }

  void kill() {
    process.destroyForcibly();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "node " + pid() + (roles.isEmpty() ? "" : " (" + roles + ")");
  }
}
