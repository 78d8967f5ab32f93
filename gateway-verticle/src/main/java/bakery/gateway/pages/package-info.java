/**
 * The pages that people look at. What they are made of lies in the resources' folder {@code web}:
 * {@code shared} for all pages, and a folder for each page with its {@code index.html}.
 */
package bakery.gateway.pages;
