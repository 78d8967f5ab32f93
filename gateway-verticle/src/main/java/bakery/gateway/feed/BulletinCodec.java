package bakery.gateway.feed;

import bakery.gateway.model.News;
import bakery.gateway.model.Status;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Bulletins as bytes. Every gateway hears the news of all orders and follows few, so what is not
 * wanted is skipped without being read: that is why this is not JSON.
 */
final class BulletinCodec {

  private static final byte VERSION = 1;
  private static final int NUMBER_AT = 17;
  private static final int KIND_AT = 25;
  private static final int NEWS_AT = 26;
  private static final int NO_DETAIL = -1;

  private BulletinCodec() {}

  static Buffer encode(Bulletin bulletin) {
    Buffer to = Buffer.buffer(NEWS_AT + 64 * bulletin.news().size()).appendByte(VERSION);
    append(to, bulletin.sender()).appendLong(bulletin.number());
    to.appendByte((byte) bulletin.kind().ordinal());
    for (News news : bulletin.news()) {
      int start = to.length();
      append(to.appendInt(0), news.orderId()).appendInt(news.seq());
      to.appendLong(news.at().getEpochSecond()).appendInt(news.at().getNano());
      append(to, news.status().name());
      append(to, news.detail());
      to.setInt(start, to.length() - start);
    }
    return to;
  }

  /** False for the bulletin of a release that writes another version. */
  static boolean readable(Buffer from) {
    return from.length() >= NEWS_AT && from.getByte(0) == VERSION;
  }

  static UUID sender(Buffer from) {
    return uuid(from, 1);
  }

  /** The bulletin with the news of the wanted orders only. */
  static Bulletin decode(Buffer from, Predicate<UUID> wanted) {
    List<News> news = new ArrayList<>();
    for (int at = NEWS_AT; at < from.length(); at += from.getInt(at)) {
      UUID orderId = uuid(from, at + 4);
      if (wanted.test(orderId)) news.add(news(from, at + 20, orderId));
    }
    Bulletin.Kind kind = Bulletin.Kind.values()[from.getByte(KIND_AT)];
    return new Bulletin(sender(from), from.getLong(NUMBER_AT), kind, news);
  }

  private static News news(Buffer from, int at, UUID orderId) {
    Instant when = Instant.ofEpochSecond(from.getLong(at + 4), from.getInt(at + 12));
    int statusAt = at + 16;
    int detailAt = statusAt + 4 + from.getInt(statusAt);
    Status status = Status.valueOf(text(from, statusAt));
    return new News(orderId, from.getInt(at), status, when, text(from, detailAt));
  }

  private static UUID uuid(Buffer from, int at) {
    return new UUID(from.getLong(at), from.getLong(at + 8));
  }

  private static Buffer append(Buffer to, UUID id) {
    return to.appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
  }

  private static void append(Buffer to, String text) {
    if (text == null) {
      to.appendInt(NO_DETAIL);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.appendInt(bytes.length).appendBytes(bytes);
  }

  private static String text(Buffer from, int at) {
    int length = from.getInt(at);
    if (length == NO_DETAIL) return null;
    return new String(from.getBytes(at + 4, at + 4 + length), StandardCharsets.UTF_8);
  }
}
