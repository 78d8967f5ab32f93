package bakery.platform.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether a server's certificate was renewed, and gives the new one to the
 * server: who is connected stays so. Files that cannot be used are said once and left alone.
 */
public final class Renewal {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final Vertx vertx;
  private final Identity identity;
  private final Function<PemKeyCertOptions, Future<?>> use;
  private final AtomicLong expires;
  private PemKeyCertOptions current;
  private String complaint = "";

  /**
   * @param server for the gauge {@code bakery.tls.certificate.expires.seconds}: http, operations
   * @param use takes the new certificate into use
   */
  public Renewal(
      Vertx vertx,
      String server,
      Identity identity,
      Identity.Read first,
      Function<PemKeyCertOptions, Future<?>> use,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.identity = identity;
    this.use = use;
    this.current = first.options();
    this.expires = new AtomicLong(first.expires().getEpochSecond());
    Gauge.builder(
            "bakery.tls.certificate.expires.seconds",
            expires,
            end -> end.get() - Instant.now().getEpochSecond())
        .tag("server", server)
        .register(meters);
  }

  /** From now on, until the context that calls this is closed. */
  public void every(Duration pause) {
    vertx.setTimer(pause.toMillis(), timer -> look().onComplete(done -> every(pause)));
  }

  private Future<?> look() {
    return vertx
        .executeBlocking(identity::read)
        .compose(this::renew)
        .onFailure(failure -> complain(String.valueOf(failure.getMessage())));
  }

  private Future<?> renew(Identity.Read read) {
    complaint = "";
    if (same(read.options(), current)) return Future.succeededFuture();
    return use.apply(read.options())
        .onSuccess(
            used -> {
              current = read.options();
              expires.set(read.expires().getEpochSecond());
              LOG.info("took the renewed {} into use, it ends {}", identity, read.expires());
            });
  }

  private static boolean same(PemKeyCertOptions one, PemKeyCertOptions other) {
    return one.getCertValue().equals(other.getCertValue())
        && one.getKeyValue().equals(other.getKeyValue());
  }

  private void complain(String words) {
    if (!words.equals(complaint)) LOG.warn("the certificate in use stays: {}", words);
    complaint = words;
  }
}
