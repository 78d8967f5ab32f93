package bakery.platform;

import java.util.UUID;

/**
 * A message on its way from one role to another.
 *
 * @param to the role that handles it
 * @param type its wire name
 * @param key the receiver's aggregate
 * @param message the immutable message itself; null when this release does not know its type: to be
 *     answered LATER; {@link Unreadable} when its body is not of its type: to be answered REFUSED
 * @param trace W3C traceparent of what caused it, or null
 */
public record Letter(String to, String type, UUID key, Object message, String trace) {}
