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
    var builder = NodeJvm.of(flags, arguments);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    var process = builder.start();
    processes.add(process);
    return process;
  }

  void end() throws InterruptedException {
    for (var process : processes) process.destroyForcibly().waitFor();
  }
}
