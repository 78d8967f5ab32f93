/** What an order costs the database, measured from outside by the server's own statistics. */
package bakery.node.cost;
