package bakery.platform;

/** What the engine of one role stands on: PostgreSQL and a cluster, or a simulation. */
public record Ports<A, R>(
    Store<A, R> store, Outbox outbox, Attendance attendance, Bus bus, Timers timers) {}
