package bakery.platform.trespassing;

import bakery.contracts.Money;

/** Breaks the rule that the platform knows no bakery. */
public record PlatformOnContracts(Money money) {}
