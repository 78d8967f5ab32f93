package bakery.platform.cluster;

import static bakery.platform.Receipt.DONE;
import static bakery.platform.Receipt.LATER;
import static bakery.platform.cluster.TestNode.await;
import static bakery.platform.cluster.TestNode.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bakery.platform.Bus;
import bakery.platform.Letter;
import bakery.platform.Receipt;
import bakery.platform.TryLater;
import bakery.platform.Unreadable;
import bakery.platform.testing.ClusterPorts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes and the bus between them; every test has a role of its own. */
@Timeout(30)
class ClusterBusTest {

  private static final String[] QUICK = {
    "BAKERY_BUS_SEND_TIMEOUT_MILLIS", "300",
    "BAKERY_BUS_ASK_TIMEOUT_MILLIS", "300",
    "BAKERY_BUS_LETTERS_IN_FLIGHT", "10",
    "BAKERY_BUS_QUESTIONS_IN_FLIGHT", "10",
    "BAKERY_BUS_BREAKER_FAILURES", "3",
    "BAKERY_BUS_PROBE_MILLIS", "200"
  };

  private static TestNode here;
  private static TestNode there;
  private String role;

  @BeforeAll
  static void join() {
    int port = ClusterPorts.stretch();
    here = await(TestNode.joining("bus-test", port, NoteWire.NEW, QUICK));
    there = await(TestNode.joining("bus-test", port, NoteWire.OLD, QUICK));
  }

  @AfterAll
  static void leave() {
    there.leave();
    here.leave();
  }

  @BeforeEach
  void aRoleOfItsOwn() {
    role = "role-" + UUID.randomUUID();
    here.received.clear();
    there.received.clear();
  }

  @Test
  void letters_go_to_another_node_and_receipts_come_back_in_their_order() {
    Receipt refused = Receipt.refused("there is no such croissant");
    await(there.bus.serve(role, letters -> receipts(DONE, refused, LATER)));
    List<Letter> letters = List.of(note("one"), note("two"), note("three"));

    assertThat(await(here.bus.send(role, letters))).containsExactly(DONE, refused, LATER);
  }

  @Test
  void what_arrives_equals_what_was_sent() {
    there.serving(role);
    Letter letter = note("croissants, all of them");

    await(here.bus.send(role, List.of(letter)));

    assertThat(there.received).containsExactly(letter);
  }

