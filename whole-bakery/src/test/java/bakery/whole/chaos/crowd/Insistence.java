package bakery.whole.chaos.crowd;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Says the same until there is an answer that counts, with the pauses of a normal client.
 *
 * @param untilMicros after which the next answer counts, whatever it is
 * @param request made of the answer before
 * @param each hears every answer and when its request was sent
 * @param last hears the one that counts
 */
record Insistence(
    Town town,
    long untilMicros,
    Function<Reply, Future<Reply>> request,
    Hearing each,
    Consumer<Reply> last) {

  /** The longest pause between two requests: six seconds. */
  private static final int DOUBLINGS = 6;

  /** Notes an answer. */
  interface Hearing {
    void hear(Reply reply, long sentMicros);
  }

  void start() {
    say(Reply.NONE_YET, 0);
  }

  private void say(Reply before, int tries) {
    long sent = town.micros();
    request.apply(before).onSuccess(reply -> answered(reply, sent, tries));
  }

  private void answered(Reply reply, long sent, int tries) {
    each.hear(reply, sent);
    if (reply.isLater()) town.tally().errors.increment();
    if (!reply.isLater() || town.isClosed() || town.micros() > untilMicros) {
      last.accept(reply);
      return;
    }
    town.tally().retries.increment();
    long pause = town.pauseMillis(Math.min(tries, DOUBLINGS), reply);
    town.after(pause, () -> say(reply, tries + 1));
  }
}
