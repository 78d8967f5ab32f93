package bakery.platform.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InterfacesConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.XmlConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

/** Hazelcast's configuration: {@code cluster.xml} with the settings laid over it. */
final class Hazelcast {

  /** The member attribute that carries the incarnation of the JVM. */
  static final String NODE = "node";

  /** The member attribute that carries what humans call it. */
  static final String NAME = "name";

  /** Hazelcast reads it from the JVM's properties only. */
  private static final String VALIDATION = "hazelcast.config.schema.validation.enabled";

  private Hazelcast() {}

  static Config config(ClusterSettings settings, UUID node, String name) {
    Config config = read(settings);
    config.setClusterName(settings.name());
    config.setInstanceName(node.toString());
    config.setClassLoader(Hazelcast.class.getClassLoader());
    config.getMemberAttributeConfig().setAttribute(NODE, node.toString()).setAttribute(NAME, name);
    place(config.getNetworkConfig(), settings);
    config.addListenerConfig(new ListenerConfig(new FirstLook(config)));
    return config;
  }

  private static void place(NetworkConfig network, ClusterSettings settings) {
    network.setPort(settings.port());
    network.setInterfaces(
        new InterfacesConfig().setEnabled(true).setInterfaces(List.of(settings.host())));
    JoinConfig join = network.getJoin();
    if (join.getTcpIpConfig().isEnabled()) join.getTcpIpConfig().setMembers(members(settings));
  }

  /** Where no name is known yet, only the own place: who comes later is found by the doors. */
  private static List<String> members(ClusterSettings settings) {
    List<String> resolved = Members.resolved(settings.members());
    return resolved.isEmpty() ? List.of(settings.host() + ":" + settings.port()) : resolved;
  }

  /** The packaged file is known to be valid; to make sure costs a tenth of a second of a start. */
  private static synchronized Config read(ClusterSettings settings) {
    System.setProperty(VALIDATION, Boolean.toString(settings.xml().isPresent()));
    try (InputStream xml =
        settings.xml().isPresent()
            ? Files.newInputStream(settings.xml().get())
            : Hazelcast.class.getResourceAsStream("/cluster.xml")) {
      return new XmlConfigBuilder(xml).build();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "BAKERY_CLUSTER_XML: "
              + settings.xml().map(Object::toString).orElse("the packaged cluster.xml")
              + " cannot be read: "
              + e,
          e);
    }
  }
}
