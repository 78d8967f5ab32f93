package bakery.benchmarks.world;

import bakery.benchmarks.load.Placed;
import bakery.benchmarks.report.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/**
 * Followers of one gateway, each with a websocket and an order of his own, in a JVM of theirs. It
 * is told the orders on standard input, then {@code open}, {@code measure} and {@code tell}, and
 * answers each with a line.
 */
public final class FollowerProcess implements AutoCloseable {
  private static final int DIGITS = 3;
  private static final int OPENING_AT_ONCE = 64;
  private static final int MICROS_A_MILLI = 1_000;
  private static final Set<String> ENDS = Set.of("COMPLETED", "DECLINED", "CANCELLED");

  private final Process process;
  private final Scanner answers;
  private final PrintStream words;

  public FollowerProcess(URI gateway) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FollowerProcess.class.getName(), gateway.toString()));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = new Scanner(process.getInputStream(), StandardCharsets.UTF_8);
    words = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Returns when all of them follow and know where their orders stand.
   *
   * @param steps that each order has made
   */
  public void open(Collection<Placed> orders, Map<UUID, Integer> steps) {
    orders.forEach(
        order -> words.println(order.id() + " " + order.token() + " " + steps.get(order.id())));
    say("open");
  }

  /** From now on news count. */
  public void measure() {
    say("measure");
  }

  /**
   * @return {@code news} since measured, {@code gaps}, {@code lost} connections, {@code ended}
   *     orders, {@code millis} from the step's own time to the follower
   */
  public JsonObject told() {
    return new JsonObject(say("tell"));
  }

  private String say(String word) {
    words.println(word);
    return answers.nextLine();
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) {
    new Followers(URI.create(arguments[0])).listen();
  }

  /** In the other JVM; all of it on one event loop. */
  private static final class Followers {
    private final URI gateway;
    private final Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(Integer.MAX_VALUE));
    private final List<String> orders = new ArrayList<>();
    private Histogram micros = new Histogram(DIGITS);
    private int opening;
    private int knowing;
    private long news;
    private long gaps;
    private long lost;
    private long ended;

    Followers(URI gateway) {
      this.gateway = gateway;
    }

    void listen() {
      var in = new Scanner(System.in, StandardCharsets.UTF_8);
      while (in.hasNextLine()) hear(in.nextLine().split(" "));
    }

    private void hear(String... words) {
      switch (words[0]) {
        case "open" ->
            vertx.runOnContext(
                v -> {
                  for (int i = 0; i < OPENING_AT_ONCE; i++) openNext();
                });
        case "measure" -> vertx.runOnContext(v -> measure());
        case "tell" -> vertx.runOnContext(v -> System.out.println(told().encode()));
        default -> orders.add(String.join(" ", words));
      }
    }

    private void openNext() {
      if (opening == orders.size()) return;
      var order = orders.get(opening++).split(" ");
      client
          .connect(
              new WebSocketConnectOptions()
                  .setHost(gateway.getHost())
                  .setPort(gateway.getPort())
                  .addHeader("Authorization", "Bearer " + order[1])
                  .setURI("/v1/orders/" + order[0] + "/feed"))
          .onSuccess(socket -> follow(socket, Integer.parseInt(order[2])))
          .onFailure(
              failure -> {
                lost++;
                System.err.println("a feed: " + failure.getMessage());
                known();
              });
    }

    private void follow(WebSocket socket, int steps) {
      var seen = new int[1];
      var over = new boolean[1];
      socket.textMessageHandler(
          text -> {
            var step = new JsonObject(text);
            if (step.getInteger("seq") != ++seen[0]) gaps++;
            if (seen[0] == steps) known();
            if (seen[0] <= steps) return;
            note(Instant.parse(step.getString("at")));
            over[0] = ENDS.contains(step.getString("status"));
            if (over[0]) ended++;
          });
      socket.closeHandler(
          closed -> {
            if (!over[0]) lost++;
          });
    }

    private void known() {
      if (++knowing == orders.size()) System.out.println("open");
      openNext();
    }

    private void note(Instant at) {
      news++;
      long millis = System.currentTimeMillis() - at.toEpochMilli();
      micros.recordValue(Math.max(0, millis) * MICROS_A_MILLI);
    }

    private void measure() {
      micros = new Histogram(DIGITS);
      news = 0;
      System.out.println("measured");
    }

    private JsonObject told() {
      return new JsonObject()
          .put("news", news)
          .put("gaps", gaps)
          .put("lost", lost)
          .put("ended", ended)
          .put("millis", Json.spread(micros));
    }
  }
}
