package bakery.whole.chaos.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HAProxy before the gateways: to customers it is the bakery. */
public final class Balancer {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 500;

  private final Place place;
  private final int port;
  private final Process process;

  /** A gateway as the balancer reaches it. */
  public record Server(String host, int port) {}

  public Balancer(Place place, int port, List<Server> gateways, Path folder) {
    this.place = place;
    this.port = port;
    try {
      Path configuration = folder.resolve("haproxy.cfg");
      Files.writeString(configuration, configuration(gateways));
      List<String> command = List.of("haproxy", "-db", "-f", configuration.toString());
      process =
          new ProcessBuilder(place.command(command))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("haproxy.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Wait.until("HAProxy listens, see " + folder.resolve("haproxy.log"), LIMIT, this::listens);
  }

  public URI url() {
    return URI.create("http://" + place.host() + ":" + port);
  }

  private String configuration(List<Server> gateways) throws IOException {
    try (InputStream template = Balancer.class.getResourceAsStream("haproxy.cfg")) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@BIND@", place.host() + ":" + port)
          .replace("@SERVERS@", lines(gateways, "  server gateway%1$d %2$s:%3$d"))
          .replace(
              "@FEEDS@",
              lines(gateways, "  server gateway%1$d %2$s:%3$d track gateways/gateway%1$d"));
    }
  }

  private static String lines(List<Server> gateways, String line) {
    return IntStream.rangeClosed(1, gateways.size())
        .mapToObj(
            nth -> line.formatted(nth, gateways.get(nth - 1).host(), gateways.get(nth - 1).port()))
        .collect(Collectors.joining("\n"));
  }

  private boolean listens() {
    if (!process.isAlive()) throw new IllegalStateException("HAProxy has ended");
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.host(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public void close() {
    process.destroyForcibly();
  }
}
