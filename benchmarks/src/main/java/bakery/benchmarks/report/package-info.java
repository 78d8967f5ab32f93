/** What is told of a measurement, to people and to machines. */
package bakery.benchmarks.report;
