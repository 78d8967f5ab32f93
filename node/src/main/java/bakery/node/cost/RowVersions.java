package bakery.node.cost;

/** What was written to a table; a deleted row leaves no new version. */
public record RowVersions(double inserts, double updates, double deletes) {
  static final RowVersions NONE = new RowVersions(0, 0, 0);

  public double written() {
    return inserts + updates;
  }

  RowVersions plus(RowVersions other) {
    return new RowVersions(
        inserts + other.inserts, updates + other.updates, deletes + other.deletes);
  }

  RowVersions times(double factor) {
    return new RowVersions(inserts * factor, updates * factor, deletes * factor);
  }

  boolean nothing() {
    return inserts == 0 && updates == 0 && deletes == 0;
  }
}
