package bakery.platform.cluster;

import java.util.Optional;

/** A question or its answer; empty when this release does not know its type. */
record Parcel(Optional<Object> content) {}
