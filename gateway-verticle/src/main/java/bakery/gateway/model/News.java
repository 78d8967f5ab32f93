package bakery.gateway.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One step of an order's history.
 *
 * @param seq 1 for the first step, then one more each
 * @param detail why, for customers to read, or null; never personal data
 */
public record News(UUID orderId, int seq, Status status, Instant at, String detail) {

  public News {
    Objects.requireNonNull(orderId, "orderId");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(at, "at");
    if (seq < 1) throw new IllegalArgumentException("steps are counted from 1: " + seq);
  }
}
