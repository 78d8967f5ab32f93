package bakery.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.gateway.model.News;
import bakery.gateway.model.Status;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BulletinCodecTest {

  private static final News PAID =
      new News(
          new UUID(1, 2), 2, Status.PAID, Instant.parse("2026-01-05T08:00:00.123456789Z"), null);
  private static final News DECLINED =
      new News(new UUID(3, 4), 3, Status.DECLINED, Instant.EPOCH, "la carte est refusée 🥐");

  @Test
  void what_goes_in_comes_out() {
    Bulletin bulletin = Bulletin.of(new UUID(7, 8), 41, List.of(PAID, DECLINED));

    assertThat(BulletinCodec.decode(BulletinCodec.encode(bulletin), id -> true))
        .isEqualTo(bulletin);
  }

  @Test
  void beats_and_goodbyes_carry_the_number() {
    Bulletin beat = Bulletin.beat(new UUID(7, 8), 41);
    Bulletin goodbye = Bulletin.goodbye(new UUID(7, 8), 42);

    assertThat(BulletinCodec.decode(BulletinCodec.encode(beat), id -> true)).isEqualTo(beat);
    assertThat(BulletinCodec.decode(BulletinCodec.encode(goodbye), id -> true)).isEqualTo(goodbye);
  }

  @Test
  void news_of_orders_that_nobody_follows_is_skipped() {
    Buffer bytes = BulletinCodec.encode(Bulletin.of(new UUID(7, 8), 1, List.of(PAID, DECLINED)));

    assertThat(BulletinCodec.decode(bytes, DECLINED.orderId()::equals).news())
        .containsExactly(DECLINED);
  }

  @Test
  void bytes_of_another_version_are_not_guessed_at() {
    Buffer bytes = BulletinCodec.encode(Bulletin.beat(new UUID(7, 8), 1));

    assertThat(BulletinCodec.readable(bytes)).isTrue();
    assertThat(BulletinCodec.readable(bytes.setByte(0, (byte) 9))).isFalse();
    assertThat(BulletinCodec.readable(Buffer.buffer())).isFalse();
  }
}