  @Test
  void letters_are_shared_out_between_the_nodes_that_serve_a_role() {
    here.serving(role);
    there.serving(role);

    // word of a registration that comes between two letters starts the round anew
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              here.received.clear();
              there.received.clear();
              for (int i = 0; i < 20; i++) await(here.bus.send(role, List.of(note("note " + i))));
              assertThat(here.received).hasSize(10);
              assertThat(there.received).hasSize(10);
            });
  }

  @Test
  void local_delivery_hands_over_the_same_object() {
    here.serving(role);
    Letter letter = note("the very same");

    await(here.bus.send(role, List.of(letter)));

    assertThat(here.received.getFirst()).isSameAs(letter);
  }

  @Test
  void a_type_that_only_newer_releases_know_comes_later_and_its_neighbours_are_handled() {
    there.serving(role);
    List<Letter> letters = List.of(note("a"), note("* from the future"), note("b"));

    assertThat(await(here.bus.send(role, letters))).containsExactly(DONE, LATER, DONE);
  }

  @Test
  void a_letter_that_cannot_be_read_is_refused_alone() {
    there.serving(role);
    Letter broken =
        new Letter(role, "note", UUID.randomUUID(), new Unreadable(new byte[3], ""), null);

    assertThat(await(here.bus.send(role, List.of(note("a"), broken, note("b")))))
        .extracting(Receipt::kind)
        .containsExactly(Receipt.Kind.DONE, Receipt.Kind.REFUSED, Receipt.Kind.DONE);
    assertThat(there.received).hasSize(2);
  }

  @Test
  void when_the_handler_fails_or_miscounts_all_letters_come_later() {
    await(there.bus.serve(role, letters -> Future.failedFuture("the database is away")));
    String miscounting = role + ".miscounting";
    await(there.bus.serve(miscounting, letters -> receipts(DONE, DONE, DONE)));
    List<Letter> two = List.of(note("a"), note("b"));

    assertThat(await(here.bus.send(role, two))).containsExactly(LATER, LATER);
    assertThat(await(here.bus.send(miscounting, two))).containsExactly(LATER, LATER);
  }

  @Test
  void handlers_run_on_the_event_loop_that_called_serve() {
    Promise<Thread> called = Promise.promise();
    Promise<Thread> handled = Promise.promise();
    Promise<Bus.Registration> serving = Promise.promise();
    there
        .cluster
        .vertx()
        .runOnContext(
            start -> {
              called.complete(Thread.currentThread());
              there
                  .bus
                  .serve(
                      role,
                      letters -> {
                        handled.complete(Thread.currentThread());
                        return receipts(DONE);
                      })
                  .onComplete(serving);
            });
    await(serving.future());

    await(here.bus.send(role, List.of(note("where am I?"))));

    assertThat(await(handled.future())).isSameAs(await(called.future()));
  }

  @Test
  void sending_fails_when_nobody_serves_or_nobody_answers_in_time() {
    await(there.bus.serve(role, letters -> Promise.<List<Receipt>>promise().future()));

    assertThatThrownBy(() -> await(here.bus.send(role, List.of(note("anybody?")))))
        .hasMessageContaining("Timed out");
    assertThatThrownBy(() -> await(here.bus.send(role + ".nobody", List.of(note("anybody?")))))
        .hasMessageContaining("No handlers");
  }

  @Test
  void more_letters_than_may_be_in_flight_are_told_to_try_later_and_room_comes_back() {
    Promise<List<Receipt>> slow = Promise.promise();
    await(there.bus.serve(role, letters -> slow.future()));
    List<Letter> six = IntStream.range(0, 6).mapToObj(i -> note("note " + i)).toList();

    Future<List<Receipt>> first = here.bus.send(role, six);

    assertThatThrownBy(() -> await(here.bus.send(role, six))).isInstanceOf(TryLater.class);
    slow.complete(Collections.nCopies(6, DONE));
    await(first);
    assertThat(await(here.bus.send(role, six))).hasSize(6);
  }

  @Test
  void questions_are_answered() {
    await(there.bus.answer(role, query -> Future.succeededFuture(Note.of("you asked " + query))));

    assertThat(await(here.bus.ask(role, Note.of("why"))))
        .isInstanceOfSatisfying(Note.class, note -> assertThat(note.text()).contains("text=why"));
  }

  @Test
  void more_questions_than_may_be_in_flight_are_told_to_try_later_and_room_comes_back() {
    Promise<Note> slow = Promise.promise();
    await(there.bus.answer(role, query -> slow.future()));
    List<Future<Object>> asked =
        IntStream.range(0, 10).mapToObj(i -> here.bus.ask(role, Note.of("question " + i))).toList();

    assertThatThrownBy(() -> await(here.bus.ask(role, Note.of("one too many"))))
        .isInstanceOf(TryLater.class)
        .hasMessageContaining("too many questions");

    Note answer = Note.of("at last");
    slow.complete(answer);
    assertThat(asked).extracting(TestNode::await).containsOnly(answer);
    assertThat(await(here.bus.ask(role, Note.of("now?")))).isEqualTo(answer);
  }

  @Test
  void whoever_gets_no_answer_is_told_to_try_later_and_soon_without_waiting() {
    await(there.bus.answer(role, query -> Promise.promise().future()));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> await(here.bus.ask(role, Note.of("anybody?"))))
          .isInstanceOf(TryLater.class)
          .hasMessageContaining(role)
          .rootCause()
          .hasMessageContaining("Timed out after waiting 300(ms)");
    }
    assertThatThrownBy(() -> await(here.bus.ask(role, Note.of("still nobody?"))))
        .isInstanceOf(TryLater.class)
        .cause()
        .hasMessageContaining("open circuit");
  }

  @Test
  void a_question_that_fails_or_is_unknown_there_is_told_to_try_later() {
    await(there.bus.answer(role, query -> Future.failedFuture("secret")));

    assertThatThrownBy(() -> await(here.bus.ask(role, Note.of("a"))))
        .isInstanceOf(TryLater.class)
        .rootCause()
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> await(here.bus.ask(role, Note.of("* from the future"))))
        .isInstanceOf(TryLater.class)
        .rootCause()
        .hasMessageContaining("does not know");
  }

  @Test
  void news_reach_every_node_that_subscribed_the_sender_included() {
    List<String> heard = new CopyOnWriteArrayList<>();
    await(here.bus.subscribe(role, news -> heard.add("here " + news)));
    await(there.bus.subscribe(role, news -> heard.add("there " + news)));

    here.bus.publish(role, Buffer.buffer("fresh bread"));

    await()
        .untilAsserted(
            () ->
                assertThat(heard)
                    .containsExactlyInAnyOrder("here fresh bread", "there fresh bread"));
  }

  @Test
  void what_a_node_no_longer_serves_goes_to_the_others() {
    Bus.Registration serving = there.serving(role);
    here.serving(role);

    await(serving.end());

    await()
        .untilAsserted(
            () -> {
              there.received.clear();
              for (int i = 0; i < 4; i++) await(here.bus.send(role, List.of(note("note " + i))));
              assertThat(there.received).isEmpty();
            });
    assertThat(all()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void what_a_silent_node_serves_goes_to_the_others_until_it_is_heard_again() {
    there.serving(role);
    here.serving(role);
    CountDownLatch thaw = new CountDownLatch(1);
    freezeUntil(thaw);

    try {
      await().ignoreExceptions().untilAsserted(() -> assertThat(sixNotes()).containsOnly(DONE));
      assertThat(there.received).as("it stands still").isEmpty();
      assertThat(here.cluster.nodes()).as("nobody is taken for dead").hasSize(2);
    } finally {
      thaw.countDown();
    }
    await()
        .untilAsserted(
            () -> {
              there.received.clear();
              sixNotes();
              assertThat(there.received).isNotEmpty();
            });
  }

  /** Holds up all event loops there, each by a thread's own; the threads of the cluster go on. */
  private static void freezeUntil(CountDownLatch thaw) {
    for (int i = 0; i < TestNode.EVENT_LOOPS; i++) {
      Thread.ofPlatform().start(() -> there.cluster.vertx().runOnContext(now -> hold(thaw)));
    }
  }

  private static void hold(CountDownLatch thaw) {
    try {
      thaw.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Receipt> sixNotes() {
    return IntStream.range(0, 6)
        .mapToObj(i -> here.bus.send(role, List.of(note("note " + i))))
        .flatMap(sent -> await(sent).stream())
        .toList();
  }

  /** Cleaning up after a member takes the cluster a while, and may fail. */
  @Test
  void nothing_is_sent_to_one_who_has_left_although_the_cluster_still_lists_it() {
    String gone = UUID.randomUUID().toString();
    var listed = new HazelcastRegistrationInfo(new RegistrationInfo(gone, 1, false));
    here.cluster.manager().getHazelcastInstance().getMultiMap("__vertx.subs").put(role, listed);
    there.serving(role);

    for (int i = 0; i < 6; i++) {
      assertThat(await(here.bus.send(role, List.of(note("note " + i))))).containsExactly(DONE);
    }
  }

  @Test
  void a_node_whom_the_cluster_has_forgotten_registers_again() {
    there.serving(role);

    there.cluster.manager().getHazelcastInstance().getMultiMap("__vertx.subs").delete(role);

    await()
        .atMost(5, TimeUnit.SECONDS)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(await(here.bus.send(role, List.of(note("found?")))))
                    .containsExactly(DONE));
  }

  private List<Letter> all() {
    return Stream.concat(here.received.stream(), there.received.stream()).toList();
  }

  private Letter note(String text) {
    return letter(Note.of(text));
  }

  private static Future<List<Receipt>> receipts(Receipt... each) {
    return Future.succeededFuture(List.of(each));
  }
}
