package bakery.platform;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.UUID;

/** What the parts of a role's engine know of one another. */
interface Engine<A, R> {

  String role();

  UUID node();

  Ports<A, R> ports();

  Inbox<A, R> inbox();

  Draft<A, R> draft(Entry<A> entry);

  /** A transaction went through: its letters leave, its records are heard. */
  void committed(Commit<A, R> commit);

  /** The same, for rows that were due. */
  void committed(DueChanges<A, R> done);

  /** What a beat has told. */
  void felt(Pulse pulse);

  /** What the table says this node holds. */
  void compareClaims(List<Store.Held> held);

  /** What is told of those whom somebody follows. */
  RoleTraces traces();

  /** A counter of this role. */
  Counter counter(String name);
}
