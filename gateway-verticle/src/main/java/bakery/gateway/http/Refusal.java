package bakery.gateway.http;

/**
 * One field that was refused.
 *
 * @param pointer JSON pointer into the request body
 * @param detail what is wrong and what is allowed; never the value itself
 */
record Refusal(String pointer, String detail) {}
