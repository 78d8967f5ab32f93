package bakery.node;

import bakery.platform.Settings;
import bakery.platform.tls.Authorities;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** How commands and nodes speak to a bakery's HTTP servers: plainly or over TLS, believing whom. */
final class Trust {

  private Trust() {}

  /** The gateways' scheme. */
  static String http(Settings settings) {
    return settings.text("BAKERY_HTTP_TLS_CERT").isPresent() ? "https" : "http";
  }

  /** The operations ports' scheme. */
  static String operations(Settings settings) {
    return settings.text("BAKERY_OPERATIONS_TLS_CERT").isPresent() ? "https" : "http";
  }

  /** Whom {@code BAKERY_TRUST} names; else whom Java believes. */
  static SSLContext given(Settings settings) {
    return of(
        Authorities.from(settings, "BAKERY_TRUST").map(Authorities::trustManagers).orElse(null));
  }

  /** For asking who is there: nothing is told him, and what he says is only compared. */
  static SSLContext anybody() {
    return of(new TrustManager[] {new Credulous()});
  }

  private static SSLContext of(TrustManager[] managers) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static final class Credulous extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
