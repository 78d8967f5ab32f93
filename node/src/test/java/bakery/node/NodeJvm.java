package bakery.node;

import bakery.platform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a JVM of its own, as the scripts start it. */
final class NodeJvm {

  private NodeJvm() {}

  static ProcessBuilder of(TestDatabase database, Path data, String... arguments) {
    var builder = of(List.of(), arguments);
    builder.environment().putAll(database.settings());
    builder.environment().put("BAKERY_DATA", data.toString());
    return builder;
  }

  /**
   * Told nothing by the environment.
   *
   * @param flags of the JVM, besides what every one needs
   */
  static ProcessBuilder of(List<String> flags, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--add-modules", "java.se"));
    for (var opened :
        List.of(
            "java.base/java.lang",
            "java.base/sun.nio.ch",
            "java.management/sun.management",
            "jdk.management/com.sun.management.internal")) {
      command.add("--add-opens=" + opened + "=ALL-UNNAMED");
    }
    command.add("--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "bakery.node.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("BAKERY_"));
    return builder;
  }
}
