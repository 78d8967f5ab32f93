package bakery.whole.day;

/** One thing that an operator does, from opening a bakery to closing it. */
interface Part {

  String name();

  /**
   * @param stage where bakeries are opened
   * @param figures what was seen is put there
   */
  void play(Stage stage, Figures figures) throws Exception;
}
