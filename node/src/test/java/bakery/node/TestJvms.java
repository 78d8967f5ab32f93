package bakery.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in JVMs of its own, which end with the test. */
final class TestJvms {
  private final List<Process> processes = new ArrayList<>();

  /**
   * @param flags of the JVM, besides what every one needs
   */
  Process start(Path log, Map<String, String> settings, List<String> flags, String... arguments)
      throws IOException {
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
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("BAKERY_"));
    builder.environment().putAll(settings);
    var process = builder.start();
    processes.add(process);
    return process;
  }

  void end() throws InterruptedException {
    for (var process : processes) process.destroyForcibly().waitFor();
  }
}
