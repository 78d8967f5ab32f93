package bakery.gateway.feed;

/** What becomes of a wish to follow an order. */
public sealed interface Admission {

  /** News has come or will come; {@link Feed#dismiss} ends it. */
  record Admitted(Following following) implements Admission {}

  record UnknownOrder() implements Admission {}

  /** The follower claims to have seen more than has happened. */
  record NotThatFar(int seq) implements Admission {}
}
