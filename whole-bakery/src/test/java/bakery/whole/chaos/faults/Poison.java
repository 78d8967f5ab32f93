package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.Operator;
import bakery.whole.chaos.world.Wait;
import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter that can never be handled stands in an outbox: of a type that everybody knows and with a
 * body that nobody can read, or about an order that nobody placed. It must end parked, alone, and
 * is discarded then, by command.
 */
record Poison(UUID letter, boolean unreadable, Duration lasts) implements Blow {

  private static final Duration PARKED_LIMIT = Duration.ofSeconds(90);

  @Override
  public String detail() {
    return (unreadable ? "unreadable, " : "about an order that nobody placed, ") + letter;
  }

  @Override
  public Optional<UUID> poison() {
    return Optional.of(letter);
  }

  @Override
  public void strike(World world) {
    String body = unreadable ? "{\"orderId\":\"no id at all\"}" : "{\"orderId\":\"%s\"}";
    world
        .sql()
        .surely(
            "INSERT INTO kitchen.outbox (id, destination, letters) VALUES (?, 'gateway', ?)",
            letter,
            ("[{\"type\":\"order-baked\",\"key\":\"%s\",\"message\":" + body + "}]")
                .formatted(letter, letter));
  }

  /**
   * @throws IllegalStateException when something else is parked beside it, or it does not say why
   */
  @Override
  public void heal(World world) {
    String parked = "SELECT count(*) FROM kitchen.outbox WHERE parked_at IS NOT NULL AND id = ?";
    Wait.until("poison parked", PARKED_LIMIT, () -> world.sql().count(parked, letter) == 1);
    List<Operator.Parked> all = world.operator().parked();
    boolean alone = all.size() == 1 && all.getFirst().key().equals(letter.toString());
    if (!alone || all.getFirst().reason().isBlank()) {
      throw new IllegalStateException("not parked alone and with a reason: " + all);
    }
    world.operator().discard(all.getFirst(), "planted by chaos");
  }
}
