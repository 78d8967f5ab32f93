package bakery.platform;

import io.vertx.core.Future;

/**
 * What became of one message.
 *
 * @param state the aggregate afterwards, null when there is none
 * @param reason why it was refused, else null
 */
record Fate<A>(Kind kind, A state, String reason) {

  enum Kind {
    /** Its effect is committed, or it had none to make. */
    APPLIED,
    /** A result whose claim no longer stands: it changed nothing. */
    LEASE_LOST,
    /** A new aggregate that {@link Table#admission} kept out. */
    BARRED,
    /** Nothing happened, another time may do. */
    LATER,
    /** It can never be handled. */
    REFUSED
  }

  static <A> Fate<A> of(Kind kind) {
    return new Fate<>(kind, null, null);
  }

  static <A> Fate<A> refused(String reason) {
    return new Fate<>(Kind.REFUSED, null, reason);
  }

  /** The state as the whole batch left it. */
  Fate<A> with(A after) {
    return new Fate<>(kind, after, reason);
  }

  /** For the one whose wish it was: as {@link RoleService#tell} says. */
  Future<A> answer(String role) {
    return switch (kind) {
      case APPLIED, LEASE_LOST -> Future.succeededFuture(state);
      case BARRED -> Future.succeededFuture(null);
      case LATER -> Future.failedFuture(new TryLater(role + " is busy"));
      case REFUSED -> Future.failedFuture(new IllegalArgumentException(reason));
    };
  }

  /** For the sender of a letter. */
  Receipt receipt() {
    return switch (kind) {
      case APPLIED, LEASE_LOST, BARRED -> Receipt.DONE;
      case LATER -> Receipt.LATER;
      case REFUSED -> Receipt.refused(reason);
    };
  }
}
