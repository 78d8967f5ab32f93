package bakery.whole;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One bakery for all tests about faults, since it takes its time to open: every role on exactly two
 * JVMs. A test gets it whole, whatever the one before did to it.
 */
final class SharedBakery implements ParameterResolver {

  /** Two that sell and charge, two that bake and bring. */
  private static final List<String> NODES =
      List.of(
          "gateway=1,billing=1",
          "kitchen=2,delivery=8",
          "gateway=1,billing=1",
          "kitchen=2,delivery=8");

  /** A tray of croissants takes a quarter of a second. */
  private static final String PACE = "4000";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WholeBakery.class;
  }

  @Override
  public WholeBakery resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBakery.class))
        .getOrComputeIfAbsent("bakery", key -> open(), WholeBakery.class)
        .whole();
  }

  private static WholeBakery open() {
    return WholeBakery.open(
        NODES,
        "BAKERY_PACE",
        PACE,
        "BAKERY_DB_ACQUIRE_MILLIS",
        "8000",
        "BAKERY_DB_CONNECT_MILLIS",
        "8000");
  }
}
