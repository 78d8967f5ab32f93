package bakery.platform;

/**
 * What a role has in hand in this JVM: what it waits for when it is to leave.
 *
 * @param claims aggregates that workers work on
 * @param received letters, wishes and results that wait for their transaction
 * @param letters envelopes without all their receipts
 * @param open whether anything in the whole role is still to happen by itself, here or elsewhere
 */
public record Load(int claims, int received, int letters, boolean open) {}
