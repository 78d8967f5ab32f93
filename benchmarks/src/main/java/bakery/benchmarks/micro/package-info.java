/**
 * What is hot in one process, for JMH. What only its own package may call is measured by a class in
 * a package of that name.
 */
package bakery.benchmarks.micro;
