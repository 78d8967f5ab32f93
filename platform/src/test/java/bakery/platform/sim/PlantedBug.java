package bakery.platform.sim;

/** Mistakes that such a system is often built with: a simulation is good when it finds them. */
public enum PlantedBug {
  NONE,
  /** The receiver says done before its transaction has committed. */
  RECEIPT_BEFORE_COMMIT,
  /** What a worker brings is taken, whoever has the claim by now. */
  NO_EPOCH_FENCE,
  /** A command that comes twice is carried out twice. */
  HANDLER_NOT_IDEMPOTENT,
  /** An undo that comes first leaves no mark for the late command. */
  UNDO_WITHOUT_TOMBSTONE,
  /** A letter is sent once; what was not received is not looked for. */
  RELAY_THAT_FORGETS,
  /** The sweep remembers how far it has come and never looks back. */
  SWEEP_BY_CURSOR
}
