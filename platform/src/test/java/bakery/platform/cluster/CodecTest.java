package bakery.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.Unreadable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodecTest {

  private final LetterCodec letterCodec = new LetterCodec(NoteWire.NEW);

  @Property(tries = 300)
  void letters_arrive_as_they_were_sent(@ForAll("letters") List<Letter> letters) {
    LetterBatch batch = new LetterBatch(letters);

    assertThat(overTheWire(letterCodec, batch)).isEqualTo(batch);
  }

  @Property(tries = 100)
  void receipts_arrive_as_they_were_sent(@ForAll("receipts") List<Receipt> each) {
    assertThat(overTheWire(new ReceiptsCodec(), new Receipts(each)).each()).isEqualTo(each);
  }

  @Provide
  Arbitrary<List<Receipt>> receipts() {
    return Arbitraries.oneOf(
            Arbitraries.of(Receipt.DONE, Receipt.LATER),
            Arbitraries.strings().ofMaxLength(300).map(Receipt::refused))
        .list();
  }

  @Property(tries = 100)
  void questions_arrive_as_they_were_asked(@ForAll("notes") Note note) {
    Parcel parcel = new Parcel(Optional.of(note));

    assertThat(overTheWire(new ParcelCodec(NoteWire.NEW), parcel)).isEqualTo(parcel);
  }

  @Property(tries = 100)
  void a_batch_cut_anywhere_is_refused_and_not_half_read(
      @ForAll("letters") List<Letter> letters, @ForAll double where) {
    Buffer whole = encoded(letterCodec, new LetterBatch(letters));
    int cut = (int) (Math.abs(where % 1) * whole.length());

    assertThatThrownBy(() -> letterCodec.decodeFromWire(0, whole.slice(0, cut)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void local_delivery_hands_over_the_same_object() {
    LetterBatch batch = new LetterBatch(List.of());

    assertThat(letterCodec.transform(batch)).isSameAs(batch);
  }

  @Example
  void a_letter_that_nobody_here_can_read_travels_on_unchanged() {
    Letter broken =
        new Letter("reader", "note", UUID.randomUUID(), new Unreadable(new byte[] {7}, ""), null);

    LetterBatch read = overTheWire(letterCodec, new LetterBatch(List.of(broken)));

    assertThat(read.letters().getFirst().message())
        .isInstanceOfSatisfying(
            Unreadable.class, message -> assertThat(message.body()).containsExactly(7));
  }

  @Example
  void another_layout_is_refused_by_name() {
    Buffer wire = encoded(letterCodec, new LetterBatch(List.of())).setByte(0, (byte) 2);

    assertThatThrownBy(() -> letterCodec.decodeFromWire(0, wire)).hasMessageContaining("layout 2");
  }

  @Provide
  Arbitrary<Note> notes() {
    return Combinators.combine(Arbitraries.create(UUID::randomUUID), Arbitraries.strings())
        .as(Note::new)
        .filter(note -> note.text().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
  }

  @Provide
  Arbitrary<List<Letter>> letters() {
    Arbitrary<String> traces = Arbitraries.strings().ascii().ofMaxLength(60).injectNull(0.3);
    return Combinators.combine(notes(), traces).as(NoteWire.NEW::letter).list().ofMaxSize(20);
  }

  /** Something stands before it on the wire, as on the bus. */
  private static <T> T overTheWire(MessageCodec<T, T> codec, T value) {
    Buffer wire = Buffer.buffer("before");
    codec.encodeToWire(wire, value);
    return codec.decodeFromWire("before".length(), wire);
  }

  private static <T> Buffer encoded(MessageCodec<T, T> codec, T value) {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, value);
    return wire;
  }
}
