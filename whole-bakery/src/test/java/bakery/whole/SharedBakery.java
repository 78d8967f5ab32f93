package bakery.whole;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One bakery for all tests about faults, since it takes its time to open: every role on exactly two
 * JVMs. A test gets it whole, whatever the one before did to it, and leaves it at rest.
 */
final class SharedBakery implements ParameterResolver, AfterEachCallback {

  /** Two that sell and charge, two that bake and bring. */
  private static final List<String> NODES =
      List.of(
          "gateway=1,billing=1",
          "kitchen=2,delivery=8",
          "gateway=1,billing=1",
          "kitchen=2,delivery=8");

  private static final String BAKERY = "bakery";
  private static final Patience PATIENCE = Patience.seconds(60);

  /** A tray of croissants takes a quarter of a second. */
  private static final String PACE = "4000";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WholeBakery.class;
  }

  @Override
  public WholeBakery resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context).getOrComputeIfAbsent(BAKERY, key -> open(), WholeBakery.class).whole();
  }

  /** A test that forgets to look is looked after; one that has failed already is red enough. */
  @Override
  public void afterEach(ExtensionContext context) {
    WholeBakery bakery = store(context).get(BAKERY, WholeBakery.class);
    if (bakery != null && context.getExecutionException().isEmpty()) {
      bakery.books().comeToRest(PATIENCE);
    }
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(SharedBakery.class));
  }

  private static WholeBakery open() {
    return WholeBakery.open(NODES, "BAKERY_PACE", PACE);
  }
}
