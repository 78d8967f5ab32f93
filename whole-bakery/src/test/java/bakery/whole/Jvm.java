package bakery.whole;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.platform.testing.ClassArchive;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A node of the bakery in a JVM of its own, started as people start it. Its log stays in target.
 */
public final class Jvm {

  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);
  private static final Path LOGS = Path.of("target", "bakery-logs");
  private static final String HEAP = "-Xmx384m";
  private static final ClassArchive LIBRARIES =
      new ClassArchive(Path.of("..", "node", "target", "class-path.txt"));
  private static final String LOOPBACK = "127.0.0.1";
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  final String name;
  private final String roles;
  private final String host;
  private final List<String> entering;
  private final int httpPort;
  private final int operationsPort;
  private final Map<String, String> environment;
  private final Path log;
  private volatile Path release;
  private volatile Process process;

  /**
   * @param environment what all nodes of this bakery are told; this one's name, roles and ports are
   *     added, unless all are told to share an HTTP port
   */
  Jvm(String name, String roles, Map<String, String> environment) {
    this(
        name,
        roles,
        LOOPBACK,
        List.of(),
        environment,
        LOGS.resolve(environment.get("BAKERY_CLUSTER_NAME") + "-" + name + ".log"));
  }

  /**
   * @param host the address at which it listens
   * @param entering what is put before the command, so that it runs at that address
   */
  public Jvm(
      String name,
      String roles,
      String host,
      List<String> entering,
      Map<String, String> environment,
      Path log) {
    this.name = name;
    this.roles = roles;
    this.host = host;
    this.entering = List.copyOf(entering);
    this.environment = new HashMap<>(environment);
    this.httpPort = Integer.parseInt(environment.getOrDefault("BAKERY_HTTP_PORT", free()));
    this.operationsPort = freePort();
    this.log = log;
  }

  /** What this one is told from its next start on; null takes it back. */
  public void tell(String variable, String value) {
    if (value == null) environment.remove(variable);
    else environment.put(variable, value);
  }

  /** From its next start on it is of this release, a jar; null: of the present one. */
  public void becomes(Path jar) {
    release = jar;
  }

  /** Starts the process, also again after its end: then it is another incarnation. */
  public Jvm start() {
    List<String> command = new ArrayList<>(entering);
    command.addAll(release == null ? command("node") : fromJar(release, "", "node"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("BAKERY_"));
    builder.environment().putAll(environment);
    builder.environment().put("BAKERY_NAME", name);
    builder.environment().put("BAKERY_ROLES", roles);
    builder.environment().put("BAKERY_HTTP_HOST", host);
    builder.environment().put("BAKERY_OPERATIONS_HOST", host);
    builder.environment().put("BAKERY_HTTP_PORT", Integer.toString(httpPort));
    builder.environment().put("BAKERY_OPERATIONS_PORT", Integer.toString(operationsPort));
    try {
      Files.createDirectories(log.getParent());
      process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever does not get ready leaves its threads in its log. */
  public Jvm awaitReady() {
    try {
      Patience.within(READY_LIMIT)
          .until(this + " is ready, see " + log, () -> !process.isAlive() || isReady());
    } catch (ConditionTimeoutException e) {
      signal("QUIT");
      Patience.seconds(10).until("its threads", () -> log().contains("Full thread dump"));
      throw e;
    }
    assertThat(process.isAlive()).as("%s lives, see %s", this, log).isTrue();
    return this;
  }

  public String name() {
    return name;
  }

  public String host() {
    return host;
  }

  public int httpPort() {
    return httpPort;
  }

  public boolean isReady() {
    return Http.status(operations("/health/ready")).filter(status -> status == 200).isPresent();
  }

  public boolean isGateway() {
    return plays("gateway");
  }

  public boolean plays(String role) {
    return roles.contains(role);
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public URI http(String path) {
    return URI.create("http://" + host + ":" + httpPort + path);
  }

  URI websocket(String path) {
    return URI.create("ws://" + host + ":" + httpPort + path);
  }

  public URI operations(String path) {
    return URI.create("http://" + host + ":" + operationsPort + path);
  }

  /** The sum of a counter over its labels, by the name it has in {@code /metrics}. */
  public double metric(String metric) {
    return Http.text(operations("/metrics"))
        .lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process is gone at once, without a word. */
  public void kill9() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGSTOP: it stands still and knows nothing of it. */
  public void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void thaw() {
    signal("CONT");
  }

  /** SIGTERM: it finishes or hands over, leaves, and exits with 0. */
  public int terminate() {
    process.destroy();
    return leaves();
  }

  /** Somebody has told it to leave; with what it exits. */
  public int leaves() {
    awaitEnd();
    return process.exitValue();
  }

  /** However it stands, it ends. */
  public void end() {
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

  /** How the bakery's command line is started: from its jar where one is named. */
  public static List<String> command(String... words) {
    String jar = System.getProperty("bakery.jar");
    if (jar == null) return fromClassPath(LIBRARIES.options(Jvm::withEveryRole), words);
    return fromJar(Path.of(jar), System.getProperty("bakery.archive"), words);
  }

  /**
   * @param archive the option that loads its classes from one, or nothing
   */
  private static List<String> fromJar(Path jar, String archive, String... words) {
    return command(List.of("-Xlog:disable", archive, "-jar", jar.toString()), words);
  }

  private static ProcessBuilder withEveryRole(List<String> flags, Map<String, String> settings) {
    ProcessBuilder builder = new ProcessBuilder(fromClassPath(flags, "node"));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("BAKERY_"));
    builder.environment().putAll(settings);
    return builder;
  }

  private static List<String> fromClassPath(List<String> flags, String... words) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of("-cp", LIBRARIES.before(classPath()), "bakery.node.Main"));
    return command(all, words);
  }

  private static List<String> command(List<String> flags, String... words) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(System.getProperty("bakery.jvm.opens", "").split(" ")));
    command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.addAll(List.of(words));
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

  private static String free() {
    return Integer.toString(freePort());
  }

  /** Never the same twice: two servers of one JVM at the same port would share its visitors. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      int port = socket.getLocalPort();
      return GIVEN.add(port) ? port : freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + roles + ")";
  }
}
