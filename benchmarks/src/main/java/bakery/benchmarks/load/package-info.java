/** Customers enough to fill a bakery, on one event loop, cheap enough to stand beside it. */
package bakery.benchmarks.load;
