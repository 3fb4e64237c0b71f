package dev.baton.examples.backoffice.shipping;

/** How many pieces of a product can be sent today. */
public record Stock(String sku, long available) {}
