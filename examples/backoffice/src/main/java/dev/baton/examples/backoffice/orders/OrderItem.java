package dev.baton.examples.backoffice.orders;

/**
 * One line of an order.
 *
 * @param priceMinor the price of one piece in minor units, such as cents
 */
public record OrderItem(String sku, String name, int quantity, long priceMinor) {
    public OrderItem {
        if (quantity < 1 || priceMinor < 0) {
            throw new IllegalArgumentException("An item has at least one piece and no negative price: " + sku);
        }
    }
}
