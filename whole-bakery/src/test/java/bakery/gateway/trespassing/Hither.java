package bakery.gateway.trespassing;

import bakery.gateway.trespassing.yonder.Yonder;

/** Breaks, with {@link Yonder}, the rule that packages do not go in circles. */
public record Hither(Yonder yonder) {}
