package bakery.whole.chaos.report;

import bakery.whole.chaos.check.Finding;
import bakery.whole.chaos.check.Result;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report as people read it in a terminal. */
record TextReport(Report report) {

  private static final String FAULTS = "  %-26s %6s %7s %9s %9s %9s %7s %8s %6s %6s%n";
  private static final String FAULT = "  %-26s %6d %7d %9s %9s %9s %7d %8d %6d %6d%n";

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(report.title()).append('\n').append(verdict()).append('\n');
    report.facts().forEach((name, value) -> line(text, "%s: %s", name, value));
    orders(text);
    faults(text);
    checks(text);
    report.oddities().forEach(odd -> line(text, "odd: %s", odd));
    return text.toString();
  }

  private String verdict() {
    long failed = report.checks().stream().filter(result -> !result.holds()).count();
    long errors = report.totals().errors();
    if (report.isGreen()) return "All " + report.checks().size() + " checks hold.";
    return failed
        + " of "
        + report.checks().size()
        + " checks do not hold; "
        + errors
        + " orders were not placed in spite of all retries.";
  }

  private void orders(StringBuilder text) {
    Totals totals = report.totals();
    text.append("\nOrders\n");
    line(
        text,
        "  %d offered in %.0f s, %d acknowledged",
        totals.offered(),
        totals.seconds(),
        totals.acknowledged());
    line(
        text,
        "  ended: %s",
        totals.ends().entrySet().stream()
            .map(end -> end.getValue() + " " + end.getKey())
            .collect(Collectors.joining(", ")));
    line(
        text,
        "  %d errors after all retries; %d retries, at most %d for one order, %d orders needed more than one",
        totals.errors(),
        totals.retries(),
        totals.mostRetries(),
        totals.retriedAgain());
    line(
        text,
        "  answer after %s; end after %s",
        spread(totals.toAcknowledge()),
        spread(totals.toEnd()));
    line(
        text,
        "  %d feeds told %d steps over %d reconnections; %d reads; %d requests repeated",
        totals.feeds(),
        totals.news(),
        totals.reconnections(),
        totals.reads(),
        totals.repeated());
    if (totals.turnedAway() > 0) {
      line(text, "  %d customers turned away: the crowd itself was full", totals.turnedAway());
    }
  }

  private void faults(StringBuilder text) {
    text.append("\nFaults: ").append(report.faults().each().size()).append('\n');
    text.append(
        FAULTS.formatted(
            "", "", "orders", "stood still", "", "", "errors", "retries", "most", "over"));
    text.append(
        FAULTS.formatted(
            "kind", "count", "open", "p50", "p99", "longest", "left", "needed", "of one", "one"));
    for (Faults.OfKind of : report.faults().kinds()) {
      Spread stalls = of.harm().stalls();
      text.append(
          FAULT.formatted(
              of.kind(),
              of.count(),
              stalls.count(),
              millis(stalls.p50Millis()),
              millis(stalls.p99Millis()),
              millis(stalls.longestMillis()),
              of.harm().errors(),
              of.harm().retries(),
              of.harm().mostRetries(),
              of.harm().retriedAgain()));
    }
  }

  private void checks(StringBuilder text) {
    text.append("\nChecks\n");
    for (Result result : report.checks()) {
      String verdict = result.holds() ? result.examined() == 0 ? "none" : "ok" : "FAILED";
      line(
          text,
          "  %-6s %s (%d examined%s)",
          verdict,
          result.check(),
          result.examined(),
          result.holds() ? "" : ", " + result.failed() + " wrong");
      for (Finding finding : result.findings()) {
        line(text, "           %s: %s", finding.id(), finding.what());
      }
    }
  }

  private static String spread(Spread spread) {
    return "%s (p99 %s, longest %s)"
        .formatted(
            millis(spread.p50Millis()), millis(spread.p99Millis()), millis(spread.longestMillis()));
  }

  private static String millis(double millis) {
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
