package bakery.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the pages and their parts are served. */
class PagesTest {

  private static final int MOST_BYTES = 150 * 1024;
  private static final Pattern PART = Pattern.compile("(?:href|src)=\"(/web/[^\"]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:.* from )?'(.*)';$", Pattern.MULTILINE);
  private static final Pattern PICTURE = Pattern.compile("url\\((.*?)\\)");

  private static Gateway gateway;

  @BeforeAll
  static void open() {
    gateway = new Gateway(Map.of());
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void browsers_get_the_page_and_others_get_words() {
    HttpResponse<byte[]> page = get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    HttpResponse<String> words = gateway.call("GET", "/", null, "Accept", "*/*");

    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(text(page)).startsWith("<!doctype html>");
    assertThat(words.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    assertThat(words.body()).contains("/openapi.yaml");
    HttpResponse<String> head = gateway.raw("HEAD", "/", null, "Accept", "text/html");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(page.body().length);
    assertThat(words.headers().firstValue("vary")).hasValueSatisfying(v -> v.contains("Accept"));
  }

  @Test
  void a_page_may_do_nothing_but_use_its_own_files_and_talk_to_here() {
    HttpResponse<byte[]> page = page();

    String here = "127.0.0.1:" + gateway.port();
    assertThat(page.headers().firstValue("content-security-policy"))
        .contains(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self' ws://%1$s wss://%1$s; form-action 'self';".formatted(here)
                + " base-uri 'none'; frame-ancestors 'none'");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(text(page)).doesNotContain("<style", "style=", "onclick", "javascript:");
  }

  @Test
  void the_page_is_revalidated_and_its_parts_are_kept_for_good() {
    HttpResponse<byte[]> page = page();
    HttpResponse<byte[]> part = get(parts().getFirst());

    String etag = page.headers().firstValue("etag").orElseThrow();
    assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(get("/", "Accept", "text/html", "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(part.headers().firstValue("cache-control")).hasValueSatisfying(isImmutable());
  }

  @Test
  void parts_of_another_release_are_given_as_they_are_here_and_kept_by_nobody() {
    HttpResponse<byte[]> part = get("/web/0123456789abcdef/shop/shop.js");

    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.headers().firstValue("cache-control")).contains("no-cache");
  }

  @Test
  void what_is_not_there_or_not_a_part_is_a_problem() {
    for (String path :
        List.of(
            "/web/x/shop/nothing.js",
            "/web/x/../openapi.yaml",
            "/web/x/%2e%2e/openapi.yaml",
            "/web/x",
            "/favicon.ico")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(gateway.raw("POST", "/", "").statusCode()).isEqualTo(405);
  }

  @Test
  void a_compressed_file_is_the_same_file() {
    String path = parts().getFirst();
    HttpResponse<byte[]> zipped = get(path, "Accept-Encoding", "br, gzip");

    assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(unzipped(zipped.body())).isEqualTo(get(path).body());
    assertThat(get(path, "Accept-Encoding", "gzip;q=0").headers().map())
        .doesNotContainKey("content-encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/bakery"})
  void everything_that_a_page_loads_is_there_preloaded_and_small(String address) {
    HttpResponse<byte[]> page = get(address, "Accept", "text/html");
    List<String> parts = parts(page);
    long bytes = page.body().length;
    for (String part : parts) {
      HttpResponse<byte[]> zipped = get(part, "Accept-Encoding", "gzip");
      bytes += zipped.body().length;
      assertThat(zipped.statusCode()).as(part).isEqualTo(200);
      if (part.endsWith(".js")) {
        assertThat(named(IMPORT, part)).as("imports of %s are preloaded", part).isSubsetOf(parts);
      }
      if (part.endsWith(".css")) {
        for (String picture : named(PICTURE, part).toList()) {
          assertThat(get(picture).statusCode()).as(picture).isEqualTo(200);
          bytes += get(picture).body().length;
        }
      }
    }
    assertThat(bytes).as("bytes of a first visit, without texts").isLessThan(MOST_BYTES);
    System.out.printf(
        "a first visit of %s takes %,d bytes in %d files%n", address, bytes, parts.size() + 1);
  }

  private static Consumer<String> isImmutable() {
    return value -> assertThat(value).contains("immutable", "max-age=31536000");
  }

  /** What a file names, as paths. */
  private static Stream<String> named(Pattern pattern, String file) {
    return pattern
        .matcher(text(get(file)))
        .results()
        .map(found -> URI.create(file).resolve(found.group(1)).getPath());
  }

  private static List<String> parts() {
    return parts(page());
  }

  private static List<String> parts(HttpResponse<byte[]> page) {
    return PART.matcher(text(page)).results().map((MatchResult m) -> m.group(1)).toList();
  }

  private static HttpResponse<byte[]> page() {
    return get("/", "Accept", "text/html");
  }

  private static HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri(path));
    if (headers.length > 0) request.headers(headers);
    try {
      return gateway.client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static byte[] unzipped(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
