package bakery.platform.postgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table and the columns of it that hold something of their own.
 *
 * @param numbered those that a sequence fills
 */
record BackupTable(String schema, String name, List<String> columns, List<String> numbered) {

  /** Migrations fill the one, living nodes the other. */
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, a.attname,
             pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) IS NOT NULL
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE n.nspname = ? AND c.relkind = 'r' AND c.relname NOT IN ('flyway_schema_history', 'node')
         AND a.attgenerated = ''
       ORDER BY c.relname, a.attnum
      """;

  static List<BackupTable> of(Connection connection, String schema) throws SQLException {
    var found = new ArrayList<BackupTable>();
    try (var statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var name = rows.getString(2);
          if (found.isEmpty() || !found.getLast().name().equals(name)) {
            found.add(new BackupTable(schema, name, new ArrayList<>(), new ArrayList<>()));
          }
          found.getLast().columns().add(rows.getString(3));
          if (rows.getBoolean(4)) found.getLast().numbered().add(rows.getString(3));
        }
      }
    }
    return found;
  }

  static BackupTable of(JsonObject json) {
    return new BackupTable(
        json.getString("schema"),
        json.getString("table"),
        strings(json.getJsonArray("columns")),
        strings(json.getJsonArray("numbered")));
  }

  JsonObject json(long rows) {
    return new JsonObject()
        .put("schema", schema)
        .put("table", name)
        .put("columns", new JsonArray(columns))
        .put("numbered", new JsonArray(numbered))
        .put("rows", rows);
  }

  /** Its place in the file. */
  String entry() {
    return schema + "/" + name + ".copy";
  }

  String copyOut() {
    return "COPY " + withColumns() + " TO STDOUT";
  }

  String copyIn() {
    return "COPY " + withColumns() + " FROM STDIN";
  }

  String empty() {
    return "TRUNCATE " + quoted();
  }

  /** Numbers go on where they stood. */
  List<String> renumber() {
    return numbered.stream()
        .map(
            column ->
                "SELECT setval(pg_get_serial_sequence('%s', '%s'), coalesce(max(%s), 1), max(%s) IS NOT NULL) FROM %s"
                    .formatted(quoted(), column, quote(column), quote(column), quoted()))
        .toList();
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }

  private String withColumns() {
    return quoted()
        + columns.stream().map(BackupTable::quote).collect(Collectors.joining(", ", " (", ")"));
  }

  private String quoted() {
    return quote(schema) + "." + quote(name);
  }

  /** Names come from the catalogue or from a file: whatever they are, they stay names. */
  private static String quote(String name) {
    if (name.indexOf('\'') >= 0) throw new IllegalArgumentException("not a name: " + name);
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(String::valueOf).toList();
  }
}
