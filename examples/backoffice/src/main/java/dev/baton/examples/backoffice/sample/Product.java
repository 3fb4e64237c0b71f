package dev.baton.examples.backoffice.sample;

/**
 * Something the company sells.
 *
 * @param priceMinor the price of one piece in minor units of the customer's currency
 */
public record Product(String sku, String name, long priceMinor) {}
