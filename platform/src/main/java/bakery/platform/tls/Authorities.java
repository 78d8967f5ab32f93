package bakery.platform.tls;

import bakery.platform.Settings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed: a PEM file with one certificate or more. */
public final class Authorities {

  private final PemFile file;

  private Authorities(PemFile file) {
    this.file = file;
  }

  public static Optional<Authorities> from(Settings settings, String setting) {
    return settings.text(setting).map(path -> in(setting, Path.of(path)));
  }

  /**
   * @param setting by what the operator knows the file
   */
  public static Authorities in(String setting, Path path) {
    return new Authorities(new PemFile(setting, path));
  }

  /**
   * Reads the file; blocks.
   *
   * @throws IllegalArgumentException when it cannot be used; the line names setting and file
   */
  public PemTrustOptions read() {
    Buffer text = file.read();
    file.certificates(text);
    return new PemTrustOptions().addCertValue(text);
  }

  /**
   * The same for Java's own clients; blocks.
   *
   * @throws IllegalArgumentException when the file cannot be used
   */
  public TrustManager[] trustManagers() {
    try {
      KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
      believed.load(null, null);
      int n = 0;
      for (X509Certificate each : file.certificates(file.read())) {
        believed.setCertificateEntry(Integer.toString(n++), each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(believed);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw file.refused("cannot be used: " + e.getMessage());
    }
  }
}
