package bakery.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All letters of one commit to one role: one row of the outbox. */
public record Envelope(UUID id, String to, List<Letter> letters) {

  /** More letters of a commit to one role go into a second envelope. */
  public static final int MAX_LETTERS = 256;

  public Envelope {
    letters = List.copyOf(letters);
  }

  /** An envelope for each role that these changes tell something. */
  public static List<Envelope> of(List<? extends Change<?, ?>> changes) {
    Map<String, List<Letter>> byRole = new LinkedHashMap<>();
    for (Change<?, ?> change : changes) {
      for (Letter letter : change.letters()) {
        byRole.computeIfAbsent(letter.to(), to -> new ArrayList<>()).add(letter);
      }
    }
    List<Envelope> envelopes = new ArrayList<>();
    byRole.forEach(
        (to, letters) -> {
          for (int from = 0; from < letters.size(); from += MAX_LETTERS) {
            int end = Math.min(letters.size(), from + MAX_LETTERS);
            envelopes.add(new Envelope(Ids.next(), to, letters.subList(from, end)));
          }
        });
    return envelopes;
  }
}
