package bakery.platform;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Errands in PostgreSQL, worked on under leases or closed by deadlines. */
record ErrandTable(boolean leased) implements Table<Errand, String> {
  static final int MAX_STEPS = 1_000;

  private static final String COLUMNS =
      "id uuid, steps int, open boolean, due_at timestamptz, owner uuid, epoch int,"
          + " lease_until timestamptz";

  static final String CREATE =
      """
      CREATE TABLE errand (id uuid PRIMARY KEY, steps int NOT NULL, open boolean NOT NULL,
        due_at timestamptz NOT NULL, owner uuid, epoch int NOT NULL, lease_until timestamptz,
        trace text, CHECK (steps <= 1000))
      """;

  ErrandTable() {
    this(true);
  }

  @Override
  public String name() {
    return "errand";
  }

  @Override
  public String columns() {
    return "steps, open, due_at";
  }

  @Override
  public Errand read(Row row) {
    return new Errand(
        row.getUUID("id"),
        row.getInteger("steps"),
        row.getBoolean("open"),
        Columns.instant(row, "due_at"));
  }

  @Override
  public UUID id(Errand state) {
    return state.id();
  }

  @Override
  public String insert() {
    return Columns.insert("errand", COLUMNS + ", trace text");
  }

  @Override
  public String update() {
    return Columns.update("errand", COLUMNS);
  }

  @Override
  public Tuple inserted(List<Entry<Errand>> entries) {
    return columns(entries).trace().tuple();
  }

  @Override
  public Tuple updated(List<Entry<Errand>> entries) {
    return columns(entries).tuple();
  }

  private static Columns<Errand> columns(List<Entry<Errand>> entries) {
    return Columns.of(entries)
        .uuid(Errand::id)
        .integer(Errand::steps)
        .bool(Errand::open)
        .time(Errand::due)
        .lease();
  }
}
