package bakery.node.trespassing;

/** Something that nobody should know. */
public final class NodeInnards {}
