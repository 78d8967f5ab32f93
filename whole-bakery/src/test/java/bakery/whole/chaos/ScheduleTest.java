package bakery.whole.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bakery.whole.chaos.faults.Cast;
import bakery.whole.chaos.faults.Kind;
import bakery.whole.chaos.faults.Kinds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a seed says: all of it, and always the same. */
class ScheduleTest {

  private static final List<String> NODES = List.of("shop1", "oven2", "shop3", "oven4");

  @Test
  void the_same_seed_brings_the_same_faults_and_another_seed_others() {
    assertThat(faults(1, true)).isEqualTo(faults(1, true)).isNotEqualTo(faults(2, true));
  }

  @Test
  void a_round_brings_every_kind_in_its_turns() {
    int turns = Kinds.ALL.stream().mapToInt(Kind::turns).sum();

    List<String> round = entries(7, true).limit(turns).map(entry -> entry.kind().name()).toList();

    Kinds.ALL.forEach(
        kind -> assertThat(round).filteredOn(kind.name()::equals).hasSize(kind.turns()));
  }

  @Test
  void everybody_is_hit_in_the_end() {
    Set<String> hit = new HashSet<>();
    entries(3, true).limit(300).forEach(entry -> hit.addAll(entry.blow().victims()));

    assertThat(hit).containsExactlyInAnyOrderElementsOf(NODES);
  }

  @Test
  void what_needs_networks_of_its_own_is_left_out_where_there_are_none() {
    assertThat(entries(1, false).limit(100)).noneMatch(entry -> entry.kind().separate());
    assertThat(entries(1, true).limit(100)).anyMatch(entry -> entry.kind().separate());
  }

  private static List<String> faults(long seed, boolean separate) {
    return entries(seed, separate).limit(50).map(Schedule.Entry::toString).toList();
  }

  private static Stream<Schedule.Entry> entries(long seed, boolean separate) {
    Cast cast = new Cast(NODES, separate);
    Schedule schedule = new Schedule(seed, Kinds.ALL, cast);
    return Stream.generate(schedule::next);
  }
}
