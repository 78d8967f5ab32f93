package bakery.platform.cluster;

import bakery.platform.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where this JVM stands in the cluster and whom it looks for.
 *
 * @param xml a file instead of the packaged {@code cluster.xml}
 * @param name only JVMs of the same name join; by default it is made of the data folder, so that
 *     two bakeries on one machine never join. Bakeries over several machines set it
 * @param host the own address, for Hazelcast and the event bus
 * @param port the first to try; the next ones are tried when it is taken
 * @param members host or host:port; without a port the usual ports are tried; a name stands for
 *     every address it has
 * @param busPort of the event bus; 0 takes a free one
 * @param busTls empty: the bus is not encrypted
 */
public record ClusterSettings(
    Optional<Path> xml,
    String name,
    String host,
    int port,
    List<String> members,
    int busPort,
    Optional<BusTls> busTls) {

  private static final String LOOPBACK = "127.0.0.1";

  public static ClusterSettings from(Settings settings) {
    String host = settings.text("BAKERY_CLUSTER_HOST", LOOPBACK);
    return new ClusterSettings(
        settings.text("BAKERY_CLUSTER_XML").map(Path::of),
        settings
            .text("BAKERY_CLUSTER_NAME")
            .orElseGet(() -> nameOf(Path.of(settings.text("BAKERY_DATA", ".bakery")))),
        host,
        settings.number("BAKERY_CLUSTER_PORT", 5701, 1, 65_535),
        settings.text("BAKERY_CLUSTER_MEMBERS").map(ClusterSettings::list).orElse(List.of(host)),
        settings.number("BAKERY_BUS_PORT", 0, 0, 65_535),
        BusTls.from(settings));
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static String nameOf(Path data) {
    byte[] path = real(data).toString().getBytes(StandardCharsets.UTF_8);
    return "bakery-" + UUID.nameUUIDFromBytes(path).toString().substring(0, 8);
  }

  private static Path real(Path path) {
    try {
      return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
