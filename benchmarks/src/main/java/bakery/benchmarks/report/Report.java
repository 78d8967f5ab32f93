package bakery.benchmarks.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What is printed, and the same for machines in a file. */
public final class Report {
  private final Path file;
  private final JsonObject all = new JsonObject();
  private final JsonArray runs = new JsonArray();

  /**
   * @param folder of the file NAME.json
   */
  public Report(Path folder, String name) {
    file = folder.resolve(name + ".json");
    all.put("name", name).put("began", Instant.now().toString()).put("runs", runs);
  }

  public Report say(String text) {
    System.out.println(text);
    return this;
  }

  public Report put(String name, Object value) {
    all.put(name, value);
    return this;
  }

  public Report run(JsonObject run) {
    runs.add(run);
    return this;
  }

  /** The file is written. */
  public void close() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, all.encodePrettily() + "\n");
      say("for machines: benchmarks/" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
