package dev.baton.examples.backoffice.sample;

import java.util.List;

/** Where customers live, with their language, currency and a few cities. */
record Country(String code, String language, String currency, List<String> cities) {
    static final Country GERMANY = new Country("DE", "de", "EUR", List.of("Hamburg", "Leipzig", "Freiburg", "Kassel"));

    /** Countries that pay in euro. */
    static final List<Country> EURO = List.of(
            GERMANY,
            new Country("AT", "de", "EUR", List.of("Graz", "Linz", "Salzburg")),
            new Country("NL", "nl", "EUR", List.of("Utrecht", "Delft", "Groningen")),
            new Country("FR", "fr", "EUR", List.of("Lyon", "Nantes", "Lille")),
            new Country("ES", "es", "EUR", List.of("Valencia", "Bilbao")),
            new Country("IT", "it", "EUR", List.of("Torino", "Bologna")),
            new Country("IE", "en", "EUR", List.of("Cork", "Galway")));

    /** Countries that do not. */
    static final List<Country> OTHER = List.of(
            new Country("GB", "en", "GBP", List.of("Leeds", "Bristol")),
            new Country("CH", "de", "CHF", List.of("Basel", "Bern")),
            new Country("SE", "sv", "SEK", List.of("Malmo", "Uppsala")));

    Country {
        cities = List.copyOf(cities);
    }
}
