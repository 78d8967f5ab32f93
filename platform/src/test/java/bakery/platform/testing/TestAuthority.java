package bakery.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authority of the test's own: it makes keys and signs certificates, which stand in PEM files.
 */
public final class TestAuthority {
  private static final AtomicInteger NUMBERS = new AtomicInteger(1);

  private final Path folder;
  private final KeyPair keys = keys();
  private final String name;
  private final byte[] own;

  /** PEM files: a certificate and the key to it. */
  public record Issued(Path certificate, Path key) {}

  private TestAuthority(Path folder) {
    this.folder = folder;
    this.name = "authority " + NUMBERS.incrementAndGet();
    this.own = signed(name, keys, TestCertificate.authority());
    write(certificate(), pem("CERTIFICATE", own));
  }

  /** A new one, whose files stand in the folder. */
  public static TestAuthority in(Path folder) {
    try {
      return new TestAuthority(Files.createDirectories(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The PEM file that others need to believe it. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /**
   * @param host a name, or an IPv4 address
   */
  public Issued issue(String alias, String host) {
    var pair = keys();
    var issued = new Issued(folder.resolve(alias + ".pem"), folder.resolve(alias + "-key.pem"));
    var certificate = signed(alias, pair, TestCertificate.host(host));
    write(issued.certificate(), pem("CERTIFICATE", certificate) + pem("CERTIFICATE", own));
    write(issued.key(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    return issued;
  }

  private byte[] signed(String subject, KeyPair pair, byte[] extension) {
    var content =
        TestCertificate.content(
            NUMBERS.incrementAndGet(), name, subject, pair.getPublic().getEncoded(), extension);
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return TestCertificate.signed(content, signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
  }
}
