package bakery.platform.cluster;

import java.util.UUID;

/** A message of the tests. */
record Note(UUID key, String text) {

  static Note of(String text) {
    return new Note(UUID.randomUUID(), text);
  }
}
