package bakery.platform.tls;

import bakery.platform.Settings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;

/**
 * Who a server says it is: a chain of certificates, its own first, and the key to it, in two PEM
 * files. The key is not encrypted; who may read the file is the operator's affair.
 */
public final class Identity {

  private static final byte[] SOMETHING = "something to sign".getBytes();

  private final PemFile certificate;
  private final PemFile key;

  /** What the files held when they were read: they belong together. */
  public record Read(PemKeyCertOptions options, Instant expires) {}

  private Identity(PemFile certificate, PemFile key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * @return empty when neither is set
   * @throws IllegalArgumentException when only one is
   */
  public static Optional<Identity> from(
      Settings settings, String certificateSetting, String keySetting) {
    Optional<String> certificate = settings.text(certificateSetting);
    Optional<String> key = settings.text(keySetting);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          "%s is set, but not %s: both or neither"
              .formatted(
                  certificate.isPresent() ? certificateSetting : keySetting,
                  certificate.isPresent() ? keySetting : certificateSetting));
    }
    return certificate.map(
        file ->
            new Identity(
                new PemFile(certificateSetting, Path.of(file)),
                new PemFile(keySetting, Path.of(key.orElseThrow()))));
  }

  /**
   * Reads both files; blocks.
   *
   * @throws IllegalArgumentException when one cannot be used; the line names setting and file
   */
  public Read read() {
    Buffer chain = certificate.read();
    X509Certificate own = certificate.certificates(chain).getFirst();
    PemKeyCertOptions options = new PemKeyCertOptions().setCertValue(chain).setKeyValue(key.read());
    if (!fit(own.getPublicKey(), privateKey(options, own))) {
      throw key.refused("is not the key of the first certificate in " + certificate.path());
    }
    return new Read(options, own.getNotAfter().toInstant());
  }

  @Override
  public String toString() {
    return certificate.setting() + "=" + certificate.path();
  }

  private PrivateKey privateKey(PemKeyCertOptions options, X509Certificate own) {
    try {
      X509KeyManager manager =
          (X509KeyManager) options.getKeyManagerFactory(null).getKeyManagers()[0];
      String[] names = manager.getServerAliases(own.getPublicKey().getAlgorithm(), null);
      return manager.getPrivateKey(names[0]);
    } catch (Exception e) { // whatever the parser meets in a broken file
      throw key.refused("holds no private key without a password in PEM form (PKCS#8, RSA or EC)");
    }
  }

  private static boolean fit(PublicKey publicKey, PrivateKey privateKey) {
    try {
      Signature signature = Signature.getInstance(algorithm(publicKey));
      signature.initSign(privateKey);
      signature.update(SOMETHING);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(SOMETHING);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
