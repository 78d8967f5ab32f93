package bakery.whole.chaos.faults;

import bakery.whole.chaos.world.Wait;
import bakery.whole.chaos.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter that can never be handled stands in an outbox: of a type that everybody knows and with a
 * body that nobody can read, or about an order that nobody placed. It must end parked, alone, and
 * is discarded then.
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

  @Override
  public void heal(World world) {
    Wait.until(
        "the poison is parked",
        PARKED_LIMIT,
        () ->
            world
                    .sql()
                    .count(
                        "SELECT count(*) FROM kitchen.outbox WHERE parked_at IS NOT NULL AND letters"
                            + " LIKE ?",
                        "%" + letter + "%")
                == 1);
    world
        .sql()
        .surely(
            "DELETE FROM kitchen.outbox WHERE parked_at IS NOT NULL AND letters LIKE ?",
            "%" + letter + "%");
  }
}
