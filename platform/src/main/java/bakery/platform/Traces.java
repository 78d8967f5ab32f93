package bakery.platform;

import java.util.UUID;

/**
 * Port: follows single aggregates from role to role and from node to node. A context is a W3C
 * traceparent, which stands in the aggregate's row and in its letters; null means that nobody
 * follows it. What is told here holds keys, types and times, never what a message says.
 */
public interface Traces {

  /** Nobody follows anything. */
  Traces OFF =
      new Traces() {
        @Override
        public Span request(String route, String parent) {
          return Span.NONE;
        }

        @Override
        public Span step(String role, String what, UUID key, String cause, long agoMillis) {
          return Span.NONE;
        }

        @Override
        public Span batch(String role, String what, int size) {
          return Span.NONE;
        }

        @Override
        public void delivered(String role, UUID envelope, Letter letter, String outcome) {}
      };

  /**
   * A request from outside: begins a trace, or goes on with the one that came along.
   *
   * @param route its template, without ids
   * @param parent the context that came along, or null
   */
  Span request(String route, String parent);

  /**
   * What one role does for one aggregate, as a part of that aggregate's trace.
   *
   * @param cause the context of what caused it; nothing is followed when it is null
   * @param agoMillis how long ago it began
   */
  Span step(String role, String what, UUID key, String cause, long agoMillis);

  /**
   * What many aggregates go through together. It has no parent, but links to their steps; without
   * any it is not told at all.
   */
  Span batch(String role, String what, int size);

  /**
   * A letter's way from its commit to its receipt.
   *
   * @param role the sender
   * @param envelope a UUIDv7: says when it was written
   */
  void delivered(String role, UUID envelope, Letter letter, String outcome);

  /** Sends what waits, for a short while; blocks. */
  default void close() {}

  /** Something that takes time. One that is never ended is never told. */
  interface Span {

    Span NONE =
        new Span() {
          @Override
          public String context() {
            return null;
          }

          @Override
          public void status(String status) {}

          @Override
          public void link(Span other) {}

          @Override
          public void end(String outcome) {}
        };

    /** For what follows from it; null when nobody follows it. */
    String context();

    /** What state it left its aggregate in; null when that has no name. */
    void status(String status);

    /** The one happened in the other. */
    void link(Span other);

    void end(String outcome);

    /** For what follows from it, also when nobody here follows it. */
    default String contextOr(String otherwise) {
      return context() == null ? otherwise : context();
    }
  }
}
