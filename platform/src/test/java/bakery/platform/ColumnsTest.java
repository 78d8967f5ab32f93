package bakery.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void arraysAreReadByTheirSubscripts() {
    assertThat(Columns.rows("id uuid, lines jsonb"))
        .isEqualTo(
            "(SELECT ($1::uuid[])[i] AS id, ($2::text[])[i]::jsonb AS lines"
                + " FROM generate_series(1, cardinality($1::uuid[])) AS i)");
  }

  @Test
  void aRowIsFoundByItsFirstColumnAndItsVersionStandsBehindTheOthers() {
    assertThat(Columns.update("loaf", "id uuid, open boolean", "crust = NULL"))
        .isEqualToIgnoringWhitespace(
            """
            UPDATE loaf AS t
             SET open = u.open, crust = NULL
             FROM (SELECT ($1::uuid[])[i] AS id, ($2::boolean[])[i] AS open,
                    ($3::text[])[i] AS version
                    FROM generate_series(1, cardinality($1::uuid[])) AS i) AS u
             WHERE t.id = u.id
            """);
  }

  @Test
  void whatIsInsertedNamesItsColumnsHoweverTheyAreBroken() {
    assertThat(Columns.insert("loaf", "id uuid,\n  baked int"))
        .startsWith("INSERT INTO loaf (id, baked)\nSELECT * FROM (SELECT ($1::uuid[])[i] AS id,");
  }
}
