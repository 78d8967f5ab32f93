package bakery.platform;

import java.util.List;
import java.util.UUID;

/** All letters of one commit to one role: one row of the outbox. */
public record Envelope(UUID id, String to, List<Letter> letters) {

  public Envelope {
    letters = List.copyOf(letters);
  }
}
