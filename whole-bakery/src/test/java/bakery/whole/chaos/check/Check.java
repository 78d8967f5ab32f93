package bakery.whole.chaos.check;

/**
 * One thing that must hold when the bakery is at rest.
 *
 * @param name what must hold, in words
 */
record Check(String name, Examination examination) {

  /** Looks, and says what it looked at and what it found. */
  interface Examination {
    void examine(Scene scene, Findings findings);
  }

  /**
   * A check that the database makes.
   *
   * @param examined a number
   * @param wrong rows of {@code id} and {@code what}
   */
  static Check sql(String name, String examined, String wrong) {
    return new Check(
        name,
        (scene, findings) -> {
          findings.examined(scene.tables().number(examined));
          scene
              .tables()
              .read(wrong, row -> findings.add(row.getString("id"), row.getString("what")));
        });
  }

  Result on(Scene scene) {
    Findings findings = new Findings(name);
    examination.examine(scene, findings);
    return findings.result();
  }
}
