package bakery.platform;

/**
 * A worker of this JVM.
 *
 * @param slots how many claims it works on at once
 * @param busy how many it works on now
 * @param leaving whether it takes nothing more
 */
public record AtWork(String name, int slots, int busy, boolean leaving) {}
