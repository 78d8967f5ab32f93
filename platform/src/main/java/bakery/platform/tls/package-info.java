/** Certificates and keys in PEM files: read whole, checked, and read again when they change. */
package bakery.platform.tls;
