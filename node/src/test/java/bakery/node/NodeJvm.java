package bakery.node;

import bakery.platform.testing.ClassArchive;
import bakery.platform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in a JVM of its own, as the scripts start it. */
final class NodeJvm {

  private static final ClassArchive LIBRARIES =
      new ClassArchive(Path.of("target", "class-path.txt"));

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
    var all = new ArrayList<>(LIBRARIES.options(NodeJvm::withEveryRole));
    all.addAll(flags);
    return plain(all, arguments);
  }

  private static ProcessBuilder withEveryRole(List<String> flags, Map<String, String> settings) {
    var builder = plain(flags, "node");
    builder.environment().putAll(settings);
    return builder;
  }

  private static ProcessBuilder plain(List<String> flags, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(System.getProperty("bakery.jvm.opens").split(" ")));
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp", LIBRARIES.before(System.getProperty("java.class.path")), "bakery.node.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("BAKERY_"));
    return builder;
  }
}
