package bakery.platform.postgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a backup says about itself: when, of which server, migrated how far, which tables. */
record BackupManifest(JsonObject json) {

  private static final int FORMAT = 1;

  static BackupManifest now(Connection connection, Map<String, Map<String, Integer>> migrations)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),"
                    + " current_setting('server_version')")) {
      rows.next();
      var schemas = new JsonObject();
      migrations.forEach((schema, scripts) -> schemas.put(schema, new JsonObject(copy(scripts))));
      return new BackupManifest(
          new JsonObject()
              .put("format", FORMAT)
              .put("takenAt", rows.getString(1))
              .put("postgresql", rows.getString(2))
              .put("migrations", schemas)
              .put("tables", new JsonArray()));
    }
  }

  /**
   * @throws IllegalArgumentException when a newer release wrote it
   */
  static BackupManifest of(JsonObject json) {
    if (json.getInteger("format", 0) != FORMAT) {
      throw new IllegalArgumentException("it was written by another release in another form");
    }
    return new BackupManifest(json);
  }

  void add(BackupTable table, long rows) {
    json.getJsonArray("tables").add(table.json(rows));
  }

  String takenAt() {
    return json.getString("takenAt");
  }

  List<BackupTable> tables() {
    return json.getJsonArray("tables").stream()
        .map(JsonObject.class::cast)
        .map(BackupTable::of)
        .toList();
  }

  /** By {@code schema.table}. */
  Map<String, Long> rows() {
    var rows = new LinkedHashMap<String, Long>();
    for (var each : json.getJsonArray("tables")) {
      var table = (JsonObject) each;
      rows.put(BackupTable.of(table).toString(), table.getLong("rows"));
    }
    return rows;
  }

  /** Schema → script → checksum. */
  Map<String, Map<String, Integer>> migrations() {
    var migrations = new TreeMap<String, Map<String, Integer>>();
    var schemas = json.getJsonObject("migrations");
    for (var schema : schemas.fieldNames()) {
      var scripts = new TreeMap<String, Integer>();
      for (var script : schemas.getJsonObject(schema)) {
        scripts.put(script.getKey(), (Integer) script.getValue());
      }
      migrations.put(schema, scripts);
    }
    return migrations;
  }

  private static Map<String, Object> copy(Map<String, Integer> scripts) {
    return new TreeMap<>(scripts);
  }
}
