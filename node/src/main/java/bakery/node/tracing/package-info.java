/** Traces by OpenTelemetry; no class of it is loaded while nobody wants traces. */
package bakery.node.tracing;
