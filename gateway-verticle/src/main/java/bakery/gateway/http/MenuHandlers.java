package bakery.gateway.http;

import bakery.contracts.Answer;
import bakery.contracts.Product;
import bakery.contracts.Staff;
import bakery.gateway.http.Problem.Kind;
import bakery.gateway.menu.Card;
import bakery.platform.TryLater;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/** The menu over HTTP; rendered once a version. */
final class MenuHandlers {

  private record Rendered(Card card, String etag, Buffer json) {}

  private final Shop shop;
  private Rendered last;

  MenuHandlers(Shop shop) {
    this.shop = shop;
  }

  void read(RoutingContext ctx) {
    Rendered menu = rendered(shop.menu().card().orElseThrow(() -> new TryLater("no menu yet")));
    ctx.response()
        .putHeader(HttpHeaders.ETAG, menu.etag)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (knows(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH), menu.etag)) {
      Reply.empty(ctx, 304);
    } else {
      Reply.json(ctx, 200, menu.json);
    }
  }

  /** Before the body is read. */
  void inspect(RoutingContext ctx) {
    Params.jsonOnly(ctx);
    ctx.next();
  }

  void setAvailability(RoutingContext ctx) {
    String product = Params.product(ctx);
    boolean available = Params.available(ctx);
    Staff staff = Guard.staffOf(ctx).orElseThrow();
    shop.home()
        .ask(() -> shop.menu().setAvailability(product, available, staff))
        .map(answer -> changed(answer, product))
        .onSuccess(changed -> Reply.json(ctx, 200, Answers.product(changed)))
        .onFailure(ctx::fail);
  }

  private static Product changed(Answer answer, String product) {
    return switch (answer) {
      case Answer.Menu menu ->
          new Card(menu).product(product).orElseThrow(() -> new TryLater("the menu was not told"));
      case Answer.Refused refused -> throw new Problem(Kind.NOT_FOUND, refused.reason());
      case Answer.Done ignored -> throw new IllegalStateException("a menu was asked for");
      case Answer.Tickets ignored -> throw new IllegalStateException("a menu was asked for");
      case Answer.DayReport ignored -> throw new IllegalStateException("a menu was asked for");
    };
  }

  private Rendered rendered(Card card) {
    if (last == null || last.card != card) {
      last =
          new Rendered(
              card,
              "\"menu-" + card.version() + "\"",
              Answers.menu(card.version(), card.products()).toBuffer());
    }
    return last;
  }

  private static boolean knows(String ifNoneMatch, String etag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
  }
}
