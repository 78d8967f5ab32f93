package bakery.whole;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser before one bakery for the tests of both pages: two nodes that sell and charge, whose
 * gateways share a port, and two that bake and bring.
 */
record ShopWindow(Browser browser, WholeBakery bakery) implements AutoCloseable {

  static final int DESK = 1280;
  static final int PHONE = 360;

  /** Of each of the two nodes that bake. */
  static final int BAKERS = 2;

  private static final String OFFICE = "gateway=1,billing=1";
  private static final String KITCHEN = "kitchen=" + BAKERS + ",delivery=12";

  private static ShopWindow open() {
    CompletableFuture<Browser> browser = CompletableFuture.supplyAsync(Browser::start);
    try {
      WholeBakery bakery = openBakery();
      return new ShopWindow(browser.join(), bakery);
    } catch (RuntimeException | AssertionError e) {
      browser.thenAccept(Browser::close);
      throw e;
    }
  }

  private static WholeBakery openBakery() {
    return WholeBakery.open(
        List.of(OFFICE, OFFICE, KITCHEN, KITCHEN),
        "BAKERY_HTTP_PORT",
        Integer.toString(Jvm.freePort()),
        "BAKERY_PACE",
        "2000",
        "BAKERY_SICK_LEAVE",
        "true",
        "BAKERY_DEMONSTRATION",
        "true",
        "BAKERY_DEMONSTRATION_ORDERS_PER_SECOND",
        System.getProperty("page.most", "100"));
  }

  /** Somebody who was never here, at a screen of this width, with a browser in these languages. */
  Visitor visitor(int width, String languages) {
    return browser.visitor(origin(), width, languages);
  }

  /** Of both gateways. */
  String origin() {
    return "http://127.0.0.1:" + bakery.nodes().getFirst().httpPort();
  }

  @Override
  public void close() {
    try (browser) {
      bakery.close();
    }
  }

  /** Gives it to the classes of tests, whole, whatever the one before did to it. */
  static final class Opening implements BeforeAllCallback, ParameterResolver, AfterEachCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
      window(context).bakery.whole();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ShopWindow.class;
    }

    @Override
    public ShopWindow resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return window(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      window(context).browser.isContent();
    }

    private static ShopWindow window(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(ShopWindow.class))
          .getOrComputeIfAbsent("window", key -> ShopWindow.open(), ShopWindow.class);
    }
  }
}
