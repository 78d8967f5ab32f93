package bakery.gateway.trespassing;

import bakery.node.trespassing.NodeInnards;

/** Breaks the rule that nobody knows the node. */
public record GatewayOnNode(NodeInnards innards) {}
