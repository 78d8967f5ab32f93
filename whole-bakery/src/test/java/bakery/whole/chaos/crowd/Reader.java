package bakery.whole.chaos.crowd;

/** A customer who reads his order again and again until it has ended. */
final class Reader {

  private static final int SHORTEST_MILLIS = 100;
  private static final int LONGEST_MILLIS = 700;
  private static final int DOUBLINGS = 3;

  private final Town town;
  private final Customer customer;
  private int reads;

  Reader(Town town, Customer customer) {
    this.town = town;
    this.customer = customer;
    customer.begin();
  }

  void read() {
    long sent = town.micros();
    town.balancer()
        .read(customer.trail().id(), customer.token())
        .onSuccess(reply -> heard(reply, sent));
  }

  private void heard(Reply reply, long sent) {
    customer.note(What.READ, reply, sent);
    if (reply.isGood()) customer.heard(reply.told().status());
    boolean sawTheEnd = reply.isGood() && reply.told().status().isFinal();
    if (sawTheEnd || town.isClosed()) customer.end();
    else town.after(pauseMillis(), this::read);
  }

  /** The longer it takes, the more seldom: an order of hours is not read thousands of times. */
  private long pauseMillis() {
    long pause = town.chance().nextLong(SHORTEST_MILLIS, LONGEST_MILLIS);
    return pause << Math.min(reads++ / 10, DOUBLINGS);
  }
}
