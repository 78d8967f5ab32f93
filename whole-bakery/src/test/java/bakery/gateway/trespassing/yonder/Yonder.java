package bakery.gateway.trespassing.yonder;

import bakery.gateway.trespassing.Hither;

/** Breaks, with {@link Hither}, the rule that packages do not go in circles. */
public record Yonder(Hither hither) {}
