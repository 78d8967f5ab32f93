/** What is measured, and what it is measured with from outside: processes, server, yardstick. */
package bakery.benchmarks.world;
