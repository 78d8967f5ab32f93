package bakery.gateway.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Serves pages and what they are made of. A page itself is revalidated at every visit; its parts
 * carry the release in their address and are kept for good. Asked for the parts of another release,
 * as happens while gateways are replaced one after the other, it gives its own, to be kept by
 * nobody.
 */
public final class Pages {

  /** Where the parts are found. */
  public static final String PARTS = "/web/:version/*";

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";
  private static final String REVALIDATED = "no-cache";

  private final WebFiles files;

  public Pages(WebFiles files) {
    this.files = files;
  }

  /**
   * The page that lives in this folder, for whoever wants HTML; others get its interface in words.
   */
  public void page(RoutingContext ctx, String folder) {
    ctx.response().putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
    if (!wantsHtml(ctx)) {
      tell(ctx);
      return;
    }
    PageSecurity.apply(ctx);
    send(ctx, files.file(folder + "/index.html").orElseThrow(), REVALIDATED);
  }

  /** A part of a page, by its name below the release. */
  public void part(RoutingContext ctx) {
    Optional<StaticFile> file = files.file(ctx.pathParam("*"));
    if (file.isEmpty()) {
      ctx.fail(404);
      return;
    }
    boolean ours = ctx.pathParam("version").equals(files.version());
    ctx.response()
        .putHeader(HttpHeaders.VARY, "Accept-Encoding")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    send(ctx, file.get(), ours ? FOR_GOOD : REVALIDATED);
  }

  private void send(RoutingContext ctx, StaticFile file, String caching) {
    boolean zipped = file.gzip() != null && takesGzip(ctx);
    String etag = "\"" + files.version() + (zipped ? "-gzip\"" : "\"");
    HttpServerResponse response =
        ctx.response()
            .putHeader(HttpHeaders.ETAG, etag)
            .putHeader(HttpHeaders.CACHE_CONTROL, caching);
    if (knows(ctx, etag)) {
      response.setStatusCode(304).end();
      return;
    }
    if (zipped) response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    Buffer body = zipped ? file.gzip() : file.plain();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
        .end(body);
  }

  private static void tell(RoutingContext ctx) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, REVALIDATED)
        .end(
            """
            The bakery. Open this address in a browser to order, or use the interface:

              GET  /v1/menu          what is sold
              POST /v1/orders        order; wants an Idempotency-Key
              GET  /openapi.yaml     everything else, also as /openapi.json
            """);
  }

  private static boolean wantsHtml(RoutingContext ctx) {
    return header(ctx, HttpHeaders.ACCEPT).contains("text/html");
  }

  private static boolean takesGzip(RoutingContext ctx) {
    return Arrays.stream(header(ctx, HttpHeaders.ACCEPT_ENCODING).split(","))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(coding -> coding.startsWith("gzip") && !coding.matches("gzip;q=0(\\.0*)?"));
  }

  private static boolean knows(RoutingContext ctx, String etag) {
    return Arrays.stream(header(ctx, HttpHeaders.IF_NONE_MATCH).split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals(etag) || tag.equals("w/" + etag));
  }

  private static String header(RoutingContext ctx, CharSequence name) {
    String value = ctx.request().getHeader(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }
}
