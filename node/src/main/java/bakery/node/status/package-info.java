/** The whole bakery at a glance, put together from what its nodes tell. */
package bakery.node.status;
