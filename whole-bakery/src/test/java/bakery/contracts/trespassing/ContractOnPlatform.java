package bakery.contracts.trespassing;

import bakery.platform.Letter;

/** Breaks the rule that contracts know nobody. */
public record ContractOnPlatform(Letter letter) {}
