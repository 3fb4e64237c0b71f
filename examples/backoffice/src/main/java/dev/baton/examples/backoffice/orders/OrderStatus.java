package dev.baton.examples.backoffice.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How far an order has come. */
public enum OrderStatus {
    /** Paid, and being packed. */
    PROCESSING("processing"),
    /** With the carrier. */
    SHIPPED("shipped"),
    /** Handed over. */
    DELIVERED("delivered"),
    /** Called off before it was shipped. */
    CANCELLED("cancelled");

    private final String word;

    OrderStatus(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** The states by their word. */
    static Map<String, OrderStatus> words() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(OrderStatus::word, status -> status, (a, _) -> a, LinkedHashMap::new));
    }
}
