package bakery.billing.model;

/** A cashier reports what the payment provider said, and to which question. */
public record Answered(Intent intent, Outcome outcome) {}
