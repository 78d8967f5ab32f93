/** Who calls: signed tokens, and the keys that they are judged by. */
package bakery.platform.access;
