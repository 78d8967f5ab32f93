package bakery.gateway.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything that the pages are made of, read, compressed and named once a JVM. The version is a
 * digest of all of it and stands in the files' addresses, so that a browser keeps them for good and
 * never mixes two releases.
 */
public final class WebFiles {

  private static final String FOLDER = "/bakery/gateway/web";
  private static final String KNOWN = "shop/index.html";

  /** What the heads of all pages begin with, and where it stands in them. */
  private static final String HEAD = "shared/head.html";

  private static final String HEAD_HERE = "  {head}\n";
  private static final String VERSION = "{version}";
  private static final int VERSION_BYTES = 8;

  private final String version;
  private final Map<String, StaticFile> files = new HashMap<>();

  private WebFiles(SortedMap<String, byte[]> contents) {
    version = digest(contents);
    String head = text(contents.get(HEAD));
    contents.forEach(
        (name, bytes) -> files.put(name, StaticFile.of(name, complete(name, bytes, head))));
  }

  /** Reads them unless it was done before; blocks no event loop. */
  public static Future<WebFiles> load(Vertx vertx) {
    return vertx.executeBlocking(() -> Once.FILES);
  }

  String version() {
    return version;
  }

  Optional<StaticFile> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private byte[] complete(String name, byte[] bytes, String head) {
    if (!name.endsWith(".html")) return bytes;
    return text(bytes)
        .replace(HEAD_HERE, head)
        .replace(VERSION, version)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String digest(SortedMap<String, byte[]> contents) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      contents.forEach(
          (name, bytes) -> {
            digest.update((name + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static final class Once {
    static final WebFiles FILES = new WebFiles(Folder.read(WebFiles.class, FOLDER, KNOWN));
  }
}
