package bakery.platform;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Messages are words: "step" counts, "done" closes, "remind" changes nothing, others are refused;
 * each step tells "office", and so does the start of each claim; a deadline closes.
 */
final class ErrandModel implements Model<Errand, String> {

  /** So many steps, and no case fits. */
  static final int UNDECIDABLE = 13;

  /** So many steps, and what becomes of it is more than its table takes. */
  static final int UNWRITABLE = 14;

  record Word(UUID errand, String text) {}

  @Override
  public Step<Errand, String> on(Errand state, Object message, Instant now) {
    Word word = (Word) message;
    if (state == null && word.text().equals("remind")) return Step.same(null);
    Errand before = state == null ? new Errand(word.errand(), 0, true, now) : state;
    return switch (word.text()) {
      case "step" ->
          new Step<>(
              new Errand(before.id(), before.steps() + 1, true, before.due()),
              List.of(new Word(before.id(), "stepped")),
              List.of("step"));
      case "done" ->
          new Step<>(
              new Errand(before.id(), before.steps(), false, before.due()), List.of(), List.of());
      case "remind" -> Step.same(before);
      default -> throw new IllegalArgumentException("no such word: " + word.text());
    };
  }

  @Override
  public Step<Errand, String> start(Errand state, String worker, Instant now) {
    return unlucky(state, new Step<>(state, List.of(new Word(state.id(), "started")), List.of()));
  }

  @Override
  public Step<Errand, String> expired(Errand state, Instant now) {
    Errand closed = new Errand(state.id(), state.steps(), false, state.due());
    return unlucky(state, new Step<>(closed, List.of(), List.of()));
  }

  private static Step<Errand, String> unlucky(Errand state, Step<Errand, String> otherwise) {
    return switch (state.steps()) {
      case UNDECIDABLE -> throw new IllegalStateException("nobody knows what to do");
      case UNWRITABLE ->
          new Step<>(
              new Errand(state.id(), ErrandTable.MAX_STEPS + 1, true, state.due()),
              List.of(),
              List.of());
      default -> otherwise;
    };
  }

  @Override
  public boolean open(Errand state) {
    return state.open();
  }

  @Override
  public Instant due(Errand state) {
    return state.due();
  }
}
