package bakery.platform;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Port: letters that were committed and have no receipt yet. */
public interface Outbox {

  /** A letter that was refused alone so many times is parked. */
  int MAX_REFUSALS = 5;

  /**
   * Hands out envelopes that nobody has tried for so long, the longest untried first, and notes
   * that they are tried now. Parked ones and rows that another node is handing out are left alone.
   */
  default Future<List<Envelope>> sweep(long untriedMillis, int limit) {
    return sweep(untriedMillis, limit, null, Set.of());
  }

  /**
   * @param only those to this role, or null for all
   * @param except none to these roles
   */
  Future<List<Envelope>> sweep(long untriedMillis, int limit, String only, Set<String> except);

  /**
   * Hands out what nobody has in hand any more, the eldest first, and notes that it is tried now.
   *
   * @param left nodes that have left; with them those that have no heartbeat row
   */
  Future<List<Envelope>> takeOver(Set<UUID> left, int limit);

  /** Forgets what is done and keeps the rest, in one transaction. */
  Future<Void> settle(List<Settlement> settlements);

  /**
   * Letters that were refused too often, in the order of their envelopes' ids.
   *
   * @param after the last id of the page before, or null
   */
  Future<List<Parked>> parked(UUID after, int limit);

  /**
   * A parked letter is sent again, as if it had never been refused; the deed is kept with it.
   *
   * @return false when no such letter is parked
   */
  Future<Boolean> retry(UUID parked, Deed deed);

  /**
   * Gives a parked letter up; which one, by whom, why and when stays in the audit.
   *
   * @return false when no such letter is parked
   */
  Future<Boolean> discard(UUID parked, Deed deed);

  /** A letter, and why it was refused. */
  record Refusal(Letter letter, String reason) {}

  /**
   * What the receipts of one envelope come to; an envelope of which nothing is left is deleted.
   *
   * @param later letters that stay together in the envelope
   * @param refused each gets an envelope of its own; refused alone so many times, it is parked
   * @param alone true when the refused letter was the only one of its envelope: only then the
   *     refusal counts
   */
  record Settlement(UUID envelope, List<Letter> later, List<Refusal> refused, boolean alone) {

    /** Nothing is left of the envelope. */
    public boolean done() {
      return later.isEmpty() && refused.isEmpty();
    }
  }
}
