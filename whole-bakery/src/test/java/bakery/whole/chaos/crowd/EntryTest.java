package bakery.whole.chaos.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.gateway.model.Status;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Nothing is lost in eight bytes. */
class EntryTest {

  @Property(tries = 500)
  void an_entry_comes_out_as_it_went_in(
      @ForAll What what,
      @ForAll @IntRange(max = Entry.CODE_MAX) int code,
      @ForAll Status status,
      @ForAll @IntRange(max = Entry.SEQ_MAX) int seq,
      @ForAll @LongRange(max = 68_000_000_000L) long micros) {
    Entry entry = new Entry(what, code, status, seq, micros);

    assertThat(Entry.of(entry.packed())).isEqualTo(entry);
    assertThat(Entry.of(new Entry(what, code, null, seq, micros).packed()).status()).isNull();
  }
}
