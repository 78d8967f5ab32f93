package bakery.platform;

/**
 * How many workers a node is to have in a role, as the role's table says.
 *
 * @param version grows with every change, so that what arrives late changes nothing; 0 when nobody
 *     has said anything
 */
public record Wanted(int number, int version) {

  /** The most that a node may have in one role. */
  public static final int MOST = 1_000;

  static final Wanted NOTHING_SAID = new Wanted(0, 0);
}
