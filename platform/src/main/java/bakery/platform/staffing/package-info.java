/** How many workers a role has, on which nodes: hired and let go by hand, or by a policy. */
package bakery.platform.staffing;
