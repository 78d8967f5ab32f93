package bakery.platform.cluster;

import bakery.platform.Settings;
import bakery.platform.tls.Authorities;
import bakery.platform.tls.Identity;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * TLS of the event bus, both ways: who connects shows a certificate of the bakery's own authority,
 * and so does who is connected to. Names in certificates are not compared, the authority is what
 * counts: so it should vouch for nothing else.
 */
record BusTls(Identity identity, Authorities authorities) {

  /** Whoever connects and says nothing costs a descriptor for so long. */
  private static final int HANDSHAKE_MILLIS = 5_000;

  /**
   * @return empty when nothing of it is set
   * @throws IllegalArgumentException when only a part of it is
   */
  static Optional<BusTls> from(Settings settings) {
    Optional<Identity> identity =
        Identity.from(settings, "BAKERY_CLUSTER_TLS_CERT", "BAKERY_CLUSTER_TLS_KEY");
    Optional<Authorities> authorities = Authorities.from(settings, "BAKERY_CLUSTER_TLS_CA");
    if (identity.isPresent() != authorities.isPresent()) {
      throw new IllegalArgumentException(
          "of BAKERY_CLUSTER_TLS_CERT, BAKERY_CLUSTER_TLS_KEY and BAKERY_CLUSTER_TLS_CA all three"
              + " must be set, or none");
    }
    return identity.map(own -> new BusTls(own, authorities.orElseThrow()));
  }

  /** Reads the files; blocks. */
  EventBusOptions on(EventBusOptions options) {
    return options
        .setSsl(true)
        .setUseAlpn(false)
        .setSslHandshakeTimeout(HANDSHAKE_MILLIS)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(identity.read().options())
        .setTrustOptions(authorities.read());
  }
}
