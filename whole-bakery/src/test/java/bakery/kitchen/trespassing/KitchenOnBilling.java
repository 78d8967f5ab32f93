package bakery.kitchen.trespassing;

import bakery.billing.trespassing.BillingInnards;

/** Breaks the rule that no role knows another. */
public record KitchenOnBilling(BillingInnards innards) {}
