/** What is long over leaves the tables for a file. */
package bakery.node.archive;
