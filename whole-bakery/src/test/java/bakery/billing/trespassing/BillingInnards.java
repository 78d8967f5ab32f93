package bakery.billing.trespassing;

/** Something that no other role should know. */
public final class BillingInnards {}
