package bakery.whole.chaos.check;

import java.util.List;

/** All that must hold, in the order of the report. */
final class Checks {

  static final List<Check> ALL =
      List.of(
          Orders.ACKNOWLEDGED,
          Orders.ENDED,
          Orders.ENDED_ONCE,
          Orders.FOUND,
          Money.PER_ORDER,
          Money.IN_SUM,
          Money.CHARGED,
          Money.CAPTURED_ONCE,
          Money.JOURNAL,
          Money.BALANCED,
          Work.BAKED_ONCE,
          Work.DELIVERED_ONCE,
          Work.NOTHING_LEFT,
          Feeds.WHOLE,
          Feeds.TRUE,
          Reads.FORWARD,
          Reads.TRUE,
          Answers.SAME,
          Outboxes.EMPTY,
          Outboxes.NOTHING_PARKED);

  private Checks() {}
}
