package bakery.platform;

import java.util.UUID;

/** What one role in this JVM tells of those whom somebody follows. */
record RoleTraces(Traces traces, String role, Timers timers) {

  /**
   * @param since when it came in, as {@link Timers#millis} has it
   */
  Traces.Span step(Object message, UUID key, String cause, long since) {
    if (cause == null || traces == Traces.OFF) return Traces.Span.NONE;
    String what = message == Item.GIVE_BACK ? "GiveBack" : message.getClass().getSimpleName();
    return traces.step(role, what, key, cause, timers.millis() - since);
  }

  Traces.Span work(UUID key, String cause) {
    return cause == null ? Traces.Span.NONE : traces.step(role, "work", key, cause, 0);
  }

  Traces.Span batch(String what, int size) {
    return traces.batch(role, what, size);
  }

  void delivered(Envelope envelope, Letter letter, String outcome) {
    if (letter.trace() != null) traces.delivered(role, envelope.id(), letter, outcome);
  }
}
