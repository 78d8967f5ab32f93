package bakery.billing.model;

/** What came of asking the payment provider. */
public sealed interface Outcome {

  /** The provider's own word, the same whenever it is asked again with the same key. */
  sealed interface Definite extends Outcome {}

  record Done() implements Definite {}

  record Refused(String reason) implements Definite {}

  /** No answer, or none that says what happened: it may or may not have taken effect. */
  record Unknown() implements Outcome {}
}
