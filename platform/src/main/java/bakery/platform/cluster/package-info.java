/** JVMs that find one another, and the bus between them: Vert.x over Hazelcast. */
package bakery.platform.cluster;
