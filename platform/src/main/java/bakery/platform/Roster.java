package bakery.platform;

/** Who is at work in this role: beats for this JVM and strikes off the dead. */
final class Roster {
  static final int STALE_WITH_HINT_MILLIS = 400;
  static final int STALE_MILLIS = 8_000;
}
