/** The scenarios of scripts/bench. */
package bakery.benchmarks;
