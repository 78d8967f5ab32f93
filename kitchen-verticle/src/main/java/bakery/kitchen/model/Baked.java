package bakery.kitchen.model;

/** A baker's result: the ticket that was claimed is baked. */
public record Baked() {}
