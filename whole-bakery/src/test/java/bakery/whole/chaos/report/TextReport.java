package bakery.whole.chaos.report;

import bakery.whole.chaos.check.Finding;
import bakery.whole.chaos.check.Result;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report as people read it in a terminal. */
record TextReport(Report report) {

  private static final String HEADS = "  %-22s %6s | %26s | %26s | %7s %8s %6s %6s%n";
  private static final String FAULT = "  %-22s %6d | %26s | %26s | %7d %8d %6d %6d%n";

  private static final int LETTERS_MAX = 10;
  private static final String SPREAD = "%6s %6s %6s %5s";

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(report.title()).append('\n').append(verdict()).append('\n');
    report.facts().forEach((name, value) -> line(text, "%s: %s", name, value));
    orders(text);
    faults(text);
    letters(text);
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
    int all = report.faults().each().size();
    line(text, "%nFaults: %d of %d kinds; times in seconds", all, report.faults().kinds().size());
    text.append(
        HEADS.formatted(
            "",
            "",
            "work stood still",
            "customers heard nothing",
            "errors",
            "retries",
            "most",
            "over"));
    String heads = SPREAD.formatted("of", "p50", "p99", "most");
    text.append(HEADS.formatted("kind", "count", heads, heads, "left", "needed", "of one", "one"));
    for (Faults.OfKind of : report.faults().kinds()) {
      Harm harm = of.harm();
      text.append(
          FAULT.formatted(
              of.kind(),
              of.count(),
              cells(harm.work()),
              cells(harm.news()),
              harm.errors(),
              harm.retries(),
              harm.mostRetries(),
              harm.retriedAgain()));
    }
  }

  private void letters(StringBuilder text) {
    List<Letter> all =
        report.faults().each().stream().flatMap(fault -> fault.letters().stream()).toList();
    if (all.isEmpty()) return;
    text.append("\nLetters that stood longest\n");
    for (Letter letter : Letter.longest(all, LETTERS_MAX)) {
      line(
          text,
          "  %7s  %s to %s, sent again %d times, the last %s before it was last seen, in %s (%s)",
          seconds(letter.stoodMillis()),
          letter.from(),
          letter.to(),
          letter.tries(),
          millis(letter.triedMillisAgo()),
          faultOf(letter),
          letter.id());
    }
  }

  private String faultOf(Letter letter) {
    return report.faults().each().stream()
        .filter(fault -> fault.letters().contains(letter))
        .map(fault -> String.format(Locale.ROOT, "%s at %.0f s", fault.kind(), fault.fromSecond()))
        .findFirst()
        .orElseThrow();
  }

  private static String cells(Spread spread) {
    return SPREAD.formatted(
        spread.count(),
        seconds(spread.p50Millis()),
        seconds(spread.p99Millis()),
        seconds(spread.longestMillis()));
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.2f", millis / 1_000);
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
