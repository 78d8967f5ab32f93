package bakery.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bakery.node.terminal.Exit;
import bakery.platform.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is long over goes into a file; what is not done with stays where it is. */
class ArchiveTest {
  private static final int PATIENCE_SECONDS = 60;

  /** More than two batches. */
  private static final int ENDED = 1_200;

  private static TestDatabase database;
  @TempDir private Path folder;
  private final StringWriter printed = new StringWriter();

  @BeforeAll
  static void prepare() {
    database = TestDatabase.database();
    database.prepared("gateway", "kitchen", "delivery", "billing");
  }

  @BeforeEach
  void fill() {
    database.execute(
        """
        TRUNCATE gateway.orders, kitchen.ticket, kitchen.outbox, billing.payment, billing.journal
        """);
    orders(40, ENDED);
  }

  @Test
  void ordersThatAreLongOverMoveIntoAFileAndTheBooksStay() throws Exception {
    orders(20, 3);

    archive("a.gz", Exit.OK, "30d");

    assertThat(printed.toString()).startsWith("Archived 1,200 orders placed before ");
    for (var table : List.of("gateway.orders", "kitchen.ticket", "billing.payment")) {
      assertThat(count(table)).as(table).isEqualTo(3);
    }
    assertThat(count("billing.journal")).isEqualTo(ENDED + 3);
    var lines = lines("a.gz");
    assertThat(lines).hasSize(ENDED).doesNotHaveDuplicates();
    var first = new JsonObject(lines.getFirst());
    assertThat(first.getJsonObject("order").getString("number")).isEqualTo("N1");
    assertThat(first.getJsonObject("ticket").getString("baker")).isEqualTo("Ada");
    assertThat(first.getJsonObject("payment").getInteger("captured_minor")).isEqualTo(500);
    assertThat(first.getValue("delivery")).isNull();
  }

  @Test
  void whatIsNotDoneWithStays() throws Exception {
    database.execute("UPDATE gateway.orders SET open = true WHERE number = 'N7'");
    database.execute("UPDATE billing.payment SET open = true WHERE number = 'N8'");
    database.execute(
        """
        INSERT INTO kitchen.outbox (id, destination, letters, parked_at)
        SELECT gen_random_uuid(), 'gateway', '[{"key":"' || id || '"}]', now()
          FROM gateway.orders WHERE number = 'N9'
        """);

    archive("b.gz", Exit.OK, "30d");

    assertThat(database.query("SELECT number FROM gateway.orders ORDER BY number"))
        .extracting(row -> row.get("number"))
        .containsExactly("N7", "N8", "N9");
    assertThat(count("kitchen.ticket")).isEqualTo(3);
    assertThat(lines("b.gz")).hasSize(ENDED - 3);
  }

  @Test
  void whoIsOpenedAgainMeanwhileStays() throws Exception {
    try (var staff = database.connect()) {
      staff.setAutoCommit(false);
      try (var statement = staff.createStatement()) {
        statement.execute("UPDATE billing.payment SET open = true WHERE number = 'N600'");
      }
      var archived = CompletableFuture.runAsync(() -> archive("c.gz", Exit.OK, "30d"));
      await()
          .atMost(PATIENCE_SECONDS, SECONDS)
          .until(() -> database.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      staff.commit();
      archived.get(PATIENCE_SECONDS, SECONDS);
    }

    assertThat(database.query("SELECT number FROM gateway.orders"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("number", "N600"));
    assertThat(lines("c.gz")).hasSize(ENDED - 1).noneMatch(line -> line.contains("\"N600\""));
  }

  @Test
  void nothingMovesWhenItIsNotMeant() throws Exception {
    Files.createFile(folder.resolve("there.gz"));

    archive("there.gz", Exit.USAGE, "30d");
    archive("d.gz", Exit.USAGE, "95h");
    archive("d.gz", Exit.USAGE, "soon");

    assertThat(printed.toString())
        .contains("there.gz exists already", "at least 96h, not 95h", "--older-than", "soon");
    assertThat(count("gateway.orders")).isEqualTo(ENDED);
  }

  /** Picked up and paid by card, so many days ago, a second apart. */
  private void orders(int days, int count) {
    database.execute(
        """
        CREATE TEMP TABLE placed AS
        SELECT n, now() - interval '%1$d days' + n * interval '1 second' AS at,
               (lpad(to_hex((extract(epoch FROM now() - interval '%1$d days') * 1000)::bigint
                 + n * 1000), 12, '0') || '7' || substr(md5(n::text), 1, 3)
                 || '8' || substr(md5(n::text), 4, 15))::uuid AS id
          FROM generate_series(1, %2$d) AS n;
        INSERT INTO gateway.orders (id, number, placed_at, promised_at, lines, total_minor, currency,
               payment, fulfilment, status, seq, history, waits_for, open, due_at)
        SELECT id, 'N' || n, at, at, '[]', 500, 'GBP', 'card', 'pickup', 'COMPLETED', 5, '[]', '',
               false, at FROM placed;
        INSERT INTO kitchen.ticket (id, number, items, status, baker, work_seconds, open, due_at)
        SELECT id, 'N' || n, '[]', 'BAKED', 'Ada', 60, false, at FROM placed;
        INSERT INTO billing.payment (id, number, lines, method, amount_minor, currency, status,
               held_minor, captured_minor, released_minor, refunded_minor, attempts, open, due_at)
        SELECT id, 'N' || n, '[]', 'card', 500, 'GBP', 'CAPTURED', 500, 500, 0, 0, 1, false, at
          FROM placed;
        INSERT INTO billing.journal (order_id, decision, n, debit, credit, amount_minor, currency,
               tax_basis_points, booked_at)
        SELECT id, 'capture', 1, 'a', 'b', 500, 'GBP', 0, at FROM placed;
        """
            .formatted(days, count));
  }

  private long count(String table) {
    return database.number("SELECT count(*) FROM " + table);
  }

  private void archive(String file, int code, String age) {
    var out = new PrintWriter(printed, true);
    var ended =
        Main.commandLine()
            .setOut(out)
            .setErr(out)
            .execute(
                "archive",
                folder.resolve(file).toString(),
                "--older-than",
                age,
                "--db",
                database.address().text());
    assertThat(ended).as(printed.toString()).isEqualTo(code);
  }

  private List<String> lines(String file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(file)))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
