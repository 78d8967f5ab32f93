package bakery.platform;

import java.time.Instant;
import java.util.UUID;

/**
 * A row that is due and that nothing can be done with: it is put off with growing pauses, so that
 * it stands in nobody's way, until it goes well or somebody looks.
 *
 * @param cause what went wrong the last time, without the data that it went wrong with
 * @param times how often it went wrong
 * @param since when it went wrong first
 * @param dueAgain when it is tried again
 */
public record Stuck(UUID id, String cause, int times, Instant since, Instant dueAgain) {

  /** The first pause; each is twice the one before. */
  public static final int FIRST_PAUSE_SECONDS = 1;

  public static final int LONGEST_PAUSE_SECONDS = 600;
}
