package bakery.platform.cluster;

import bakery.platform.Letter;
import java.util.List;

/** All letters of one bus message; they are for one role. */
record LetterBatch(List<Letter> letters) {

  LetterBatch {
    letters = List.copyOf(letters);
  }
}
