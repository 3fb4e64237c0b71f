package dev.baton.examples.backoffice.crm;

import java.time.LocalDate;

/**
 * A person who buys from the company.
 *
 * @param language the language to write in, as a BCP 47 tag
 * @param country as an ISO 3166-1 code of two letters
 * @param customerSince the day of the first contact
 */
public record Customer(
        String id, String name, String email, String language, String city, String country, LocalDate customerSince) {}
