package bakery.whole;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser before one bakery for the tests of both pages: two nodes that sell and charge, whose
 * gateways share a port, and two that bake and bring.
 */
record ShopWindow(Browser browser, WholeBakery bakery) implements AutoCloseable {

  /** How long an order paid by the silent bank's card stays PLACED. */
  static final int SILENT_BANK_MILLIS = 8_000;

  private static final String OFFICE = "gateway=1,billing=1";
  private static final String KITCHEN = "kitchen=2,delivery=12";

  private static ShopWindow open() {
    Browser browser = Browser.start();
    try {
      return new ShopWindow(
          browser,
          WholeBakery.open(
              List.of(OFFICE, OFFICE, KITCHEN, KITCHEN),
              "BAKERY_HTTP_PORT",
              Integer.toString(Jvm.freePort()),
              "BAKERY_PACE",
              "2000",
              "BAKERY_PROVIDER_TIMEOUT_MILLIS",
              Integer.toString(SILENT_BANK_MILLIS),
              "BAKERY_SICK_LEAVE",
              "true",
              "BAKERY_DEMONSTRATION",
              "true"));
    } catch (RuntimeException | AssertionError e) {
      browser.close();
      throw e;
    }
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

  /** Gives it to a class of tests, whole, whatever the one before did to it. */
  static final class Opening implements ParameterResolver, AfterEachCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ShopWindow.class;
    }

    @Override
    public ShopWindow resolveParameter(ParameterContext parameter, ExtensionContext context) {
      ShopWindow window =
          store(context).getOrComputeIfAbsent("window", key -> ShopWindow.open(), ShopWindow.class);
      window.bakery.whole();
      return window;
    }

    @Override
    public void afterEach(ExtensionContext context) {
      ShopWindow window = store(context).get("window", ShopWindow.class);
      if (window != null) window.browser.isContent();
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
      return context.getRoot().getStore(Namespace.create(ShopWindow.class));
    }
  }
}
