/**
 * The operator's day, played with real JVMs: hiring, draining, a rush under a policy, repairing, an
 * upgrade. Started by scripts/operators-day; prints figures beside their limits.
 */
package bakery.whole.day;
