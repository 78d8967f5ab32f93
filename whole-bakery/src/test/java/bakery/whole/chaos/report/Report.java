package bakery.whole.chaos.report;

import bakery.whole.chaos.check.Result;
import bakery.whole.chaos.crowd.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to, as text, as JSON and as a page that needs nothing beside it. The plot is
 * drawn by uPlot, inlined from its webjar: 50 kB, and thousands of seconds with zoom and cursor are
 * more than an SVG of our own would do.
 */
public final class Report {

  private final String title;
  private final Instant came;
  private final Map<String, String> facts;
  private final Totals totals;
  private final Faults faults;
  private final Series series;
  private final List<Result> checks;
  private final List<String> oddities;

  private Report(
      String title,
      Map<String, String> facts,
      Evidence evidence,
      List<Life> lives,
      List<Struck> struck,
      List<Result> checks) {
    this.title = title;
    this.facts = new LinkedHashMap<>(facts);
    this.came = evidence.came();
    this.totals = Totals.of(evidence, lives);
    this.faults = Faults.of(evidence, lives, struck);
    this.series = Series.of(evidence, lives);
    this.checks = List.copyOf(checks);
    this.oddities = evidence.oddities();
  }

  /**
   * @param title what was run
   * @param facts name → value, shown as they are: nodes, versions, what was left out and why
   */
  public static Report of(
      String title,
      Map<String, String> facts,
      Evidence evidence,
      List<Struck> struck,
      List<Result> checks) {
    return new Report(title, facts, evidence, Life.of(evidence), struck, checks);
  }

  /** Every check holds, and no customer was left with an error. */
  public boolean isGreen() {
    return totals.errors() == 0 && checks.stream().allMatch(Result::holds);
  }

  public String text() {
    return new TextReport(this).text();
  }

  public String json() {
    return new JsonReport(this).text();
  }

  /** One self-contained page. */
  public String html() {
    return HtmlReport.page(this);
  }

  /** Writes report.txt, report.json and report.html. */
  public void writeTo(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("report.txt"), text());
      Files.writeString(folder.resolve("report.json"), json());
      Files.writeString(folder.resolve("report.html"), html());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String title() {
    return title;
  }

  Instant came() {
    return came;
  }

  Map<String, String> facts() {
    return facts;
  }

  Totals totals() {
    return totals;
  }

  Faults faults() {
    return faults;
  }

  Series series() {
    return series;
  }

  List<Result> checks() {
    return checks;
  }

  List<String> oddities() {
    return oddities;
  }
}
