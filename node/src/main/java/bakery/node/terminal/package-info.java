/** How commands speak: tables, JSON, colours where somebody looks on, exit codes. */
package bakery.node.terminal;
