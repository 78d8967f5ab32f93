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
  private final Path drawn;
  private Plot plot;
  private boolean whole = true;

  /**
   * @param folder of the files NAME.json and, if there is a plot, NAME.svg
   */
  public Report(Path folder, String name) {
    file = folder.resolve(name + ".json");
    drawn = folder.resolve(name + ".svg");
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

  /** Judges; says it only when something is wrong. */
  public Report judge(Verdict verdict) {
    whole &= verdict.whole();
    return verdict.whole() ? this : say(verdict.text());
  }

  /**
   * A load that was measured; its verdict counts.
   *
   * @param more to add to its numbers
   */
  public Report run(Window window, Verdict verdict, JsonObject more) {
    whole &= verdict.whole();
    var json = window.json().mergeIn(more).put("verdict", verdict.json());
    return say(window.row()).say(verdict.text()).run(json);
  }

  /** What is drawn at the end, with the points that it has by then. */
  public Report draw(Plot points) {
    plot = points;
    return this;
  }

  /** Something did not end well. */
  public void fail(String text) {
    whole = false;
    say(text);
  }

  /**
   * Writes the files.
   *
   * @return 0, or 1 when something did not end well
   */
  public int close() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, all.put("whole", whole).encodePrettily() + "\n");
      say("for machines: benchmarks/" + file);
      if (plot != null && plot.write(drawn)) say("drawn: benchmarks/" + drawn);
      return whole ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
