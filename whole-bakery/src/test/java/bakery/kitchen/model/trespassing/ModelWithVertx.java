package bakery.kitchen.model.trespassing;

import io.vertx.core.Vertx;

/** Breaks the rule that models know only Java and the contracts. */
public record ModelWithVertx(Vertx vertx) {}
