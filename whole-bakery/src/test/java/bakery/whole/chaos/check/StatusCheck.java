package bakery.whole.chaos.check;

import java.util.List;
import java.util.stream.Stream;

/** Holds what status tells against the tables. */
final class StatusCheck {

  /** So much may come and go again between two looks into the tables. */
  private static final long UNSEEN = 10;

  private final Findings findings;

  StatusCheck(String name) {
    findings = new Findings(name);
  }

  Result result() {
    return findings.result();
  }

  /** Then nothing is proved. */
  void neverAnswered() {
    findings.add("status", "was never answered while the tables could be read");
  }

  /** A bakery at rest: every number is the same, and known. */
  void same(Standing tables, Standing told) {
    told.unknown().forEach((role, why) -> findings.add(role, "is unknown: " + why));
    known(told, Stream.of(tables, told))
        .filter(what -> tables.count(what) != told.count(what))
        .forEach(
            what -> {
              long there = told.count(what);
              findings.add(what, "the tables say " + tables.count(what) + ", status " + there);
            });
  }

  /**
   * A bakery at work: every known number lies where the tables were while status was asked.
   *
   * @param tables one look after the other, the first before, the last after the question
   */
  void within(List<Standing> tables, Standing told) {
    known(told, Stream.concat(tables.stream(), Stream.of(told)))
        .forEach(what -> within(what, tables, told.count(what)));
  }

  private void within(String what, List<Standing> tables, long told) {
    long[] seen = tables.stream().mapToLong(look -> look.count(what)).toArray();
    long least = seen[0];
    long most = seen[0];
    long step = 0;
    for (int look = 1; look < seen.length; look++) {
      least = Math.min(least, seen[look]);
      most = Math.max(most, seen[look]);
      step = Math.max(step, Math.abs(seen[look] - seen[look - 1]));
    }
    if (told < least - step - UNSEEN || told > most + step + UNSEEN) {
      findings.add(
          what, "the tables went from %d to %d, status said %d".formatted(least, most, told));
    }
  }

  private Stream<String> known(Standing told, Stream<Standing> all) {
    return Standing.all(all).filter(told::knows).peek(what -> findings.examined());
  }
}
