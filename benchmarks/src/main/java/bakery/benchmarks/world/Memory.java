package bakery.benchmarks.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a JVM holds.
 *
 * @param heap bytes of living objects, after a collection
 * @param direct bytes of buffers outside the heap
 * @param resident bytes of the process
 */
public record Memory(long heap, long direct, long resident) {

  private static final Pattern CLASS = Pattern.compile("^ *\\d+: ");

  /** Behind a class's place and how many there are. */
  private static final int BYTES = 2;

  public static final Memory NONE = new Memory(0, 0, 0);

  public static Memory of(NodeProcess node) {
    return new Memory(
        heap(node.pid()), direct(node.operations("/metrics")), Processes.residentBytes(node.pid()));
  }

  public Memory plus(Memory other) {
    return new Memory(heap + other.heap, direct + other.direct, resident + other.resident);
  }

  public Memory minus(Memory earlier) {
    return new Memory(heap - earlier.heap, direct - earlier.direct, resident - earlier.resident);
  }

  /**
   * The histogram of classes makes a full collection first. What the collector fills gaps with is
   * in it, but no living object.
   */
  private static long heap(long pid) {
    var java = Path.of(ProcessHandle.current().info().command().orElseThrow());
    var command =
        new ProcessBuilder(
            java.resolveSibling("jcmd").toString(), Long.toString(pid), "GC.class_histogram");
    try {
      var process = command.redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var classes = text.lines().filter(line -> CLASS.matcher(line).find()).toList();
      if (classes.isEmpty())
        throw new IllegalStateException("no histogram of " + pid + ": " + text);
      return classes.stream()
          .filter(line -> !line.contains("jdk.internal.vm.Filler"))
          .mapToLong(line -> Long.parseLong(line.strip().split(" +")[BYTES]))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long direct(URI metrics) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith("jvm_buffer_memory_used_bytes{id=\"direct\""))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
