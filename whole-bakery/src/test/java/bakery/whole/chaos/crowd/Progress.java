package bakery.whole.chaos.crowd;

/**
 * How the crowd is doing now.
 *
 * @param offered customers who came
 * @param acknowledged of them, whose order has its answer
 * @param ended of the acknowledged ones that are watched, whose end was heard
 * @param watching customers who still wait for something
 * @param retries requests that were sent again, for whatever
 * @param refused orders that were answered with what no client retries, or given up
 * @param errorsNow answers of the last second after which a client retries
 */
public record Progress(
    long offered,
    long acknowledged,
    long ended,
    long watching,
    long retries,
    long refused,
    long errorsNow) {}
