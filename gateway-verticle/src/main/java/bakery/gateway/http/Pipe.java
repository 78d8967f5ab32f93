package bakery.gateway.http;

import bakery.gateway.model.News;

/** One open connection to a follower: a websocket or an event stream. */
interface Pipe {

  boolean full();

  void write(News news);

  /** Keeps the connection alive and finds out whether anybody is there. */
  void ping();

  /** The peer gave no sign of life for too long. */
  boolean dead();

  void close(Ending ending, int lastSeq);

  enum Ending {
    ENDED(1000),
    LEAVING(1012),
    SLOW(1013),
    DEAD(1001);

    final short code;

    Ending(int code) {
      this.code = (short) code;
    }

    String reason(int lastSeq) {
      return this == ENDED ? "the order has ended" : "resume with after=" + lastSeq;
    }
  }
}
