package bakery.platform.tls;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A PEM file and the setting that names it, so that every refusal can say which.
 *
 * @param setting for example {@code BAKERY_HTTP_TLS_CERT}
 */
record PemFile(String setting, Path path) {

  private static final int MAX_BYTES = 1 << 20;

  Buffer read() {
    try {
      if (Files.size(path) > MAX_BYTES) throw refused("has more than " + MAX_BYTES + " bytes");
      return Buffer.buffer(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw refused("does not exist");
    } catch (AccessDeniedException e) {
      throw refused("may not be read by this user");
    } catch (IOException e) {
      throw refused("cannot be read: " + e.getMessage());
    }
  }

  /** The certificates in what was read, at least one. */
  List<X509Certificate> certificates(Buffer text) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text.getBytes()))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) throw refused("holds no certificate");
      return found;
    } catch (CertificateException e) {
      throw refused("holds no certificate in PEM form");
    }
  }

  IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(setting + "=" + path + " " + why);
  }
}
