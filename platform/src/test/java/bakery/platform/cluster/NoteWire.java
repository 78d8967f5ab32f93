package bakery.platform.cluster;

import bakery.platform.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/** Notes as text; what begins with a star is of the type "star", which older releases lack. */
record NoteWire(Set<String> types) implements Wire {

  static final NoteWire NEW = new NoteWire(Set.of("note", "star"));
  static final NoteWire OLD = new NoteWire(Set.of("note"));

  @Override
  public String to(Object message) {
    return "reader";
  }

  @Override
  public String type(Object message) {
    return ((Note) message).text().startsWith("*") ? "star" : "note";
  }

  @Override
  public UUID key(Object message) {
    return ((Note) message).key();
  }

  @Override
  public boolean knows(String type) {
    return types.contains(type);
  }

  @Override
  public byte[] encode(Object message) {
    Note note = (Note) message;
    return (note.key() + note.text()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Object decode(String type, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.length() < 36) throw new IllegalArgumentException("not a note");
    return new Note(UUID.fromString(text.substring(0, 36)), text.substring(36));
  }
}
