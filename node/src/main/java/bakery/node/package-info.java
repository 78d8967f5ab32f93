/** One JVM of the bakery: which roles and how many, the command line, health and metrics. */
package bakery.node;
