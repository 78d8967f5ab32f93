package bakery.whole.chaos.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the machine's programs: short ones that are waited for. */
final class Machine {

  private static final int LIMIT_SECONDS = 120;

  private Machine() {}

  /** How a program ended, and what it printed. */
  record Ended(int code, String text) {}

  static String run(String... command) {
    return run(List.of(command));
  }

  /**
   * @return what it printed
   * @throws IllegalStateException when it fails or takes too long, with what it printed
   */
  static String run(List<String> command) {
    Ended ended = end(command, Map.of());
    if (ended.code() == 0) return ended.text();
    throw failed(command, "exit " + ended.code(), ended.text());
  }

  /**
   * @throws IllegalStateException when it takes too long, with what it printed
   */
  static Ended end(List<String> command, Map<String, String> variables) {
    try {
      Path output = Files.createTempFile("chaos-", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8).strip();
        if (!ended) throw failed(command, "no end", text);
        return new Ended(process.exitValue(), text);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(String.join(" ", command) + ": interrupted", e);
    }
  }

  private static IllegalStateException failed(List<String> command, String how, String text) {
    return new IllegalStateException(String.join(" ", command) + ": " + how + ", " + text);
  }
}
