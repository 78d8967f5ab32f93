/** The bakery as its staff see it at once: what all nodes tell, and what happens to orders. */
package bakery.gateway.floor;
