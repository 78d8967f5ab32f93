package bakery.gateway.pages;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * What a browser may do with a page: nothing but load its own files from here, and talk to here. An
 * order's token never leaves as a referrer.
 */
final class PageSecurity {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'%s;"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]+]");

  private PageSecurity() {}

  static void apply(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    response
        .putHeader("Content-Security-Policy", POLICY.formatted(sockets(ctx.request().authority())))
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()");
  }

  /** Not every browser takes 'self' for websockets too. */
  private static String sockets(HostAndPort here) {
    if (here == null || !HOST.matcher(here.host()).matches()) return "";
    String authority = here.port() > 0 ? here.host() + ":" + here.port() : here.host();
    return " ws://" + authority + " wss://" + authority;
  }
}
