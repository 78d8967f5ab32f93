package bakery.gateway.menu;

import bakery.contracts.Answer;
import bakery.contracts.Money;
import bakery.contracts.Product;
import bakery.platform.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** Menus for tests, kept in memory. */
public final class MenuFixture {

  private MenuFixture() {}

  public static Menu menu(Vertx vertx, Bus bus) {
    return new Menu(vertx, bus, new Memory());
  }

  public static Answer.Menu version(long version, boolean saltedRollAvailable) {
    return new Answer.Menu(
        version,
        List.of(
            product("croissant", 320, true),
            product("pizza-margherita", 950, true),
            product("salted-roll", 95, saltedRollAvailable)));
  }

  private static Product product(String id, int pence, boolean available) {
    return new Product(
        id,
        id,
        "breads",
        Money.of(pence, "GBP"),
        2_000,
        List.of("gluten"),
        "oven",
        30,
        900,
        available);
  }

  /** Keeps the last menu, and can fail. */
  static final class Memory implements MenuMemory {
    Answer.Menu kept;
    boolean away;

    @Override
    public Future<Optional<Answer.Menu>> last() {
      return Future.succeededFuture(Optional.ofNullable(kept));
    }

    @Override
    public Future<Void> keep(Answer.Menu menu) {
      if (away) return Future.failedFuture("away");
      kept = menu;
      return Future.succeededFuture();
    }
  }
}
