package bakery.whole.chaos.crowd;

import bakery.gateway.model.Status;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One customer with one order, from coming in to the last he hears of it. He does what a normal
 * client does: what may pass is sent again under the same key, within his patience.
 */
final class Customer {

  private final Town town;
  private final Wants wants;
  private final Trail trail;
  private final Consumer<Customer> gone;
  private Reply.Told first;
  private String token;
  private boolean asking;
  private boolean ended;
  private boolean collected;
  private int errands;

  /**
   * @param gone hears when he waits for nothing any more
   */
  Customer(Town town, Wants wants, Trail trail, Consumer<Customer> gone) {
    this.town = town;
    this.wants = wants;
    this.trail = trail;
    this.gone = gone;
  }

  Trail trail() {
    return trail;
  }

  String token() {
    return token;
  }

  void come(long dueMicros) {
    trail.add(What.CAME, dueMicros);
    begin();
    order(dueMicros + town.plan().patience().toNanos() / 1_000);
    if (wants.twice()) repeat();
  }

  private void order(long untilMicros) {
    asking = false;
    new Insistence(
            town, untilMicros, this::orderOrAsk, this::noteOrder, last -> placed(last, untilMicros))
        .start();
  }

  private Future<Reply> orderOrAsk(Reply before) {
    asking = before != Reply.NONE_YET && wants.asks() && Codes.isUnknown(before.code());
    return asking ? town.balancer().byKey(wants.key()) : town.balancer().order(wants);
  }

  private void noteOrder(Reply reply, long sent) {
    note(asking ? What.ASKED : What.ORDERED, reply, sent);
  }

  private void placed(Reply reply, long untilMicros) {
    if (reply.isGood()) {
      if (!asking) compare(reply.told());
      acknowledged(reply.told());
      end();
    } else if (asking && reply.code() == 404) {
      order(untilMicros);
    } else {
      trail.add(What.GAVE_UP, town.micros());
      town.tally().refused.increment();
      end();
    }
  }

  /** The same request under the same key once more, perhaps while the first is under way. */
  private void repeat() {
    begin();
    new Insistence(
            town,
            Long.MAX_VALUE,
            before -> town.balancer().order(wants),
            (reply, sent) -> note(What.REPEATED, reply, sent),
            this::repeated)
        .start();
  }

  private void repeated(Reply reply) {
    if (reply.isGood()) {
      compare(reply.told());
      acknowledged(reply.told());
    }
    end();
  }

  /** Answers to a POST under one key must all be the same. */
  private void compare(Reply.Told told) {
    if (first == null) first = told;
    if (!trail.answered(told.print())) {
      differs("was answered " + told.rest() + " after " + first.rest());
    }
  }

  private void acknowledged(Reply.Told told) {
    if (!trail.named(told.id())) differs("is order " + told.id() + " in another answer");
    if (token != null) return;
    token = told.token();
    town.tally().acknowledged.increment();
    watch();
    if (wants.cancelMillis() >= 0) later(wants.cancelMillis(), this::cancel);
    if (wants.repeatMillis() >= 0) later(wants.repeatMillis(), this::repeat);
  }

  private void differs(String how) {
    town.odd("order " + trail.id() + " of customer " + trail.number() + " " + how);
    trail.add(What.DIFFERED, town.micros());
  }

  private void watch() {
    if (trail.isFollowed()) new Feed(town, this).open();
    if (wants.reads() || !trail.isFollowed()) new Reader(town, this).read();
  }

  /** A feed or an answer told where the order stands. */
  void heard(Status status) {
    switch (status) {
      case READY -> collect();
      case COMPLETED, DECLINED, CANCELLED -> hearTheEnd();
      case PLACED, PAID, BAKING, ON_THE_WAY, DELIVERED, COLLECTED, CANCELLING -> {}
    }
  }

  private void hearTheEnd() {
    if (ended) return;
    ended = true;
    town.tally().ended.increment();
  }

  private void cancel() {
    insist(What.CANCELLATION, () -> town.balancer().cancel(trail.id(), token));
  }

  private void collect() {
    if (wants.kind().isDelivered() || collected) return;
    collected = true;
    insist(What.COLLECTION, () -> town.balancer().collect(trail.id()));
  }

  private void insist(What what, Supplier<Future<Reply>> request) {
    begin();
    new Insistence(
            town,
            Long.MAX_VALUE,
            before -> request.get(),
            (reply, sent) -> note(what, reply, sent),
            last -> end())
        .start();
  }

  void note(What what, Reply reply, long sent) {
    trail.answer(what, reply, sent, town.micros());
  }

  private void later(long millis, Runnable errand) {
    begin();
    town.after(
        millis,
        () -> {
          if (!town.isClosed()) errand.run();
          end();
        });
  }

  /** One more thing that he waits for. */
  void begin() {
    errands++;
  }

  void end() {
    if (--errands == 0) gone.accept(this);
  }
}
