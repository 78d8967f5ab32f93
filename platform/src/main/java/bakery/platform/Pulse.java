package bakery.platform;

/**
 * What a beat tells of the schema on its way: at rest nothing else need be asked.
 *
 * @param known false when there was no row: the others had taken this node for dead, or it is new
 * @param late whether somebody has missed a beat
 * @param open whether something is still to happen by itself
 * @param due whether some of it may be taken, or told that its deadline has passed, now
 * @param untried whether a letter without a receipt has not been tried for a while
 * @param parked letters that were refused too often; counted up to a thousand
 * @param stuck rows that are put off; counted up to a thousand
 * @param wanted how many workers this node is to have
 * @param policyDue whether a policy sets these numbers and it is time to look again
 * @param census what stands in the schema; null when this beat was not asked to count
 */
public record Pulse(
    boolean known,
    boolean late,
    boolean open,
    boolean due,
    boolean untried,
    int parked,
    int stuck,
    Wanted wanted,
    boolean policyDue,
    Census census) {

  /** Before the first beat. */
  static final Pulse NONE = new Pulse(false, false, false, false, false, 0, 0);

  /** Of a schema that says nothing of workers, when nothing was counted. */
  public Pulse(
      boolean known,
      boolean late,
      boolean open,
      boolean due,
      boolean untried,
      int parked,
      int stuck) {
    this(known, late, open, due, untried, parked, stuck, Wanted.NOTHING_SAID, false, null);
  }
}
