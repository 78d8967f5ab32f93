package bakery.platform.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The bytes of an X.509 certificate (RFC 5280) for the elliptic keys of {@link TestAuthority}. */
final class TestCertificate {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BOOLEAN = 0x01;
  private static final int BITS = 0x03;
  private static final int OCTETS = 0x04;
  private static final int OID = 0x06;
  private static final int UTF8 = 0x0c;
  private static final int TIME = 0x17;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  private static final byte[] TRUE = der(BOOLEAN, new byte[] {(byte) 0xff});

  /** 1.2.840.10045.4.3.2, ECDSA with SHA-256. */
  private static final byte[] ALGORITHM =
      der(SEQUENCE, der(OID, new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2}));

  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private TestCertificate() {}

  /** The extension that makes it an authority's: 2.5.29.19. */
  static byte[] authority() {
    return der(
        SEQUENCE, der(OID, new byte[] {0x55, 0x1d, 19}), TRUE, der(OCTETS, der(SEQUENCE, TRUE)));
  }

  /** The extension that says whose it is: 2.5.29.17. */
  static byte[] host(String host) {
    var name =
        host.matches("[0-9.]+")
            ? der(IP_ADDRESS, address(host))
            : der(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
    return der(SEQUENCE, der(OID, new byte[] {0x55, 0x1d, 17}), der(OCTETS, der(SEQUENCE, name)));
  }

  /** What is to be signed; valid from yesterday until the day after tomorrow. */
  static byte[] content(
      int number, String issuer, String subject, byte[] publicKey, byte[] extension) {
    var now = Instant.now();
    return der(
        SEQUENCE,
        der(0xa0, der(INTEGER, new byte[] {2})),
        der(INTEGER, BigInteger.valueOf(number).toByteArray()),
        ALGORITHM,
        name(issuer),
        der(SEQUENCE, time(now.minus(1, ChronoUnit.DAYS)), time(now.plus(2, ChronoUnit.DAYS))),
        name(subject),
        publicKey,
        der(0xa3, der(SEQUENCE, extension)));
  }

  static byte[] signed(byte[] content, byte[] signature) {
    return der(SEQUENCE, content, ALGORITHM, der(BITS, new byte[] {0}, signature));
  }

  /** CN=…, which is 2.5.4.3. */
  private static byte[] name(String commonName) {
    var value = der(UTF8, commonName.getBytes(StandardCharsets.UTF_8));
    return der(SEQUENCE, der(SET, der(SEQUENCE, der(OID, new byte[] {0x55, 4, 3}), value)));
  }

  private static byte[] time(Instant instant) {
    return der(TIME, TIMES.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] address(String dotted) {
    var bytes = new byte[4];
    var parts = dotted.split("\\.");
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) Integer.parseInt(parts[i]);
    return bytes;
  }

  private static byte[] der(int tag, byte[]... contents) {
    var all = new ByteArrayOutputStream();
    for (var each : contents) all.writeBytes(each);
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (all.size() >= 0x100) {
      out.write(0x82);
      out.write(all.size() >> 8);
    } else if (all.size() >= 0x80) {
      out.write(0x81);
    }
    out.write(all.size());
    out.writeBytes(all.toByteArray());
    return out.toByteArray();
  }
}
