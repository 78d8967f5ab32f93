/**
 * The pages that people look at. What they are made of lies beside this package in the resources:
 * {@code shared} for all pages, and a folder for each page with its {@code index.html}.
 */
package bakery.gateway.web;
