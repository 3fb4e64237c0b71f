package dev.baton.examples.backoffice.orders;

/** Who knows the customers; all that the orders service knows of it. */
@FunctionalInterface
public interface CustomerDirectory {
    boolean knows(String customerId);
}
