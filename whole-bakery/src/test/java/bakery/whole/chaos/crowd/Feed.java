package bakery.whole.chaos.crowd;

import bakery.gateway.model.Status;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * A customer who follows his order over a websocket. Cut off, or in silence, he opens it again with
 * the last step that he saw; asked by a ping, a living gateway is never silent.
 */
final class Feed {

  private static final Buffer PING = Buffer.buffer();
  private static final int PINGS_IN_SILENCE = 2;

  /** The longest pause of his own before he opens it again: thirteen seconds. */
  private static final int DOUBLINGS = 7;

  /** A gateway closes the feed of an order that has ended. */
  private static final long GOODBYE_MILLIS = 2_000;

  private final Town town;
  private final Customer customer;
  private WebSocket socket;
  private int connection;
  private int tries;
  private int lastSeq;
  private long heardMicros;
  private boolean sawTheEnd;
  private boolean over;

  Feed(Town town, Customer customer) {
    this.town = town;
    this.customer = customer;
    customer.begin();
    town.tally().sockets.incrementAndGet();
  }

  void open() {
    int mine = ++connection;
    heardMicros = town.micros();
    customer.trail().add(What.OPENED, 0, null, lastSeq, heardMicros);
    ClientWebSocket opening = town.sockets().webSocket();
    opening.textMessageHandler(text -> heard(mine, text));
    opening.pongHandler(pong -> heardMicros = town.micros());
    opening.closeHandler(v -> closed(mine, Reply.without(closeCode(opening))));
    Future<WebSocket> connecting = opening.connect(options());
    connecting.onSuccess(opened -> opened(mine, opened)); // perhaps too late, then it is closed
    connecting
        .timeout(town.plan().timeout().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> closed(mine, refusal(failure)));
  }

  private WebSocketConnectOptions options() {
    return new WebSocketConnectOptions()
        .setURI("/v1/orders/" + customer.trail().id() + "/feed?after=" + lastSeq)
        .putHeader("Authorization", "Bearer " + customer.token())
        .setTimeout(town.plan().timeout().toMillis());
  }

  private void opened(int mine, WebSocket opened) {
    if (mine != connection) {
      opened.close();
      return;
    }
    socket = opened;
    listen(mine);
  }

  /** Pings in between; who does not even answer those is left. */
  private void listen(int mine) {
    long silence = town.plan().silence().toMillis();
    town.after(
        silence / PINGS_IN_SILENCE,
        () -> {
          if (mine != connection || over) return;
          if (town.isClosed()) leave();
          else if ((town.micros() - heardMicros) / 1_000 > silence)
            closed(mine, Reply.without(Codes.TIMED_OUT));
          else {
            socket.writePing(PING);
            listen(mine);
          }
        });
  }

  private void heard(int mine, String text) {
    if (mine != connection) return;
    heardMicros = town.micros();
    tries = 0;
    try {
      JsonObject news = new JsonObject(text);
      told(news.getInteger("seq"), Status.valueOf(news.getString("status")), news);
    } catch (DecodeException | NullPointerException | ClassCastException e) {
      town.odd("the feed of " + customer.trail().id() + " said " + text);
    }
  }

  private void told(int seq, Status status, JsonObject news) {
    customer.trail().add(What.NEWS, 0, status, seq, heardMicros);
    if (!customer.trail().id().toString().equals(news.getString("orderId"))) {
      town.odd("the feed of " + customer.trail().id() + " said " + news);
    }
    lastSeq = Math.max(lastSeq, seq);
    customer.heard(status);
    if (!status.isFinal() || sawTheEnd) return;
    sawTheEnd = true;
    town.after(GOODBYE_MILLIS, this::leave);
  }

  private void closed(int mine, Reply how) {
    if (mine != connection || over) return;
    connection++;
    customer.trail().add(What.CLOSED, how.code(), null, lastSeq, town.micros());
    if (socket != null) socket.close();
    socket = null;
    if (sawTheEnd || town.isClosed()) {
      leave();
      return;
    }
    town.tally().retries.increment();
    town.after(town.pauseMillis(Math.min(tries++, DOUBLINGS), how), this::open);
  }

  private void leave() {
    if (over) return;
    over = true;
    connection++;
    if (socket != null) socket.close();
    town.tally().sockets.decrementAndGet();
    customer.end();
  }

  private static int closeCode(WebSocket socket) {
    Short code = socket.closeStatusCode();
    return code == null ? Codes.CUT : code;
  }

  private static Reply refusal(Throwable failure) {
    if (!(failure instanceof UpgradeRejectedException refused)) return Reply.without(Codes.CUT);
    long retryAfter = Balancer.retryAfterMillis(refused.getHeaders().get("Retry-After"));
    return new Reply(refused.getStatus(), retryAfter, null);
  }
}
